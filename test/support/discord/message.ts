import type { Fields } from '../slack/fields';

export interface Emoji {
  readonly id: string | null;
  readonly name: string;
}

export interface Reaction {
  readonly emoji: Emoji;
  /** Who reacted, in the order they did. */
  readonly users: string[];
}

/** Whom a message notified when it was posted; these, and only these, are its `mentions`. */
export interface Pinged {
  readonly users: readonly string[];
  readonly roles: readonly string[];
  /** @everyone or @here, as written. */
  readonly everyone: readonly string[];
}

export interface Reference {
  readonly channelId: string;
  /** None where a thread is pointed to. */
  readonly messageId: string | undefined;
}

/** The interaction a message answers. */
export interface Origin {
  readonly id: string;
  readonly type: number;
  readonly userId: string;
  readonly name: string | undefined;
}

export interface Message {
  readonly id: string;
  readonly channelId: string;
  readonly type: number;
  readonly authorId: string;
  /** For what a channel webhook posted: its author is no user. */
  readonly webhookName: string | undefined;
  readonly createdAt: number;
  content: string;
  embeds: readonly Fields[];
  components: readonly Fields[];
  attachments: readonly Fields[];
  flags: number;
  pinged: Pinged;
  readonly reference: Reference | undefined;
  readonly nonce: string | number | undefined;
  readonly origin: Origin | undefined;
  editedAt: number | undefined;
  readonly reactions: Reaction[];
  /** Only for what one person sees; it is in no history and can be reached through its interaction alone. */
  readonly ephemeralFor: string | undefined;
}

export const emojiKey = (emoji: Emoji): string => emoji.id ?? emoji.name;

export const hasFlag = (message: Pick<Message, 'flags'>, flag: number): boolean => (message.flags & flag) !== 0;
