import { refOf } from '../../src/adapters/discord/ids';
import { type MessageRef, type MomentStyle, momentsIn } from '../../src/core/message';
import { instant } from '../../src/core/time';
import type { Person } from '../contract/stage';
import type { Modal } from './discord/interaction';
import { hasFlag, type Message } from './discord/message';
import { MessageFlag, MessageType } from './discord/numbers';
import type { DiscordWorld } from './discord-world';
import { inOneOrder } from './stage-base';

const STYLES: ReadonlyMap<string | undefined, MomentStyle> = new Map([
  ['t', 'clock'],
  ['f', 'day'],
  ['R', 'relative'],
]);
const CHANNELS = ['acme', 'globex', 'triage'];
const PEOPLE: readonly Person[] = ['carol', 'carl', 'chen', 'alice', 'bob', 'dana'];
const { threadCreated, threadStarter } = MessageType;

/** Marks that show as themselves, code, links, times, people, places, addresses, and marks that a reader does not see. */
const MARKS =
  /\\([^\sA-Za-z0-9])|`([^`\n]*)`|\[((?:\\.|[^\]\\])*)\]\(<[^>]*>\)|<t:(\d+):(\w)>|<@!?(\d+)>|<#(\d+)>|(https?:\/\/\S+)|(~~)|\*+|_+|\|\||^(?:#{1,3}|-#) /gm;

/** What people can read in Discord: times in Berlin, names in place of ids, marks gone where they have done their work. */
export class DiscordView {
  constructor(private readonly w: DiscordWorld) {}

  text(shown: Message | Modal): string {
    return this.read(this.w.discord.plain(shown));
  }

  /** Without what replies to something: that is read with what it replies to. */
  lines(channel: string): readonly { readonly ref: MessageRef; readonly line: string }[] {
    return this.words(channel)
      .filter(({ reference }) => reference === undefined)
      .map((message) => this.lineOf(message));
  }
  under({ place, messageId }: MessageRef) {
    const replies = this.words(place.placeId).filter(({ reference }) => reference?.messageId === messageId);
    const thread = this.w.discord.world.channels.has(messageId) ? this.words(messageId) : [];
    return [...replies, ...thread].sort(byId).map((message) => this.lineOf(message));
  }
  told(who: Person): readonly Message[] {
    const private_ = this.w.discord.ephemerals(who).filter((message) => !hasFlag(message, MessageFlag.loading));
    return [...private_, ...this.direct(who)].sort(byId);
  }

  signs({ messageId }: MessageRef): string {
    const { world } = this.w.discord;
    const reactions = this.w.discord.message(messageId)?.reactions ?? [];
    return inOneOrder(reactions.filter(({ users }) => users.includes(world.botId)).map(({ emoji }) => emoji.name));
  }

  pings(): readonly string[] {
    const { discord } = this.w;
    const places = CHANNELS.flatMap((name) => [name, ...discord.threads(name).map(({ id }) => id)]);
    const open = places.flatMap((place) => discord.messages(place)).filter(({ authorId }) => this.isDesk(authorId));
    return [...open, ...PEOPLE.flatMap((who) => this.told(who))].flatMap((message) => discord.pings(message));
  }

  private direct(who: Person): readonly Message[] {
    const { discord } = this.w;
    return discord.messages(discord.direct(who).id).filter(({ authorId }) => this.isDesk(authorId));
  }
  private words(channel: string): readonly Message[] {
    return this.w.discord.messages(channel).filter(({ type }) => type !== threadCreated && type !== threadStarter);
  }
  private isDesk(authorId: string): boolean {
    return authorId === this.w.discord.world.botId;
  }
  private lineOf(message: Message) {
    const { authorId, channelId, id } = message;
    const by = this.isDesk(authorId) ? 'desk' : this.w.discord.world.user(authorId).name;
    return { ref: refOf(channelId, id), line: `${by}: ${this.text(message)}` };
  }

  private read(text: string): string {
    const { world } = this.w.discord;
    const moments = momentsIn('Europe/Berlin', this.w.clock.now());
    const shown: (...found: readonly (string | undefined)[]) => string = (
      _all,
      literal,
      code,
      label,
      seconds,
      format,
      user,
      channel,
      address,
      struck,
    ) => {
      const style = STYLES.get(format);
      if (seconds !== undefined && style !== undefined) return moments(instant(Number(seconds) * 1000), style);
      if (user !== undefined) return `@${user === world.botId ? 'Steward' : world.user(user).name}`;
      if (channel !== undefined) return `#${world.channel(channel).name}`;
      if (label !== undefined) return this.read(label);
      return literal ?? code ?? address ?? struck ?? '';
    };
    return text.replace(MARKS, (...found) => shown(...found.map((one) => (typeof one === 'string' ? one : undefined))));
  }
}

const byId = (a: Message, b: Message): number => (BigInt(a.id) < BigInt(b.id) ? -1 : 1);
