import { refOf } from '../../src/adapters/slack/ids';
import { signOfName } from '../../src/adapters/slack/signs';
import { type MessageRef, type MomentStyle, momentsIn } from '../../src/core/message';
import { instant } from '../../src/core/time';
import type { Person } from '../contract/stage';
import { type Fields, isFields, stringAt } from './slack/fields';
import type { Message } from './slack/message';
import type { Shown } from './slack/plain';
import { BOT } from './slack-facts';
import type { SlackWorld } from './slack-world';
import { inOneOrder } from './stage-base';

const STYLES: ReadonlyMap<unknown, MomentStyle> = new Map([
  ['{time}', 'clock'],
  ['{date_short_pretty}, {time}', 'day'],
  ['\u200b{ago}', 'relative'],
]);
const CHANNELS = ['C0ACME', 'C0GLOBEX', 'C0TRIAGE'];
const PEOPLE: readonly Person[] = ['carol', 'carl', 'chen', 'alice', 'bob', 'dana', 'sam', 'gus'];

export const userOf = (who: Person): string => `U0${who.toUpperCase()}`;
export const personOfUser = (id: string): Person => id.slice(2).toLowerCase() as Person;

/** What people can read in Slack: times in Berlin, names in place of ids. */
export class SlackView {
  constructor(private readonly w: SlackWorld) {}

  text(shown: Shown): string {
    return this.w.slack.plain({ ...shown, blocks: shown.blocks.map((block) => this.read(block) as Fields) });
  }

  lines(channel: string): readonly { readonly ref: MessageRef; readonly line: string }[] {
    return this.w.slack.messages(channel).map((message) => this.lineOf(message));
  }
  replies({ place, messageId }: MessageRef) {
    const root = this.w.slack.message(place.placeId, messageId);
    return (root?.replies ?? []).map((reply) => this.lineOf(reply));
  }
  told(who: Person): readonly (Shown & { readonly channel: string; readonly ts: string })[] {
    const all = [...this.w.slack.ephemerals(userOf(who)), ...this.direct(who)];
    return all.sort((a, b) => (a.ts === b.ts ? 0 : a.ts < b.ts ? -1 : 1));
  }
  form(who: Person): string | undefined {
    const view = this.w.slack.viewOf(userOf(who));
    return view && this.text(view);
  }

  signs({ place, messageId }: MessageRef): string {
    const reactions = this.w.slack.message(place.placeId, messageId)?.reactions ?? [];
    return inOneOrder(reactions.filter(({ users }) => users.includes(BOT)).map(({ name }) => signOfName(name)));
  }

  pings(): readonly string[] {
    const open = CHANNELS.flatMap((channel) => this.w.slack.messages(channel));
    const all = open.flatMap((message) => [message, ...message.replies]).filter(({ author }) => author === BOT);
    const shown: readonly Shown[] = [...all, ...PEOPLE.flatMap((who) => this.told(who))];
    return shown
      .flatMap((one) => this.w.slack.pings(one))
      .map((id) => id.replace(/^@(U0\w+)$/, (_all, user) => `@${personOfUser(user)}`));
  }

  private direct(who: Person): readonly Message[] {
    const { slack } = this.w;
    return slack.messages(slack.direct(userOf(who))).filter(({ author }) => author === BOT);
  }
  private lineOf(message: Message) {
    const { author, channel, ts } = message;
    const by = author === BOT ? 'desk' : personOfUser(author ?? '');
    return { ref: refOf(channel, ts), line: `${by}: ${this.text(message)}` };
  }

  /** What a reader's client makes of a block. */
  private read(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((one) => this.read(one));
    if (!isFields(value)) return value;
    const text = (shown: string) => ({ type: 'text', text: shown });
    const style = STYLES.get(value.format);
    if (value.type === 'date' && style !== undefined) {
      return text(momentsIn('Europe/Berlin', this.w.clock.now())(instant(Number(value.timestamp) * 1000), style));
    }
    if (value.type === 'user')
      return text(`@${value.user_id === BOT ? 'Steward' : personOfUser(String(value.user_id))}`);
    if (value.type === 'channel') return text(`#${this.w.slack.world.place(String(value.channel_id)).name}`);
    if (value.type === 'text' && isFields(value.style) && value.style.strike === true) {
      return text(`~~${stringAt(value, 'text')}~~`);
    }
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, this.read(part)]));
  }
}
