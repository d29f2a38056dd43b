import type { Discord } from './discord';
import { channelWire, threadMemberWire } from './wire-places';
import type { Channel } from './world';

export const tellThreadUpdate = (discord: Discord, thread: Channel): void => {
  discord.emit('THREAD_UPDATE', channelWire(discord.world, thread), thread);
};

export const archive = (discord: Discord, thread: Channel, locked?: boolean): void => {
  if (!thread.thread) return;
  thread.thread.archived = true;
  thread.thread.locked = locked ?? thread.thread.locked;
  thread.thread.archivedChangedAt = discord.now();
  tellThreadUpdate(discord, thread);
};

/** Who is a member is told so once more, because an app may have forgotten the thread meanwhile. */
export const unarchive = (discord: Discord, thread: Channel): void => {
  if (!thread.thread) return;
  thread.thread.archived = false;
  thread.thread.archivedChangedAt = discord.now();
  tellThreadUpdate(discord, thread);
  const { botId } = discord.world;
  if (!thread.thread.members.has(botId)) return;
  const data = { ...threadMemberWire(thread, botId), guild_id: thread.guildId };
  discord.emit('THREAD_MEMBER_UPDATE', data, thread);
};
