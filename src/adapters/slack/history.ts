import type { webApi } from '@slack/bolt';
import type { RawEvent } from '../../core/chat';
import type { MessageRef, Place } from '../../core/message';
import { platformError, slackError } from './client';
import { isAfter, partsOf } from './ids';
import { fileSchema, messageSchema, type SlackFile, type SlackMessage } from './payload';
import { foundEvent, isWords } from './raw';

const PAGE = 200;
/** A gap longer than this is worked off over several catch-ups, the oldest first… of what Slack still shows. */
const MOST_PAGES = 500;

/** Messages of a channel or thread after a cursor, oldest first. Slack answers newest first, so all pages are read before. */
export async function* history(
  client: webApi.WebClient,
  at: Place,
  after: string,
): AsyncIterable<{ readonly event: RawEvent; readonly cursor: string }> {
  const { channel, threadTs } = partsOf(at);
  const found: SlackMessage[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const asked = { channel, oldest: after, limit: PAGE, ...(cursor ? { cursor } : {}) };
    const answer = await asking(`reading ${channel}`, () =>
      threadTs === undefined
        ? client.conversations.history(asked)
        : client.conversations.replies({ ...asked, ts: threadTs }),
    );
    found.push(...parsed(answer.messages));
    cursor = answer.response_metadata?.next_cursor || undefined;
    if (cursor === undefined) break;
  }
  // The root leads every page of replies, however old it is.
  const fresh = found.filter(({ ts }) => isAfter(ts, after)).sort((a, b) => (a.ts < b.ts ? -1 : 1));
  for (const message of fresh) {
    if (isWords(message)) yield { event: foundEvent(channel, message), cursor: message.ts };
  }
}

/** One message by its ts, whether it stands in the channel or in a thread; undefined when it is gone or hidden. */
export async function messageAt(
  client: webApi.WebClient,
  { place: { placeId }, messageId }: MessageRef,
): Promise<SlackMessage | undefined> {
  const channel = placeId;
  try {
    const top = await client.conversations.history({ channel, latest: messageId, inclusive: true, limit: 1 });
    const found = parsed(top.messages).find(({ ts }) => ts === messageId);
    if (found !== undefined) return found;
    // A reply is not in the channel's history; replies() takes any message's ts, and may answer with it alone.
    const thread = await client.conversations.replies({ channel, ts: messageId, limit: PAGE });
    return parsed(thread.messages).find(({ ts }) => ts === messageId);
  } catch (error) {
    if (
      ['thread_not_found', 'message_not_found', 'channel_not_found', 'not_in_channel'].includes(slackError(error) ?? '')
    )
      return undefined;
    throw platformError(`reading a message in ${channel}`, error);
  }
}

/** What is known of a file; its bare id where Slack will not tell. */
export async function fileAt(client: webApi.WebClient, id: string): Promise<SlackFile> {
  try {
    return fileSchema.parse((await client.files.info({ file: id })).file ?? {});
  } catch (error) {
    if (slackError(error) === undefined) throw platformError(`asking about file ${id}`, error);
    return { id, name: `file ${id}` };
  }
}

const parsed = (messages: unknown): SlackMessage[] =>
  (Array.isArray(messages) ? messages : []).flatMap((message) => messageSchema.safeParse(message).data ?? []);

async function asking<T>(what: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw platformError(what, error);
  }
}
