import { type REST, RESTJSONErrorCodes, Routes } from 'discord.js';
import type { RawEvent } from '../../core/chat';
import type { MessageRef, Place } from '../../core/message';
import { type Clock, MINUTE, minus } from '../../core/time';
import { inOrder, instantOf, isAfter, snowflakeAt } from './ids';
import { channelSchema, type DiscordChannel, type DiscordMessage, messageSchema } from './payload';
import { isForum, isThread, type Places } from './places';
import { foundEvents, isWords } from './raw';
import { type Ask, discordCode, isMissing } from './rest';

const PAGE = 100;
const NO_THREADS_HERE = RESTJSONErrorCodes.CannotExecuteActionOnThisChannelType;
/** An end to asking: a hundred thousand messages in one channel. What lies beyond is fetched the next time. */
const MOST_PAGES = 1_000;

/** Reads what was said. */
export class History {
  constructor(
    private readonly rest: REST,
    private readonly ask: Ask,
    private readonly places: Places,
    private readonly clock: Clock,
  ) {}

  /**
   * Messages of a channel and of all its threads after a cursor, oldest first: ids are ordered by time over all of
   * Discord, so one cursor does for all. A thread's own messages where the place is one.
   */
  async *after(at: Place, after: string): AsyncIterable<{ readonly event: RawEvent; readonly cursor: string }> {
    // Lists are read one after another: a word said in one that was read already must not be jumped over.
    const settled = snowflakeAt(minus(this.clock.now(), MINUTE));
    const here = await this.places.get(at.placeId);
    if (here === undefined) return;
    const channels = isThread(here) ? [here] : [...(isForum(here) ? [] : [here]), ...(await this.threads(here, after))];
    const found: DiscordMessage[] = [];
    for (const { id } of channels) found.push(...(await this.messages(id, after)));
    for (const message of found.filter(isWords).sort(inOrder)) {
      const reached = isAfter(message.id, settled) ? settled : message.id;
      const cursor = isAfter(reached, after) ? reached : after;
      for (const event of foundEvents(message)) yield { event, cursor };
    }
  }

  /** Oldest first; a channel that is gone or hidden has none. */
  async messages(channel: string, after: string): Promise<readonly DiscordMessage[]> {
    const found: DiscordMessage[] = [];
    let cursor = after;
    for (let page = 0; page < MOST_PAGES; page++) {
      const list = await this.list(Routes.channelMessages(channel), { after: cursor, limit: String(PAGE) });
      const messages = list.flatMap((one) => messageSchema.safeParse(one).data ?? []).sort(inOrder);
      found.push(...messages);
      cursor = messages.at(-1)?.id ?? cursor;
      if (list.length < PAGE) break;
    }
    return found;
  }

  async message({ place: { placeId }, messageId }: MessageRef): Promise<DiscordMessage | undefined> {
    return this.ask(`reading a message in ${placeId}`, async () => {
      try {
        return messageSchema.parse(await this.rest.get(Routes.channelMessage(placeId, messageId)));
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    });
  }

  /** The threads and forum posts under a channel in which something was said after the cursor. */
  private async threads({ id, guild_id: guild }: DiscordChannel, after: string): Promise<readonly DiscordChannel[]> {
    if (guild === undefined) return [];
    const active = await this.list(Routes.guildActiveThreads(guild));
    const all = [
      ...active,
      ...(await this.archived(id, 'public', after)),
      ...(await this.archived(id, 'private', after)),
    ];
    const threads = all.flatMap((one) => channelSchema.safeParse(one).data ?? []);
    for (const thread of threads) this.places.keep({ guild_id: guild, ...thread });
    return threads.filter(({ parent_id, last_message_id: last }) => parent_id === id && last && isAfter(last, after));
  }

  /** Sorted by when they were archived, which is after the last word in them. */
  private async archived(channel: string, kind: 'public' | 'private', after: string): Promise<readonly unknown[]> {
    const found: unknown[] = [];
    let before: string | undefined;
    for (let page = 0; page < MOST_PAGES; page++) {
      const query = { limit: String(PAGE), ...(before === undefined ? {} : { before }) };
      const list = await this.list(Routes.channelThreads(channel, kind), query);
      found.push(...list);
      before = channelSchema.safeParse(list.at(-1)).data?.thread_metadata?.archive_timestamp;
      if (list.length < PAGE || before === undefined || Date.parse(before) < instantOf(after)) break;
    }
    return found;
  }

  /** A list, or the threads of an answer. What the bot may not see is empty. */
  private async list(route: `/${string}`, query: Readonly<Record<string, string>> = {}): Promise<readonly unknown[]> {
    const answer = await this.ask(`reading ${route}`, async () => {
      try {
        return await this.rest.get(route, { query: new URLSearchParams(query) });
      } catch (error) {
        if (isMissing(error) || discordCode(error) === NO_THREADS_HERE) return [];
        throw error;
      }
    });
    const list = Array.isArray(answer) ? answer : (answer as { threads?: unknown } | null)?.threads;
    return Array.isArray(list) ? list : [];
  }
}
