import type { Fields } from '../slack/fields';
import type { Discord } from './discord';
import { type Emoji, emojiKey, type Message } from './message';
import { reactionOf } from './wire-message';
import { memberWithUser } from './wire-places';

/** "👀", or "name:id" for a guild's own emoji; anything else, as ":eyes:", is not an emoji. */
export const parseEmoji = (text: string): Emoji | undefined => {
  const custom = /^(\w{2,32}):(\d{17,20})$/.exec(text);
  if (custom) return { id: custom[2] ?? '', name: custom[1] ?? '' };
  return /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|[0-9#*]\uFE0F?\u20E3)/u.test(text)
    ? { id: null, name: text }
    : undefined;
};

const event = (discord: Discord, message: Message, emoji: Emoji, userId: string): Fields => {
  const { guildId } = discord.world.channel(message.channelId);
  return {
    user_id: userId,
    channel_id: message.channelId,
    message_id: message.id,
    emoji,
    burst: false,
    type: 0,
    ...(guildId === undefined ? {} : { guild_id: guildId }),
  };
};

export const addReaction = (discord: Discord, userId: string, message: Message, emoji: Emoji): void => {
  const existing = reactionOf(message, emojiKey(emoji));
  if (existing?.users.includes(userId)) return;
  if (existing) existing.users.push(userId);
  else message.reactions.push({ emoji, users: [userId] });
  const channel = discord.world.channel(message.channelId);
  const member = discord.world.guildOf(channel)?.members.get(userId);
  const data = {
    ...event(discord, message, emoji, userId),
    ...(member ? { member: memberWithUser(discord.world, member) } : {}),
    ...(message.webhookName === undefined ? { message_author_id: message.authorId } : {}),
  };
  discord.emit('MESSAGE_REACTION_ADD', data, channel);
};

export const removeReaction = (discord: Discord, userId: string, message: Message, emoji: Emoji): boolean => {
  const existing = reactionOf(message, emojiKey(emoji));
  const at = existing?.users.indexOf(userId) ?? -1;
  if (!existing || at < 0) return false;
  existing.users.splice(at, 1);
  if (existing.users.length === 0) message.reactions.splice(message.reactions.indexOf(existing), 1);
  const channel = discord.world.channel(message.channelId);
  discord.emit('MESSAGE_REACTION_REMOVE', event(discord, message, existing.emoji, userId), channel);
  return true;
};

/** All of them, or all with one emoji. */
export const clearReactions = (discord: Discord, message: Message, emoji?: Emoji): void => {
  const kept = message.reactions.filter((one) => emoji && emojiKey(one.emoji) !== emojiKey(emoji));
  message.reactions.splice(0, message.reactions.length, ...kept);
  const channel = discord.world.channel(message.channelId);
  const guild = channel.guildId === undefined ? {} : { guild_id: channel.guildId };
  const data = { channel_id: channel.id, message_id: message.id, ...guild };
  if (emoji) discord.emit('MESSAGE_REACTION_REMOVE_EMOJI', { ...data, emoji }, channel);
  else discord.emit('MESSAGE_REACTION_REMOVE_ALL', data, channel);
};
