import type { Fields } from '../slack/fields';
import { ChannelType } from './numbers';
import type { Channel, Guild, Member, Role, User, World } from './world';

export const isoTime = (millis: number): string => new Date(millis).toISOString().replace('Z', '000+00:00');

export const userWire = (user: User): Fields => ({
  id: user.id,
  username: user.name,
  discriminator: user.bot ? '0001' : '0',
  global_name: user.bot ? null : user.displayName,
  avatar: null,
  public_flags: 0,
  ...(user.bot ? { bot: true } : {}),
});

/** Without `user`, as on messages, where the author stands next to it. */
export const memberWire = (member: Member): Fields => ({
  roles: [...member.roles],
  nick: member.nick ?? null,
  avatar: null,
  joined_at: isoTime(member.joinedAt),
  premium_since: null,
  deaf: false,
  mute: false,
  flags: 0,
  pending: false,
  communication_disabled_until: null,
});

export const memberWithUser = (world: World, member: Member): Fields => ({
  ...memberWire(member),
  user: userWire(world.user(member.userId)),
});

export const roleWire = (role: Role): Fields => ({
  id: role.id,
  name: role.name,
  permissions: String(role.permissions),
  position: role.position,
  color: 0,
  colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
  hoist: false,
  icon: null,
  unicode_emoji: null,
  managed: role.managed,
  mentionable: role.mentionable,
  flags: 0,
});

export const threadMemberWire = (thread: Channel, userId: string): Fields => ({
  id: thread.id,
  user_id: userId,
  join_timestamp: isoTime(thread.thread?.members.get(userId) ?? 0),
  flags: 1,
});

const maxCountedMembers = 50;

const threadWire = (channel: Channel): Fields => {
  const { thread } = channel;
  if (!thread) return {};
  return {
    owner_id: thread.ownerId,
    message_count: thread.messageCount,
    total_message_sent: thread.totalMessageSent,
    member_count: Math.min(thread.members.size, maxCountedMembers),
    rate_limit_per_user: 0,
    applied_tags: thread.appliedTags,
    thread_metadata: {
      archived: thread.archived,
      archive_timestamp: isoTime(thread.archivedChangedAt),
      auto_archive_duration: thread.autoArchiveMinutes,
      locked: thread.locked,
      create_timestamp: isoTime(thread.createdAt),
      ...(channel.type === ChannelType.privateThread ? { invitable: thread.invitable } : {}),
    },
  };
};

const isForum = (channel: Channel): boolean => channel.type === ChannelType.forum || channel.type === ChannelType.media;

const requireTagFlag = 1 << 4;

export const channelWire = (world: World, channel: Channel): Fields => {
  if (channel.recipientId !== undefined) {
    const recipients = [userWire(world.user(channel.recipientId))];
    return { id: channel.id, type: channel.type, last_message_id: channel.lastMessageId ?? null, recipients, flags: 0 };
  }
  return {
    id: channel.id,
    type: channel.type,
    guild_id: channel.guildId,
    name: channel.name,
    parent_id: channel.parentId ?? null,
    last_message_id: channel.lastMessageId ?? null,
    flags: channel.requireTag ? requireTagFlag : 0,
    ...(channel.thread ? threadWire(channel) : placeWire(channel)),
  };
};

const placeWire = (channel: Channel): Fields => ({
  position: channel.position,
  topic: channel.topic ?? null,
  nsfw: false,
  rate_limit_per_user: 0,
  permission_overwrites: channel.overwrites.map(({ id, kind, allow, deny }) => ({
    id,
    type: kind === 'role' ? 0 : 1,
    allow: String(allow),
    deny: String(deny),
  })),
  ...(isForum(channel)
    ? {
        available_tags: channel.tags.map((tag) => ({ ...tag, moderated: false, emoji_id: null, emoji_name: null })),
        default_reaction_emoji: null,
        default_sort_order: null,
        default_forum_layout: 0,
      }
    : {}),
});

/** With `member` if the bot has joined the thread, as GET channel and GUILD_CREATE show it. */
export const threadForBot = (world: World, thread: Channel): Fields => ({
  ...channelWire(world, thread),
  ...(thread.thread?.members.has(world.botId) ? { member: threadMemberWire(thread, world.botId) } : {}),
});

export const channelsOf = (world: World, guild: Guild): readonly Channel[] =>
  [...world.channels.values()].filter((channel) => channel.guildId === guild.id && !channel.thread);

/** All active threads the bot may see. */
export const activeThreads = (world: World, guild: Guild): readonly Channel[] =>
  [...world.channels.values()].filter(
    (channel) =>
      channel.guildId === guild.id && channel.thread && !channel.thread.archived && world.sees(world.botId, channel),
  );

export const guildWire = (guild: Guild): Fields => ({
  id: guild.id,
  name: guild.name,
  owner_id: guild.ownerId,
  icon: null,
  splash: null,
  banner: null,
  description: null,
  features: [],
  emojis: [],
  stickers: [],
  roles: [...guild.roles.values()].map(roleWire),
  preferred_locale: 'en-US',
  verification_level: 0,
  default_message_notifications: 0,
  explicit_content_filter: 0,
  mfa_level: 0,
  nsfw_level: 0,
  premium_tier: 0,
  system_channel_flags: 0,
  afk_timeout: 300,
  approximate_member_count: guild.members.size,
});

/** As GUILD_CREATE shows it. Without the presence intent `members` has the bot only. */
export const guildCreateWire = (world: World, guild: Guild): Fields => {
  const own = guild.members.get(world.botId);
  return {
    ...guildWire(guild),
    joined_at: isoTime(own?.joinedAt ?? guild.joinedAt),
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    members: own ? [memberWithUser(world, own)] : [],
    channels: channelsOf(world, guild).map((channel) => channelWire(world, channel)),
    threads: activeThreads(world, guild).map((thread) => threadForBot(world, thread)),
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
};
