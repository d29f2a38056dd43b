import type { Discord } from './discord';
import { ChannelType, Intent } from './numbers';
import { threadForBot, threadMemberWire } from './wire-places';
import type { Channel } from './world';

const tell = (discord: Discord, thread: Channel, added: readonly string[], removed: readonly string[]): void => {
  const { world } = discord;
  const data = {
    id: thread.id,
    guild_id: thread.guildId,
    member_count: thread.thread?.members.size ?? 0,
    ...(added.length > 0 ? { added_members: added.map((id) => threadMemberWire(thread, id)) } : {}),
    ...(removed.length > 0 ? { removed_member_ids: removed } : {}),
  };
  // Without the members intent an app hears only of itself.
  const intent = [...added, ...removed].includes(world.botId) ? Intent.guilds : Intent.guildMembers;
  discord.emitTo('THREAD_MEMBERS_UPDATE', data, { inGuild: true, intent });
};

/** Whoever is added to a thread is told about the thread too, even if it was in sight before. */
export const addThreadMember = (discord: Discord, thread: Channel, userId: string): void => {
  const members = thread.thread?.members;
  if (!members || members.has(userId)) return;
  const parent = discord.world.parentOf(thread);
  if (thread.type !== ChannelType.privateThread && parent && !discord.world.sees(userId, parent)) return;
  members.set(userId, discord.now());
  if (userId === discord.world.botId) discord.emit('THREAD_CREATE', threadForBot(discord.world, thread), thread);
  tell(discord, thread, [userId], []);
};

export const removeThreadMember = (discord: Discord, thread: Channel, userId: string): void => {
  if (thread.thread?.members.delete(userId)) tell(discord, thread, [], [userId]);
};
