import { partsOf, refOf } from '../../src/adapters/slack/ids';
import { escaped } from '../../src/adapters/slack/render';
import { nameOfSign } from '../../src/adapters/slack/signs';
import type { CustomerChannel } from '../../src/core/desk/desk';
import type { MessageRef } from '../../src/core/message';
import type { Act, Channel, Given, Need, Person, Stage, Taken, Where } from '../contract/stage';
import { deskWith } from './facts';
import { BOT, letIn } from './slack-facts';
import { personOfUser, SlackView, userOf } from './slack-view';
import { type Mode, people, type SlackWorld, slackDesk, slackWorld } from './slack-world';
import { onlyOne, StageBase, withChannels, withMembers } from './stage-base';
import { filledIn, typedLine } from './typed';

const HOME: readonly Person[] = ['alice', 'bob', 'dana', 'sam', 'gus'];
const PATIENCE = 30;
const UNANSWERED = 200;
const channelId = (name: Channel) => `C0${name.toUpperCase()}`;
/** With its name beside it, as Slack hands it out. */
const channelMention = (name: Channel) => `<#${channelId(name)}|${name}>`;
const mention = (who: Person) => `<@${userOf(who)}>`;

const asSent = (line: string) => withChannels(withMembers(line, mention), channelMention);

/** Slack over one of its two ways, with names as people write them. */
export async function slackStage(mode: Mode, acme: Partial<CustomerChannel> = {}): Promise<Stage> {
  const named = people();
  const users = named.users.map((user) => ({ ...user, displayName: user.realName }));
  const sockets: Patience = {};
  const slack = { ...named, users, sockets };
  return new SlackStage(await slackWorld(mode, { desk: deskWith('Acme', acme, slackDesk), slack }), sockets);
}

/** How long Slack waits for an acknowledgement; as long as it does, unless said otherwise. */
interface Patience {
  ackWithinMillis?: number;
}

class SlackStage extends StageBase<SlackWorld> implements Stage {
  private readonly view: SlackView;

  constructor(
    w: SlackWorld,
    private readonly sockets: Patience,
  ) {
    super(w);
    this.view = new SlackView(w);
  }

  complaints = () => [...this.w.logged, ...this.w.slack.unknownMethods()];
  has = (need: Need) => need === 'colleagues' || need === 'guests';
  /** Outsiders of a shared channel have neither slash commands nor shortcuts. */
  offersCommands = (who: Person) => HOME.includes(who);
  personOf = personOfUser;

  says(who: Person, where: Where, text: string): Promise<MessageRef> {
    return this.writes(who, where, escaped(text));
  }
  replies(): Promise<MessageRef> {
    throw new Error('Slack has no inline replies');
  }
  mentions(who: Person, where: Where, line: string): Promise<MessageRef> {
    return this.writes(who, where, `<@${BOT}> ${asSent(escaped(line))}`);
  }
  private writes(who: Person, where: Where, text: string): Promise<MessageRef> {
    const [channel, how] = this.placeOf(who, where);
    return this.doing(() => refOf(channel, this.w.slack.says(userOf(who), channel, text, how)));
  }
  types(who: Person, where: Where, command: string, given: Given = {}): Promise<Taken> {
    const [channel, how] = this.placeOf(who, where);
    if (how.threadTs !== undefined) throw new Error('Slack offers no slash commands in threads');
    const line = withChannels(typedLine(command, given, mention), channelMention).replace(/^ticket /, '');
    return this.doing(async () => {
      const { error } = await this.w.slack.slash(userOf(who), channel, '/ticket', line);
      return error === undefined ? 'taken' : 'failed';
    });
  }
  async picks(who: Person, entry: string, { place, messageId }: MessageRef): Promise<void> {
    const callback = entry === 'Open ticket' ? 'ticket_open' : 'ticket_actions';
    await this.doing(() => this.w.slack.shortcut(userOf(who), callback, place.placeId, messageId));
  }
  async presses(who: Person, on: MessageRef | 'told', label: string): Promise<void> {
    const where =
      on === 'told'
        ? this.view.told(who).findLast((shown) => this.view.text(shown).includes(`[${label}]`))
        : { channel: on.place.placeId, ts: on.messageId };
    if (where === undefined) throw new Error(`${who} was told nothing with a button ${label}`);
    const { channel, ts } = where;
    await this.doing(() => this.w.slack.clicks(userOf(who), { channel, ts }, label));
  }
  fills(who: Person, given: Given): Promise<void> {
    return this.fillsOthers(who, who, given);
  }
  async fillsOthers(who: Person, owner: Person, given: Given): Promise<void> {
    const view = this.w.slack.viewOf(userOf(owner));
    if (view === undefined) throw new Error(`${owner} has no form`);
    Object.assign(view, { user: userOf(who) });
    await this.doing(() => this.w.slack.submits(userOf(who), view, filledIn(undefined, given, userOf)));
  }
  async reacts(who: Person, { place, messageId }: MessageRef, sign: string): Promise<void> {
    await this.doing(() => this.w.slack.reacts(userOf(who), place.placeId, messageId, nameOfSign(sign)));
  }
  async unreacts(who: Person, { place, messageId }: MessageRef, sign: string): Promise<void> {
    await this.doing(() => this.w.slack.unreacts(userOf(who), place.placeId, messageId, nameOfSign(sign)));
  }
  async edits(who: Person, { place, messageId }: MessageRef, text: string): Promise<void> {
    await this.doing(() => this.w.slack.edits(userOf(who), place.placeId, messageId, escaped(text)));
  }
  async deletes(who: Person, { place, messageId }: MessageRef): Promise<void> {
    await this.doing(() => this.w.slack.deletes(userOf(who), place.placeId, messageId));
  }
  letIn(who: Person, channel: Channel): void {
    letIn(this.w, userOf(who), channelId(channel));
  }

  channel = (name: Channel) => this.view.lines(channelId(name)).map(({ line }) => line);
  under = (message: MessageRef) => this.view.replies(message).map(({ line }) => line);
  told = (who: Person) => this.view.told(who).map((shown) => this.view.text(shown));
  form = (who: Person) => this.view.form(who);
  signs = (on: MessageRef) => this.view.signs(on);
  pings = () => this.view.pings();
  findUnder = (message: MessageRef, pattern: RegExp) => onlyOne(this.view.replies(message), pattern);
  find = (channel: Channel, pattern: RegExp) => onlyOne(this.view.lines(channelId(channel)), pattern);

  async redelivers(): Promise<void> {
    const all = this.w.slack.deliveries();
    await this.doing(() => Promise.all(all.map(({ id }) => this.w.slack.redeliver(id, 'retry'))));
  }
  async insists(): Promise<void> {
    await this.doing(() => this.w.slack.redeliverUnacked());
  }
  asksForPatience = (channel: Channel) => this.script(channel, { status: 429, retryAfter: PATIENCE }, 1);
  losesAnswer = (channel: Channel) => this.script(channel, 'accept-then-500', 1);
  fails = (channel: Channel, times: number) => this.script(channel, { status: 500 }, times);
  forbids = (channel: Channel) => this.script(channel, { error: 'restricted_action' }, 1);
  private script(channel: Channel, reply: Parameters<SlackWorld['slack']['script']>[1], times: number): void {
    this.w.slack.script('chat.postMessage', reply, times, channelId(channel));
  }

  /** Nobody waits three seconds for an acknowledgement that cannot come. */
  override breakStore(): () => void {
    const repair = super.breakStore();
    this.sockets.ackWithinMillis = UNANSWERED;
    return () => {
      delete this.sockets.ackWithinMillis;
      repair();
    };
  }

  protected silently(act: Act): Promise<unknown> {
    return this.w.slack.silently(act);
  }
  protected hold(): void {
    this.w.slack.hold();
  }
  protected release(as: 'done' | 'reversed'): Promise<void> {
    return this.w.slack.release((held) => (as === 'done' ? held : held.toReversed()));
  }

  private placeOf(who: Person, where: Where): readonly [channel: string, how: { readonly threadTs?: string }] {
    if (where === 'direct') return [this.w.slack.direct(userOf(who)), {}];
    if (typeof where === 'string') return [channelId(where), {}];
    const { place, messageId } = where.under;
    return [partsOf(place).channel, { threadTs: messageId }];
  }
}
