import { called, messageEvent, rawEvent } from '../../src/adapters/playground/events';
import { directPlace, member, place, threadUnder } from '../../src/adapters/playground/ids';
import type { Entry } from '../../src/adapters/playground/room';
import type { CommandCall, Form } from '../../src/core/chat';
import type { CustomerChannel, Desk } from '../../src/core/desk/desk';
import { StoreUnavailable, UserError } from '../../src/core/errors';
import type { MessageRef, Place } from '../../src/core/message';
import type { Millis } from '../../src/core/time';
import type { Act, Channel, Given, Need, Person, Stage, Taken, Where } from '../contract/stage';
import { deskWith } from './facts';
import { type Attempt, type Fault, first, forGood, timedOut, tooMany } from './flaky';
import { OpenHouse } from './open-house';
import { SELLING } from './plans';
import { RoomView } from './room-view';
import { slackDesk } from './slack-world';
import { onlyOne, StageBase, withChannels } from './stage-base';
import { TestClock } from './test-clock';
import { filledIn, typedLine } from './typed';
import { type World, world } from './world';

const PATIENCE = 30_000 as Millis;
const idOf = (who: Person) => `<@${who}>`;
const channelOf = (name: Channel) => `<#${name}>`;

/** The Slack tests' desk, in the playground: whoever may enter #triage is an agent, as Bob is. */
const desk: Desk = {
  ...slackDesk,
  teams: slackDesk.teams.map((team) => ({ ...team, triage: [place('triage')] })),
  people: [
    { name: 'Alice', team: 'core', lead: false, members: [member('alice')] },
    { name: 'Dana', team: 'core', lead: true, members: [member('dana')] },
  ],
  ...SELLING,
  agentGroups: [{ group: place('triage'), team: 'core', lead: false }],
  channels: slackDesk.channels.map((channel) => ({ ...channel, place: place(channel.account.toLowerCase()) })),
};

export async function playgroundStage(acme: Partial<CustomerChannel> = {}): Promise<Stage> {
  const clock = new TestClock('2026-11-23T09:00:00Z');
  const platform = new OpenHouse(clock);
  return new PlaygroundStage(await world({ clock, platform, desk: deskWith('Acme', acme, desk) }), platform);
}

type Filling = { readonly form: Form; readonly in: Place };

class PlaygroundStage extends StageBase<World> implements Stage {
  private readonly forms = new Map<Person, Filling>();
  private readonly view: RoomView;

  constructor(
    w: World,
    private readonly house: OpenHouse,
  ) {
    super(w);
    this.view = new RoomView(house.room, w.clock);
  }

  complaints = () => this.w.logged;
  has = (need: Need) => need !== 'inline replies';
  offersCommands = () => true;
  personOf = (memberId: string) => memberId as Person;

  says(who: Person, where: Where, text: string): Promise<MessageRef> {
    return this.doing(async () => {
      const body = { lines: [[text]] };
      const entry = this.house.room.add(placeOf(who, where), { by: member(who), body, text });
      await this.tell(messageEvent(entry));
      return entry.ref;
    });
  }
  replies(): Promise<MessageRef> {
    throw new Error('the playground has no inline replies');
  }
  mentions(who: Person, where: Where, line: string): Promise<MessageRef> {
    return this.says(who, where, `@Steward ${line}`);
  }
  types(who: Person, where: Where, command: string, given: Given = {}): Promise<Taken> {
    return this.doing(() =>
      this.calls(who, {
        in: placeOf(who, where),
        line: withChannels(typedLine(command, given, idOf), channelOf),
        input: {},
      }),
    );
  }
  async picks(who: Person, entry: string, on: MessageRef): Promise<void> {
    const line = entry === 'Open ticket' ? 'ticket open' : 'ticket actions';
    await this.doing(() => this.calls(who, { in: on.place, line, input: {}, on }));
  }
  async presses(who: Person, on: MessageRef | 'told', label: string): Promise<void> {
    const has = ({ body }: Entry) => body.buttons?.some((button) => button.label === label) === true;
    const entry = on === 'told' ? this.view.told(who).findLast(has) : this.house.room.get(on);
    const button = entry?.body.buttons?.find((known) => known.label === label);
    if (entry === undefined || button === undefined) throw new Error(`${who} sees no button ${label}`);
    await this.doing(() => this.calls(who, { in: entry.ref.place, line: button.command, input: button.input }));
  }
  fills(who: Person, given: Given): Promise<void> {
    return this.fillsOthers(who, who, given);
  }
  async fillsOthers(who: Person, owner: Person, given: Given): Promise<void> {
    const { form, in: at } = this.forms.get(owner) ?? {};
    if (form === undefined || at === undefined) throw new Error(`${owner} has no form`);
    this.forms.delete(owner);
    const input = { ...form.input, ...filledIn(form.command, given, (one) => one) };
    await this.doing(() => this.command(who, { in: at, line: form.command, input }));
  }
  reacts(who: Person, on: MessageRef, sign: string): Promise<void> {
    return this.sign(who, on, sign, true);
  }
  unreacts(who: Person, on: MessageRef, sign: string): Promise<void> {
    return this.sign(who, on, sign, false);
  }
  edits(who: Person, message: MessageRef, text: string): Promise<void> {
    this.house.room.rewrite(this.view.entry(message), { lines: [[text]] }, text);
    return this.tellOf(message, { type: 'edited', by: who, text });
  }
  deletes(who: Person, message: MessageRef): Promise<void> {
    this.house.room.remove(this.view.entry(message));
    return this.tellOf(message, { type: 'deleted', by: who });
  }
  letIn(): void {
    // Whoever acts here is not asked whether they may be where they act.
  }

  channel = (name: Channel) => this.view.lines(place(name)).map(({ line }) => line);
  under = (message: MessageRef) => this.view.lines(threadUnder(message)).map(({ line }) => line);
  told = (who: Person) => this.view.told(who).map((entry) => this.view.text(entry));
  signs = (on: MessageRef) => this.view.signs(on);
  find = (channel: Channel, pattern: RegExp) => onlyOne(this.view.lines(place(channel)), pattern);
  findUnder = (message: MessageRef, pattern: RegExp) => onlyOne(this.view.lines(threadUnder(message)), pattern);
  pings = () => this.view.pings();
  form(who: Person): string | undefined {
    const { form } = this.forms.get(who) ?? {};
    if (form === undefined) return undefined;
    const fields = form.fields.map(({ name, label, choices }) => {
      const shown = [form.input[name], choices?.join(' | ')].filter((part) => part !== undefined);
      return `${label}: [${shown.join(': ')}]`;
    });
    return [`== ${form.title} ==`, ...fields].join('\n');
  }

  async redelivers(): Promise<void> {
    await this.doing(() => Promise.all([...this.house.heard].map((event) => this.house.desk().accept(event))));
  }
  async insists(): Promise<void> {
    // What could not be stored is fetched when something else could be.
  }
  asksForPatience = (channel: Channel) => this.fault(channel, 1, tooMany(PATIENCE));
  losesAnswer = (channel: Channel) => this.fault(channel, 1, { doneButUnknown: true });
  fails = (channel: Channel, times: number) => this.fault(channel, times, timedOut());
  forbids = (channel: Channel) => this.fault(channel, 1, forGood());

  protected async silently(act: Act): Promise<void> {
    this.house.deaf = true;
    await act();
    this.house.deaf = false;
  }
  protected hold(): void {
    this.house.held = [];
  }
  protected async release(as: 'done' | 'reversed'): Promise<void> {
    const held = this.house.held ?? [];
    this.house.held = undefined;
    for (const event of as === 'done' ? held : held.toReversed()) await this.house.desk().accept(event);
  }

  private fault(channel: Channel, times: number, fault: Fault): void {
    const before = this.house.fault;
    const here = (what: Attempt, where: string) => what === 'post' && where.split('/')[0] === channel;
    const next = first(times, here, fault);
    this.house.fault = (what, where, text) => next(what, where, text) ?? before(what, where, text);
  }
  /** Whether the desk could take it; while it is down nobody hears of anything. */
  private async tell(event: ReturnType<typeof messageEvent>): Promise<Taken> {
    try {
      if (!this.deaf) await this.house.tell(event);
      return 'taken';
    } catch (error) {
      if (error instanceof UserError) return 'failed';
      throw error;
    }
  }
  private async tellOf(
    ref: MessageRef,
    what:
      | { readonly type: 'edited'; readonly by: string; readonly text: string }
      | { readonly type: 'deleted'; readonly by: string },
  ): Promise<void> {
    const { id, at } = this.house.room.nextId();
    await this.doing(() => this.tell(rawEvent(id, ref.place, { ...what, ref: idsOf(ref), at })));
  }
  private async sign(by: Person, on: MessageRef, sign: string, added: boolean): Promise<void> {
    if (!this.house.room.sign(this.view.entry(on), member(by), sign, added)) return;
    const { id, at } = this.house.room.nextId();
    const body = { type: 'reaction', on: idsOf(on), by, at, sign, added } as const;
    await this.doing(() => this.tell(rawEvent(id, on.place, body)));
  }
  private async calls(who: Person, call: Asked): Promise<Taken> {
    this.forms.delete(who);
    const asked = called({ ...call, by: member(who), at: this.now() });
    const form = await this.house
      .desk()
      .form(asked)
      .catch((error) => {
        if (error instanceof StoreUnavailable) return undefined;
        throw error;
      });
    if (form === undefined) return this.command(who, call);
    this.forms.set(who, { form, in: call.in });
    return 'taken';
  }
  private command(by: Person, { in: at, line, input, on }: Asked): Promise<Taken> {
    const next = this.house.room.nextId();
    const body = { type: 'command', in: at.placeId, by, at: next.at, line, input: { ...input } } as const;
    return this.tell(rawEvent(next.id, at, on === undefined ? body : { ...body, on: idsOf(on) }));
  }
}

type Asked = Pick<CommandCall, 'in' | 'line' | 'input'> & { readonly on?: MessageRef };
const idsOf = ({ place: { placeId }, messageId }: MessageRef) => ({ placeId, messageId });
const placeOf = (who: Person, where: Where): Place => {
  if (where === 'direct') return directPlace(member(who));
  return typeof where === 'string' ? place(where) : threadUnder(where.under);
};
