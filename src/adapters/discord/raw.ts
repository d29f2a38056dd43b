import { ApplicationCommandType, InteractionType, MessageType } from 'discord.js';
import type { RawEvent } from '../../core/chat';
import {
  type DiscordInteraction,
  type DiscordMessage,
  deletedSchema,
  interactionSchema,
  messageSchema,
  type Packet,
  purgedSchema,
  reactionSchema,
} from './payload';

const WORDS: ReadonlySet<number> = new Set([MessageType.Default, MessageType.Reply]);
/** Somebody's own words: not a bot's, not a webhook's, not Discord's announcements. */
export const isWords = ({ type, author, webhook_id }: DiscordMessage): boolean =>
  WORDS.has(type) && author.bot !== true && webhook_id === undefined;

/**
 * The event to store for a dispatch of the gateway, or undefined for what no desk needs. `session` names the gateway
 * session: a resumed one replays what it sent under the same numbers.
 */
export function rawEventOf(packet: Packet, session: string, deskId: string): RawEvent | undefined {
  const { t, d } = packet;
  switch (t) {
    case 'MESSAGE_CREATE': {
      const message = messageSchema.safeParse(d).data;
      return message !== undefined && isWords(message) ? messageEvent(message, packet) : undefined;
    }
    case 'MESSAGE_UPDATE': {
      const message = messageSchema.safeParse(d).data;
      // Unfurled links, pins and thread counters come as updates too: those are no edits.
      if (message === undefined || !isWords(message) || !message.edited_timestamp) return undefined;
      return editEvent(message, packet);
    }
    case 'MESSAGE_DELETE': {
      const gone = deletedSchema.safeParse(d).data;
      return gone && { key: `delete:${gone.id}`, lane: gone.channel_id, body: packet };
    }
    case 'MESSAGE_DELETE_BULK': {
      const gone = purgedSchema.safeParse(d).data;
      const [first] = gone?.ids ?? [];
      return gone && first !== undefined ? { key: `purge:${first}`, lane: gone.channel_id, body: packet } : undefined;
    }
    case 'MESSAGE_REACTION_ADD':
    case 'MESSAGE_REACTION_REMOVE': {
      const reaction = reactionSchema.safeParse(d).data;
      if (reaction === undefined || reaction.user_id === deskId || reaction.member?.user?.bot) return undefined;
      return { key: `reaction:${session}:${packet.s}`, lane: reaction.channel_id, body: packet };
    }
    case 'INTERACTION_CREATE': {
      const interaction = interactionSchema.safeParse(d).data;
      if (interaction === undefined || !isCall(interaction)) return undefined;
      return { key: `interaction:${interaction.id}`, lane: interaction.channel_id ?? interaction.id, body: packet };
    }
    default:
      return undefined;
  }
}

/** The gateway and history tell of one message under one key. */
const messageEvent = (message: DiscordMessage, body: unknown): RawEvent => ({
  key: `message:${message.id}`,
  lane: message.channel_id,
  body,
});
const editEvent = (message: DiscordMessage, body: unknown): RawEvent => ({
  key: `edit:${message.id}:${Date.parse(message.edited_timestamp ?? '')}`,
  lane: message.channel_id,
  body,
});

/** A message found in history, as the events that would have told of it. */
export function foundEvents(message: DiscordMessage): readonly RawEvent[] {
  const first = messageEvent(message, { t: 'MESSAGE_CREATE', d: message });
  return message.edited_timestamp ? [first, editEvent(message, { t: 'MESSAGE_UPDATE', d: message })] : [first];
}

const CALLS: ReadonlySet<number> = new Set([
  InteractionType.ApplicationCommand,
  InteractionType.MessageComponent,
  InteractionType.ModalSubmit,
]);
export const isCall = ({ type, data }: DiscordInteraction): boolean =>
  CALLS.has(type) && data.type !== ApplicationCommandType.User;
