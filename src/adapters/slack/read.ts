import type { Attachment, Incoming, PostedMessage, RawEvent } from '../../core/chat';
import { callOf } from './call';
import { instantOf, member, place, refOf, threadPlace } from './ids';
import {
  type ChangedEvent,
  envelopeSchema,
  isChanged,
  isDeleted,
  isMoved,
  isReaction,
  type PostedEvent,
  type SlackEvent,
  type SlackFile,
  type SlackMessage,
} from './payload';
import { isWords } from './raw';
import { signOfName } from './signs';
import { addressed, commandText, mentioned, readable } from './words';

export interface Reader {
  readonly deskId: string;
  /** Names of members, for the text people read. */
  names(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** What an event in a shared channel only hints at. */
  file(id: string): Promise<SlackFile>;
}

/** What a stored body means. Empty for what turns out to be nothing for the desk. */
export async function read(reader: Reader, { body }: RawEvent): Promise<readonly Incoming[]> {
  const envelope = envelopeSchema.safeParse(body).data;
  if (envelope !== undefined) return readEvent(reader, envelope.event);
  const call = callOf(body);
  return call === undefined ? [] : [call];
}

async function readEvent(reader: Reader, event: SlackEvent): Promise<readonly Incoming[]> {
  if (isReaction(event)) {
    if (event.user === reader.deskId) return [];
    const on = refOf(event.item.channel, event.item.ts);
    const added = event.type === 'reaction_added';
    const at = instantOf(event.event_ts);
    return [{ type: 'reaction', by: member(event.user), on, sign: signOfName(event.reaction), added, at }];
  }
  if (isMoved(event)) {
    const { old_channel_id: from, new_channel_id: to, event_ts } = event;
    return [{ type: 'moved', from: place(from), to: place(to), at: instantOf(event_ts) }];
  }
  if (isDeleted(event)) {
    const at = instantOf(event.event_ts ?? event.deleted_ts);
    return [{ type: 'deleted', ref: refOf(event.channel, event.deleted_ts), at }];
  }
  if (isChanged(event)) return readChange(reader, event);
  const message = event as PostedEvent;
  if (!isWords(message) || message.user === reader.deskId || message.edited !== undefined) return [];
  return [await readMessage(reader, message.channel, message, message.channel_type === 'im')];
}

/** Unfurls, thread counters and our own edits look like edits too: only other people's changed words are one. */
async function readChange(reader: Reader, event: ChangedEvent): Promise<readonly Incoming[]> {
  const { message, previous_message: before, channel } = event;
  const at = instantOf(message.edited?.ts ?? event.event_ts ?? message.ts);
  if (message.subtype === 'tombstone') return [{ type: 'deleted', ref: refOf(channel, message.ts), at }];
  if (!isWords(message) || message.user === reader.deskId || before?.text === message.text) return [];
  const text = await readableText(reader, message.text ?? '');
  return [{ type: 'edited', ref: refOf(channel, message.ts), by: member(message.user ?? ''), text, at }];
}

export async function readMessage(
  reader: Reader,
  channel: string,
  message: SlackMessage,
  direct: boolean,
): Promise<PostedMessage> {
  const { ts, thread_ts: threadTs, text = '', files } = message;
  const said = addressed(text ?? '', reader.deskId);
  const threaded = threadTs !== undefined && threadTs !== ts;
  return {
    type: 'message',
    by: member(message.user ?? message.bot_id ?? ''),
    ref: refOf(channel, ts),
    channel: place(channel),
    ...(threaded ? { thread: threadPlace(channel, threadTs), root: refOf(channel, threadTs) } : {}),
    text: await readableText(reader, text ?? ''),
    files: await Promise.all((files ?? []).map((file) => attachment(reader, file))),
    sentAt: instantOf(ts),
    ...(said === undefined ? (direct ? { addressed: commandText(text ?? '') } : {}) : { addressed: said }),
    ...(direct ? { direct: true } : { invited: true }),
    ...(message.bot_id || message.user === reader.deskId ? { automatic: true } : {}),
  };
}

/** Files of other organisations arrive as an id to ask about. */
async function attachment(reader: Reader, hint: SlackFile): Promise<Attachment> {
  const file = hint.file_access === 'check_file_info' && hint.id ? await reader.file(hint.id) : hint;
  return {
    name: file.name ?? file.title ?? 'a file',
    ...(file.mimetype ? { type: file.mimetype } : {}),
    ...(typeof file.size === 'number' ? { size: file.size } : {}),
    ...(file.permalink ? { url: file.permalink } : {}),
  };
}

async function readableText(reader: Reader, text: string): Promise<string> {
  return readable(text, await reader.names(mentioned(text)));
}
