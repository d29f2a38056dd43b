import { type Fields, fieldsAt } from '../slack/fields';
import { emojiKey, hasFlag, type Message, type Reaction } from './message';
import type { MessageLog } from './message-log';
import { MessageFlag } from './numbers';
import { isoTime, memberWire, threadForBot, userWire } from './wire-places';
import type { World } from './world';

/** Where a message is shown. The nonce is stored nowhere: it comes back with the answer to its own send. */
export type Showing = 'history' | 'just posted';

export interface Library {
  readonly world: World;
  readonly log: MessageLog;
}

const authorWire = (world: World, message: Message): Fields => {
  if (message.webhookName === undefined) return userWire(world.user(message.authorId));
  return { id: message.authorId, username: message.webhookName, discriminator: '0000', avatar: null, bot: true };
};

const reactionWire = (world: World, { emoji, users }: Reaction): Fields => ({
  emoji,
  count: users.length,
  count_details: { burst: 0, normal: users.length },
  burst_colors: [],
  me: users.includes(world.botId),
  me_burst: false,
});

const referenceWire = (library: Library, message: Message, depth: number): Fields => {
  const { reference } = message;
  if (!reference) return {};
  const guildId = library.world.channels.get(message.channelId)?.guildId;
  const pointer = {
    type: 0,
    channel_id: reference.channelId,
    ...(reference.messageId === undefined ? {} : { message_id: reference.messageId }),
    ...(guildId === undefined ? {} : { guild_id: guildId }),
  };
  if (reference.messageId === undefined || depth > 0) return { message_reference: pointer };
  const referenced = library.log.find(reference.channelId, reference.messageId);
  // Null says that the message is gone.
  const shown = referenced ? messageWire(library, referenced, 'history', depth + 1) : null;
  return { message_reference: pointer, referenced_message: shown };
};

const originWire = (world: World, { origin }: Message): Fields => {
  if (!origin) return {};
  const user = userWire(world.user(origin.userId));
  const named = origin.name === undefined ? {} : { name: origin.name };
  return {
    application_id: world.applicationId,
    webhook_id: world.applicationId,
    interaction_metadata: { id: origin.id, type: origin.type, user, authorizing_integration_owners: {}, ...named },
    ...(origin.name === undefined
      ? {}
      : { interaction: { id: origin.id, type: origin.type, name: origin.name, user } }),
  };
};

/** The message as the REST API writes it; a fresh object each time, so an earlier rendering stays as it was. */
export const messageWire = (library: Library, message: Message, showing: Showing, depth = 0): Fields => {
  const { world } = library;
  const thread = hasFlag(message, MessageFlag.hasThread) ? world.channels.get(message.id) : undefined;
  return {
    id: message.id,
    type: message.type,
    channel_id: message.channelId,
    author: authorWire(world, message),
    content: message.content,
    timestamp: isoTime(message.createdAt),
    edited_timestamp: message.editedAt === undefined ? null : isoTime(message.editedAt),
    tts: false,
    mention_everyone: message.pinged.everyone.length > 0,
    mentions: message.pinged.users.map((id) => userWire(world.user(id))),
    mention_roles: message.pinged.roles,
    attachments: message.attachments,
    embeds: message.embeds,
    components: message.components,
    pinned: false,
    flags: message.flags,
    ...(message.webhookName === undefined ? {} : { webhook_id: message.authorId }),
    ...originWire(world, message),
    ...referenceWire(library, message, depth),
    ...(message.reactions.length > 0
      ? { reactions: message.reactions.map((reaction) => reactionWire(world, reaction)) }
      : {}),
    ...(thread ? { thread: threadForBot(world, thread) } : {}),
    ...(showing === 'just posted' && message.nonce !== undefined ? { nonce: message.nonce } : {}),
  };
};

/** As MESSAGE_CREATE and MESSAGE_UPDATE carry it: with the guild, the channel's type and the author's member. */
export const messageEvent = (library: Library, message: Message, showing: Showing): Fields => {
  const { world } = library;
  const channel = world.channel(message.channelId);
  const guild = world.guildOf(channel);
  const wire = messageWire(library, message, showing);
  // Discord sends what is ephemeral without its guild, as if it were a direct message (discord-api-docs#4557).
  if (!guild || message.ephemeralFor !== undefined) return { ...wire, channel_type: channel.type };
  const member = message.webhookName === undefined ? guild.members.get(message.authorId) : undefined;
  const mentions = message.pinged.users.map((id) => {
    const mentioned = guild.members.get(id);
    return { ...userWire(world.user(id)), ...(mentioned ? { member: memberWire(mentioned) } : {}) };
  });
  return {
    ...wire,
    guild_id: guild.id,
    channel_type: channel.type,
    mentions,
    ...(member ? { member: memberWire(member) } : {}),
  };
};

const hidden = { content: '', embeds: [], attachments: [], components: [] };

/** What an app without the message content intent gets to see of it. */
export const withoutContent = (library: Library, message: Message, wire: Fields): Fields => {
  const { world } = library;
  const isDirect = world.channel(message.channelId).guildId === undefined;
  const isOpen = isDirect || message.authorId === world.botId || message.pinged.users.includes(world.botId);
  const referenced = fieldsAt(wire, 'referenced_message');
  const original = referenced && library.log.anywhere(String(referenced.id));
  return {
    ...wire,
    ...(isOpen ? {} : hidden),
    ...(original ? { referenced_message: withoutContent(library, original, referenced) } : {}),
  };
};

export const reactionOf = (message: Message, key: string): Reaction | undefined =>
  message.reactions.find((reaction) => emojiKey(reaction.emoji) === key);
