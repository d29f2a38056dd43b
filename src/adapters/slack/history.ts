import type { webApi } from '@slack/bolt';
import type { RawEvent } from '../../core/chat';
import type { MessageRef, Place } from '../../core/message';
import { type Ask, slackError } from './client';
import { isAfter, partsOf } from './ids';
import { fileSchema, messageSchema, type SlackFile, type SlackMessage } from './payload';
import { foundEdit, foundEvent, isWords } from './raw';

const PAGE = 200;
const GONE = new Set(['thread_not_found', 'message_not_found', 'channel_not_found', 'not_in_channel']);
/** An end to asking: a hundred thousand messages. What lies before them is not fetched. */
const MOST_PAGES = 500;

/** Messages of a channel or thread after a cursor, oldest first. Slack answers newest first, so all pages are read before. */
export async function* history(
  client: webApi.WebClient,
  ask: Ask,
  at: Place,
  after: string,
): AsyncIterable<{ readonly event: RawEvent; readonly cursor: string }> {
  const { channel, threadTs } = partsOf(at);
  const found: SlackMessage[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const asked = { channel, oldest: after, limit: PAGE, ...(cursor ? { cursor } : {}) };
    const answer = await ask(`reading ${channel}`, () =>
      threadTs === undefined
        ? client.conversations.history(asked)
        : client.conversations.replies({ ...asked, ts: threadTs }),
    );
    found.push(...parsed(answer.messages));
    cursor = answer.response_metadata?.next_cursor || undefined;
    if (cursor === undefined) break;
  }
  // The root leads every page of replies, however old it is: only what is new about it counts.
  const fresh = found.filter(isWords).sort((a, b) => (a.ts < b.ts ? -1 : 1));
  for (const message of fresh) {
    const { ts, edited } = message;
    if (isAfter(ts, after)) yield { event: foundEvent(channel, message), cursor: ts };
    if (edited?.ts !== undefined && isAfter(edited.ts, after)) {
      yield { event: foundEdit(channel, message, edited.ts), cursor: isAfter(ts, after) ? ts : after };
    }
  }
}

/** One message by its ts, whether it stands in the channel or in a thread; undefined when it is gone or hidden. */
export async function messageAt(
  client: webApi.WebClient,
  ask: Ask,
  { place: { placeId }, messageId }: MessageRef,
): Promise<SlackMessage | undefined> {
  const channel = placeId;
  return ask(`reading a message in ${channel}`, async () => {
    try {
      const top = await client.conversations.history({ channel, latest: messageId, inclusive: true, limit: 1 });
      const found = parsed(top.messages).find(({ ts }) => ts === messageId);
      if (found !== undefined) return found;
      // A reply is not in the channel's history; replies() takes any message's ts, and may answer with it alone.
      const thread = await client.conversations.replies({ channel, ts: messageId, limit: PAGE });
      return parsed(thread.messages).find(({ ts }) => ts === messageId);
    } catch (error) {
      if (GONE.has(slackError(error) ?? '')) return undefined;
      throw error;
    }
  });
}

/** What is known of a file; its bare id where Slack will not tell. A name is a courtesy, and nothing waits for it. */
export async function fileAt(client: webApi.WebClient, id: string): Promise<SlackFile> {
  try {
    return fileSchema.parse((await client.files.info({ file: id })).file ?? {});
  } catch {
    return { id, name: `file ${id}` };
  }
}

const parsed = (messages: unknown): SlackMessage[] =>
  (Array.isArray(messages) ? messages : []).flatMap((message) => messageSchema.safeParse(message).data ?? []);
