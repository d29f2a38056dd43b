import { ChannelType } from './numbers';
import { bitsOf } from './permissions';
import type { Snowflakes } from './snowflakes';
import type { Channel, Guild, Overwrite, Role, World } from './world';
import {
  botMay,
  type ChannelKind,
  type ChannelSpec,
  everyoneMay,
  type GuildSpec,
  type OverwriteSpec,
} from './world-spec';

const channelTypes: Readonly<Record<ChannelKind, number>> = {
  text: ChannelType.text,
  announcement: ChannelType.announcement,
  forum: ChannelType.forum,
  media: ChannelType.media,
  voice: ChannelType.voice,
  category: ChannelType.category,
};

export const overwriteFrom = (world: World, guild: Guild, spec: OverwriteSpec): Overwrite => {
  const role = [...guild.roles.values()].find((one) => one.id === spec.who || one.name === spec.who);
  // A bot's managed role has the bot's name; the member is meant, so that the denial wins over every role.
  const asRole = role && !role.managed ? role : undefined;
  return {
    id: asRole?.id ?? world.user(spec.who).id,
    kind: asRole ? 'role' : 'member',
    allow: bitsOf(spec.allow ?? []),
    deny: bitsOf(spec.deny ?? []),
  };
};

export const buildChannel = (world: World, guild: Guild, spec: ChannelSpec, ids: Snowflakes): Channel => {
  const channel: Channel = {
    id: spec.id ?? ids.next(),
    type: channelTypes[spec.kind ?? 'text'],
    guildId: guild.id,
    parentId: undefined,
    name: spec.name,
    topic: spec.topic,
    overwrites: (spec.overwrites ?? []).map((overwrite) => overwriteFrom(world, guild, overwrite)),
    tags: (spec.tags ?? []).map((name) => ({ id: ids.next(), name })),
    requireTag: spec.requireTag ?? false,
    position: [...world.channels.values()].filter((one) => one.guildId === guild.id && !one.thread).length,
    lastMessageId: undefined,
    thread: undefined,
    recipientId: undefined,
  };
  world.channels.set(channel.id, channel);
  return channel;
};

/** The bot's own role comes with the invitation and is managed: nobody can take it away or give it to others. */
export const admitBot = (world: World, guild: Guild, permissions: bigint, ids: Snowflakes, now: number): void => {
  const { name } = world.user(world.botId);
  const own = [...guild.roles.values()].find((role) => role.managed) ?? {
    id: ids.next(),
    name,
    permissions,
    mentionable: false,
    managed: true,
    position: guild.roles.size,
  };
  guild.roles.set(own.id, own);
  guild.members.set(world.botId, { userId: world.botId, roles: new Set([own.id]), nick: undefined, joinedAt: now });
};

export const buildGuild = (world: World, spec: GuildSpec, ids: Snowflakes, now: number): Guild => {
  const id = spec.id ?? ids.next();
  const owner = spec.owner === undefined ? world.addUser({ name: `owner of ${spec.name}` }) : world.user(spec.owner);
  const everyone: Role = {
    // @everyone is the role with the guild's own id.
    id,
    name: '@everyone',
    permissions: bitsOf(spec.everyone ?? everyoneMay),
    mentionable: false,
    managed: false,
    position: 0,
  };
  const guild: Guild = {
    id,
    name: spec.name,
    ownerId: owner.id,
    joinedAt: now,
    roles: new Map([[id, everyone]]),
    members: new Map(),
  };
  world.guilds.set(id, guild);
  for (const role of spec.roles ?? []) {
    const roleId = role.id ?? ids.next();
    guild.roles.set(roleId, {
      id: roleId,
      name: role.name,
      permissions: bitsOf(role.permissions ?? []),
      mentionable: role.mentionable ?? false,
      managed: false,
      position: guild.roles.size,
    });
  }
  for (const one of [owner.id, ...(spec.members ?? [])]) {
    const member = typeof one === 'string' ? { name: one } : one;
    const userId = world.user(member.name).id;
    const roles = new Set((member.roles ?? []).map((role) => world.role(guild, role).id));
    guild.members.set(userId, { userId, roles, nick: member.nick, joinedAt: now });
  }
  if (!spec.withoutBot) admitBot(world, guild, bitsOf(spec.botPermissions ?? botMay), ids, now);
  for (const channel of spec.channels ?? []) buildChannel(world, guild, channel, ids);
  return guild;
};
