import { refOf } from '../../src/adapters/discord/ids';
import type { CustomerChannel } from '../../src/core/desk/desk';
import type { MessageRef } from '../../src/core/message';
import type { Act, Channel, Given, Need, Person, Stage, Taken, Where } from '../contract/stage';
import type { Acted, Modal } from './discord/interaction';
import type { Call, Reply } from './discord/scripts';
import { DiscordView } from './discord-view';
import { type DiscordWorld, discordDesk, discordWorld, idOf } from './discord-world';
import { deskWith } from './facts';
import { onlyOne, StageBase, withChannels, withMembers } from './stage-base';

/** The SDK keeps to it in real time, so it is short. */
const PATIENCE = 0.05;
const HEARD = /^(MESSAGE|INTERACTION|THREAD)_/;
const PEOPLE = ['carol', 'carl', 'chen', 'alice', 'bob', 'dana'] as const;

export async function discordStage(acme: Partial<CustomerChannel> = {}): Promise<Stage> {
  return new DiscordStage(await discordWorld({ desk: deskWith('Acme', acme, discordDesk) }));
}

class DiscordStage extends StageBase<DiscordWorld> implements Stage {
  private readonly forms = new Map<Person, Modal>();
  private readonly view: DiscordView;

  constructor(w: DiscordWorld) {
    super(w);
    this.view = new DiscordView(w);
  }

  complaints = () => [...this.w.logged, ...this.w.discord.unknownRoutes()];
  has = (need: Need) => need === 'inline replies' || need === 'commands in threads';
  offersCommands = () => true;
  personOf = (id: string) => PEOPLE.find((who) => idOf(who) === id) ?? 'gus';

  says(who: Person, where: Where, text: string): Promise<MessageRef> {
    return this.doing(() => {
      const { channelId, id } = this.w.discord.says(who, this.placeOf(who, where), text);
      return refOf(channelId, id);
    });
  }
  replies(who: Person, { place, messageId }: MessageRef, text: string): Promise<MessageRef> {
    return this.doing(() => {
      const { channelId, id } = this.w.discord.says(who, place.placeId, text, { replyTo: messageId });
      return refOf(channelId, id);
    });
  }
  mentions(who: Person, where: Where, line: string): Promise<MessageRef> {
    const written = withMembers(line, (one) => `<@${this.w.discord.world.user(one).id}>`);
    return this.says(who, where, `<@${this.w.discord.world.botId}> ${this.withPlaces(written)}`);
  }
  async types(who: Person, where: Where, command: string, given: Given = {}): Promise<Taken> {
    // Words that stand alone are offered under the noun.
    const name = command.includes(' ') ? command : `ticket ${command}`;
    return this.acted(who, () => this.w.discord.slash(who, this.placeOf(who, where), name, this.filled(given)));
  }
  async picks(who: Person, entry: string, on: MessageRef): Promise<void> {
    await this.acted(who, () => this.w.discord.contextMenu(who, entry, on.messageId));
  }
  async presses(who: Person, on: MessageRef | 'told', label: string): Promise<void> {
    const told = on === 'told' ? this.view.told(who).findLast((one) => this.view.text(one).includes(`[${label}]`)) : on;
    if (told === undefined) throw new Error(`${who} was told nothing with a button ${label}`);
    await this.acted(who, () => this.w.discord.clicks(who, 'id' in told ? told.id : told.messageId, label));
  }
  fills(who: Person, given: Given): Promise<void> {
    return this.fillsOthers(who, who, given);
  }
  async fillsOthers(who: Person, owner: Person, given: Given): Promise<void> {
    const form = this.forms.get(owner);
    if (form === undefined) throw new Error(`${owner} has no form`);
    this.forms.delete(owner);
    const entries = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)]));
    await this.acted(who, () => this.w.discord.submits(who, form, entries));
  }
  async reacts(who: Person, on: MessageRef, sign: string): Promise<void> {
    await this.doing(() => this.w.discord.reacts(who, on.messageId, sign));
  }
  async unreacts(who: Person, on: MessageRef, sign: string): Promise<void> {
    await this.doing(() => this.w.discord.unreacts(who, on.messageId, sign));
  }
  async edits(who: Person, message: MessageRef, text: string): Promise<void> {
    await this.doing(() => this.w.discord.edits(who, message.messageId, text));
  }
  async deletes(who: Person, message: MessageRef): Promise<void> {
    await this.doing(() => this.w.discord.deletes(who, message.messageId));
  }
  letIn(): void {
    // All are on one server, and no channel of it is closed to anybody.
  }

  channel = (name: Channel) => this.view.lines(name).map(({ line }) => line);
  under = (message: MessageRef) => this.view.under(message).map(({ line }) => line);
  told = (who: Person) => this.view.told(who).map((message) => this.view.text(message));
  signs = (on: MessageRef) => this.view.signs(on);
  pings = () => this.view.pings();
  findUnder = (message: MessageRef, pattern: RegExp) => onlyOne(this.view.under(message), pattern);
  find = (channel: Channel, pattern: RegExp) => onlyOne(this.view.lines(channel), pattern);
  form(who: Person): string | undefined {
    const form = this.forms.get(who);
    return form?.isOpen ? this.view.text(form) : undefined;
  }

  async redelivers(): Promise<void> {
    const all = this.w.discord.dispatches(({ event, times }) => HEARD.test(event) && times > 0);
    await this.doing(() => {
      for (const dispatch of all) this.w.discord.redeliver(dispatch);
    });
  }
  async insists(): Promise<void> {
    // The gateway asks for no acknowledgement: what was missed is fetched by the desk itself.
  }
  asksForPatience = (channel: Channel) => this.script(channel, { retryAfter: PATIENCE }, 1);
  losesAnswer = (channel: Channel) => this.script(channel, 'accept-then-500', 1);
  fails = (channel: Channel, times: number) => this.script(channel, { status: 500 }, times);
  forbids = (channel: Channel) => this.script(channel, { status: 403, code: 50_013 }, 1);
  private script(name: Channel, reply: Reply, times: number): void {
    const { world } = this.w.discord;
    const here = ({ params: { channel = '' } }: Call) => {
      const known = world.channels.get(channel);
      return [channel, known?.parentId].includes(world.channel(name).id);
    };
    this.w.discord.script('POST /channels/:channel/messages', reply, times, here);
  }

  protected silently(act: Act): Promise<unknown> {
    return this.w.discord.silently(act);
  }
  protected hold(): void {
    this.w.discord.hold();
  }
  protected release(as: 'done' | 'reversed'): void {
    this.w.discord.release((held) => (as === 'done' ? held : held.toReversed()));
  }

  private filled(given: Given): Given {
    const one = (value: string | number) => (typeof value === 'string' ? this.withPlaces(value) : value);
    return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, one(value)]));
  }
  private withPlaces(line: string): string {
    return withChannels(line, (name) => `<#${idOf(name)}>`);
  }

  private acted(who: Person, act: () => Promise<Acted>): Promise<Taken> {
    return this.doing(async () => {
      const { error, modal, message } = await act();
      if (modal !== undefined) this.forms.set(who, modal);
      return error !== undefined || message?.content.includes('nothing was done') ? 'failed' : 'taken';
    });
  }
  /** A thread that nobody has begun yet is begun by whoever wants to write in it. */
  private placeOf(who: Person, where: Where): string {
    if (where === 'direct') return 'dm';
    if (typeof where === 'string') return where;
    const { place, messageId } = where.under;
    const { world } = this.w.discord;
    if (world.channel(place.placeId).thread !== undefined) return place.placeId;
    if (!world.channels.has(messageId)) this.w.discord.startsThread(who, messageId, 'About this');
    return messageId;
  }
}
