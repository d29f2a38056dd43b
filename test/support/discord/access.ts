import type { Discord } from './discord';
import type { Message } from './message';
import { ChannelType } from './numbers';
import type { Permission } from './permissions';
import { refusal } from './refusal';
import { isSnowflake } from './snowflakes';
import type { Channel, Guild } from './world';

/** The channel, if there is one and the bot may see it. */
export const visible = (discord: Discord, channelId: string): Channel => {
  const channel = isSnowflake(channelId) ? discord.world.channels.get(channelId) : undefined;
  if (!channel) throw refusal('unknownChannel');
  if (!discord.world.sees(discord.world.botId, channel)) throw refusal('missingAccess');
  return channel;
};

export const mustBeAllowed = (discord: Discord, channel: Channel, ...permissions: readonly Permission[]): void => {
  const allowed = permissions.every((permission) => discord.world.may(discord.world.botId, channel, permission));
  if (!allowed) throw refusal('missingPermissions');
};

export const isAllowed = (discord: Discord, channel: Channel, permission: Permission): boolean =>
  discord.world.may(discord.world.botId, channel, permission);

const textTypes: ReadonlySet<number> = new Set([
  ChannelType.text,
  ChannelType.dm,
  ChannelType.voice,
  ChannelType.announcement,
  ChannelType.announcementThread,
  ChannelType.publicThread,
  ChannelType.privateThread,
]);

export const isForum = (channel: Channel): boolean =>
  channel.type === ChannelType.forum || channel.type === ChannelType.media;

/** A channel the bot may write in now. In a thread SEND_MESSAGES counts for nothing. */
export const writable = (discord: Discord, channelId: string): Channel => {
  const channel = visible(discord, channelId);
  if (!textTypes.has(channel.type)) throw refusal('notATextChannel');
  mustBeAllowed(discord, channel, channel.thread ? 'SendMessagesInThreads' : 'SendMessages');
  const { thread, recipientId } = channel;
  if (recipientId !== undefined && discord.closedToBots.has(recipientId)) throw refusal('closedToUs');
  if (thread?.locked && !isAllowed(discord, channel, 'ManageThreads')) {
    throw refusal(thread.archived ? 'threadArchived' : 'threadLocked');
  }
  const parent = thread && discord.world.parentOf(channel);
  const isPost = parent !== undefined && isForum(parent);
  if (isPost && discord.log.in(channel.id).length === 0) throw refusal('postNotStarted');
  return channel;
};

/** In an archived thread nothing may be changed but by writing, which un-archives it. */
export const mustBeActive = (channel: Channel): void => {
  if (channel.thread?.archived) throw refusal('threadArchived');
};

export const messageIn = (discord: Discord, channel: Channel, id: string): Message => {
  const message = discord.log.find(channel.id, id);
  if (!message) throw refusal('unknownMessage');
  return message;
};

export const guildWithBot = (discord: Discord, guildId: string): Guild => {
  const guild = discord.world.guilds.get(guildId);
  if (!guild?.members.has(discord.world.botId)) throw refusal('unknownGuild');
  return guild;
};
