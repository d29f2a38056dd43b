import type { Attachment, CommandCall, Incoming, PostedMessage, RawEvent } from '../../core/chat';
import { instantOf, member, partsOf, place, refOf, threadPlace } from './ids';
import {
  actionSchema,
  buttonValue,
  type ChangedEvent,
  envelopeSchema,
  formValue,
  isChanged,
  isDeleted,
  isReaction,
  type PostedEvent,
  type SlackEvent,
  type SlackFile,
  type SlackMessage,
  shortcutSchema,
  slashSchema,
  submissionSchema,
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

const handled = (url: string | undefined) => (url === undefined ? {} : { handle: url });

/** A slash command, a pressed button, a shortcut or a submitted form, as the command it stands for. */
export function callOf(body: unknown): CommandCall | undefined {
  const slash = slashSchema.safeParse(body).data;
  if (slash !== undefined) {
    const channel = place(slash.channel_id);
    const line = `${slash.command.replace(/^\//, '')} ${commandText(slash.text)}`.trim();
    return {
      type: 'command',
      by: member(slash.user_id),
      channel,
      in: channel,
      line,
      input: {},
      ...handled(slash.response_url),
    };
  }
  const action = actionSchema.safeParse(body).data;
  if (action !== undefined) {
    const carried = carriedBy(action.actions[0]?.value, buttonValue);
    const channel = action.container.channel_id ?? action.channel?.id;
    if (carried === undefined || channel === undefined) return undefined;
    const threadTs = action.message?.thread_ts ?? action.container.thread_ts;
    const at = threadTs === undefined ? place(channel) : threadPlace(channel, threadTs);
    const { command: line, input } = carried;
    const pressed = action.actions[0]?.action_ts;
    const when = pressed === undefined ? {} : { at: instantOf(pressed) };
    return {
      type: 'command',
      by: member(action.user.id),
      channel: place(channel),
      in: at,
      line,
      input,
      ...when,
      ...handled(action.response_url),
    };
  }
  const shortcut = shortcutSchema.safeParse(body).data;
  if (shortcut !== undefined) {
    const { channel, message, message_ts: ts } = shortcut;
    const at = threadPlace(channel.id, message?.thread_ts ?? ts);
    const line = shortcut.callback_id.replace('_', ' ');
    const on = refOf(channel.id, ts);
    return {
      type: 'command',
      by: member(shortcut.user.id),
      channel: place(channel.id),
      in: at,
      line,
      input: {},
      on,
      ...handled(shortcut.response_url),
    };
  }
  return submitted(body);
}

function submitted(body: unknown): CommandCall | undefined {
  const submission = submissionSchema.safeParse(body).data;
  const carried = carriedBy(submission?.view.private_metadata, formValue);
  if (submission === undefined || carried === undefined) return undefined;
  const typed = Object.entries(submission.view.state.values).map(([name, actions]) => {
    const [given] = Object.values(actions);
    const channel = given?.selected_conversation ? `<#${given.selected_conversation}>` : undefined;
    return [name, given?.selected_option?.value ?? given?.selected_user ?? channel ?? given?.value ?? ''];
  });
  const input = { ...carried.input, ...Object.fromEntries(typed) };
  const { channel, threadTs } = partsOf(place(carried.place));
  const at = threadTs === undefined ? place(channel) : threadPlace(channel, threadTs);
  return {
    type: 'command',
    by: member(submission.user.id),
    channel: place(carried.channel),
    in: at,
    line: carried.command,
    input,
  };
}

function carriedBy<T>(value: string | undefined, schema: { safeParse(value: unknown): { data?: T } }): T | undefined {
  try {
    return schema.safeParse(JSON.parse(value ?? '')).data;
  } catch {
    return undefined;
  }
}
