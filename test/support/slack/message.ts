import type { Fields } from './fields';

export interface Reaction {
  readonly name: string;
  readonly users: string[];
}

export interface Message {
  channel: string;
  readonly ts: string;
  /** The user id; none for what came through a response_url. */
  readonly author: string | undefined;
  subtype: string | undefined;
  text: string;
  blocks: readonly Fields[];
  attachments: readonly Fields[];
  /** The root's ts, for a reply; a root learns of its thread through `replies`. */
  readonly threadTs: string | undefined;
  edited: { readonly user: string; readonly ts: string } | undefined;
  metadata: Fields | undefined;
  readonly files: readonly Fields[];
  readonly reactions: Reaction[];
  readonly replies: Message[];
  /** Whatever else travels with it unchanged: client_msg_id, bot_profile, Slack Connect extras. */
  extras: Fields;
}

/** Something only one person sees; it is in no history and no API call can reach it again. */
export interface Ephemeral {
  readonly user: string;
  readonly channel: string;
  readonly ts: string;
  readonly threadTs: string | undefined;
  readonly via: 'chat.postEphemeral' | 'response_url' | 'ack';
  text: string;
  blocks: readonly Fields[];
}

export const isInHistory = (message: Message): boolean =>
  message.threadTs === undefined || message.subtype === 'thread_broadcast';

const threadFacts = (message: Message, root: Message | undefined): Fields => {
  if (message.threadTs !== undefined) return { thread_ts: message.threadTs, parent_user_id: root?.author };
  const last = message.replies.at(-1);
  if (!last) return {};
  const users = [...new Set(message.replies.map((reply) => reply.author ?? ''))].filter((user) => user !== '');
  return {
    thread_ts: message.ts,
    reply_count: message.replies.length,
    reply_users_count: users.length,
    latest_reply: last.ts,
    reply_users: users.slice(0, 5),
    is_locked: false,
    subscribed: true,
  };
};

/** `event`: as the Events API sends it. `history`: event_type only. `history+metadata`: include_all_metadata was set. */
export type Rendering = 'event' | 'history' | 'history+metadata';

const metadataShown = (message: Message, as: Rendering): Fields | undefined => {
  if (!message.metadata || as === 'event') return undefined;
  // Without include_all_metadata only the type comes back, so an app that forgets it cannot find its key.
  return as === 'history' ? { event_type: message.metadata.event_type } : message.metadata;
};

/** The message as Slack writes it; a fresh object each time, so an earlier rendering stays as it was. */
export const wire = (message: Message, root: Message | undefined, as: Rendering): Fields => ({
  type: 'message',
  subtype: message.subtype,
  user: message.author,
  text: message.text,
  ts: message.ts,
  ...message.extras,
  ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
  ...(message.attachments.length > 0 ? { attachments: message.attachments } : {}),
  ...(message.files.length > 0 ? { files: message.files } : {}),
  ...threadFacts(message, root),
  edited: message.edited,
  metadata: metadataShown(message, as),
  ...(message.reactions.length > 0
    ? { reactions: message.reactions.map((r) => ({ name: r.name, users: [...r.users], count: r.users.length })) }
    : {}),
});
