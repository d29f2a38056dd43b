import type { Fields } from '../slack/fields';
import { numbered } from './components';
import type { Discord } from './discord';
import { type AllowedMentions, pingedBy } from './mentions';
import type { Message, Origin, Reference } from './message';
import { Intent, MessageType } from './numbers';
import { addThreadMember } from './thread-members';
import { unarchive } from './thread-state';
import { messageEvent, withoutContent } from './wire-message';
import type { Channel } from './world';

export interface Posting {
  readonly id?: string;
  readonly channel: Channel;
  readonly authorId: string;
  readonly allowed: AllowedMentions;
  readonly content: string;
  readonly type?: number;
  readonly embeds?: readonly Fields[];
  readonly components?: readonly Fields[];
  readonly attachments?: readonly Fields[];
  readonly flags?: number;
  readonly reference?: Reference | undefined;
  readonly nonce?: string | number | undefined;
  readonly origin?: Origin | undefined;
  readonly webhookName?: string | undefined;
  readonly ephemeralFor?: string | undefined;
  /** Named by the system's own line, in which nothing is written. */
  readonly named?: readonly string[];
}

const authorRepliedTo = (
  discord: Discord,
  { type, reference }: { readonly type?: number; readonly reference?: Reference | undefined },
): string | undefined => {
  if (type !== MessageType.reply || reference?.messageId === undefined) return undefined;
  return discord.log.find(reference.channelId, reference.messageId)?.authorId;
};

const build = (discord: Discord, posting: Posting): Message => {
  const { channel, content, authorId, allowed } = posting;
  const repliedTo = authorRepliedTo(discord, posting);
  const components = posting.components ?? [];
  const found = pingedBy(discord.world, channel, { content, components, authorId, repliedTo, allowed });
  const pinged = { ...found, users: [...found.users, ...(posting.named ?? [])] };
  return {
    id: posting.id ?? discord.ids.next(),
    channelId: channel.id,
    type: posting.type ?? MessageType.default,
    authorId,
    webhookName: posting.webhookName,
    createdAt: discord.now(),
    content,
    embeds: posting.embeds ?? [],
    components: numbered(components),
    attachments: posting.attachments ?? [],
    flags: posting.flags ?? 0,
    pinged,
    reference: posting.reference,
    nonce: posting.nonce,
    origin: posting.origin,
    editedAt: undefined,
    reactions: [],
    ephemeralFor: posting.ephemeralFor,
  };
};

/** Who sees something ephemeral is told to the app as if it were a direct message. */
const tellEphemeral = (discord: Discord, event: string, message: Message): void => {
  if (!discord.behaviours.ephemeralEvents) return;
  const data = messageEvent(discord, message, 'history');
  discord.emitTo(event, data, { inGuild: false, intent: Intent.directMessages });
};

/** Adds the message to its channel and tells the app; what is ephemeral is only shown to its person. */
export const post = (discord: Discord, posting: Posting): Message => {
  const message = build(discord, posting);
  const { channel } = posting;
  if (message.ephemeralFor !== undefined) {
    discord.ephemerals.push(message);
    tellEphemeral(discord, 'MESSAGE_CREATE', message);
    return message;
  }
  if (channel.thread?.archived) unarchive(discord, channel);
  discord.log.add(message);
  channel.lastMessageId = message.id;
  if (channel.thread) count(channel, message);
  const data = messageEvent(discord, message, 'just posted');
  discord.emit('MESSAGE_CREATE', data, channel, { stripped: withoutContent(discord, message, data) });
  if (channel.thread) joinThread(discord, channel, message);
  return message;
};

/** Neither the system's own line nor, in a forum, the opening post counts. */
const count = ({ id, thread }: Channel, message: Message): void => {
  if (!thread || message.type === MessageType.threadStarter || message.id === id) return;
  thread.messageCount += 1;
  thread.totalMessageSent += 1;
};

/** Writing in a thread joins it, and so does being mentioned there. */
const joinThread = (discord: Discord, thread: Channel, message: Message): void => {
  if (message.type === MessageType.threadStarter) return;
  const people = message.webhookName === undefined ? [message.authorId] : [];
  for (const id of [...people, ...message.pinged.users]) addThreadMember(discord, thread, id);
};

export type Change = Partial<Pick<Message, 'content' | 'embeds' | 'components' | 'attachments' | 'flags'>>;

/** `quiet` for changes that are nobody's edit: a link preview, a thread started from it. */
export const change = (
  discord: Discord,
  message: Message,
  what: Change,
  how: { readonly by: 'edit' | 'quiet'; readonly allowed?: AllowedMentions },
): void => {
  const channel = discord.world.channel(message.channelId);
  Object.assign(message, what, what.components ? { components: numbered(what.components) } : {});
  if (how.allowed) {
    const { content, components, authorId } = message;
    const repliedTo = authorRepliedTo(discord, message);
    message.pinged = pingedBy(discord.world, channel, {
      content,
      components,
      authorId,
      repliedTo,
      allowed: how.allowed,
    });
  }
  if (how.by === 'edit') message.editedAt = discord.now();
  if (message.ephemeralFor !== undefined) {
    tellEphemeral(discord, 'MESSAGE_UPDATE', message);
    return;
  }
  const data = messageEvent(discord, message, 'history');
  discord.emit('MESSAGE_UPDATE', data, channel, { stripped: withoutContent(discord, message, data) });
};

const forget = (discord: Discord, message: Message): Channel => {
  const channel = discord.world.channel(message.channelId);
  discord.log.remove(message);
  if (channel.thread && message.id !== channel.id) channel.thread.messageCount -= 1;
  return channel;
};

export const remove = (discord: Discord, message: Message): void => {
  if (message.ephemeralFor !== undefined) {
    discord.ephemerals.splice(discord.ephemerals.indexOf(message), 1);
    return;
  }
  const channel = forget(discord, message);
  const guild = channel.guildId === undefined ? {} : { guild_id: channel.guildId };
  discord.emit('MESSAGE_DELETE', { id: message.id, channel_id: channel.id, ...guild }, channel);
};

export const removeMany = (discord: Discord, channel: Channel, messages: readonly Message[]): void => {
  for (const message of messages) forget(discord, message);
  const ids = messages.map(({ id }) => id);
  discord.emit('MESSAGE_DELETE_BULK', { ids, channel_id: channel.id, guild_id: channel.guildId }, channel);
};
