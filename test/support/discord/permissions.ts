import { ChannelType } from './numbers';
import type { Channel, Guild } from './world';

const bit = (position: number): bigint => 1n << BigInt(position);

export const permissionBits = {
  Administrator: bit(3),
  ManageChannels: bit(4),
  ManageGuild: bit(5),
  AddReactions: bit(6),
  ViewChannel: bit(10),
  SendMessages: bit(11),
  ManageMessages: bit(13),
  EmbedLinks: bit(14),
  AttachFiles: bit(15),
  ReadMessageHistory: bit(16),
  MentionEveryone: bit(17),
  ManageRoles: bit(28),
  ManageWebhooks: bit(29),
  UseApplicationCommands: bit(31),
  ManageThreads: bit(34),
  CreatePublicThreads: bit(35),
  CreatePrivateThreads: bit(36),
  SendMessagesInThreads: bit(38),
  ModerateMembers: bit(40),
} as const;

export type Permission = keyof typeof permissionBits;

export const bitsOf = (names: readonly Permission[]): bigint =>
  names.reduce((bits, name) => bits | permissionBits[name], 0n);

const everything = (1n << 53n) - 1n;

const inGuild = (guild: Guild, user: string): bigint => {
  if (guild.ownerId === user) return everything;
  const member = guild.members.get(user);
  if (!member) return 0n;
  let bits = guild.roles.get(guild.id)?.permissions ?? 0n;
  for (const role of member.roles) bits |= guild.roles.get(role)?.permissions ?? 0n;
  return (bits & permissionBits.Administrator) === 0n ? bits : everything;
};

/** What overwrites leave of it, in Discord's order: @everyone, then all roles together, then the member. */
const withOverwrites = (bits: bigint, guild: Guild, user: string, channel: Channel): bigint => {
  if (bits === everything) return bits;
  const roles = guild.members.get(user)?.roles ?? new Set<string>();
  const stages: readonly ((id: string) => boolean)[] = [
    (id) => id === guild.id,
    (id) => id !== guild.id && roles.has(id),
    (id) => id === user,
  ];
  return stages.reduce((left, applies) => {
    const found = channel.overwrites.filter((overwrite) => applies(overwrite.id));
    const deny = found.reduce((sum, overwrite) => sum | overwrite.deny, 0n);
    const allow = found.reduce((sum, overwrite) => sum | overwrite.allow, 0n);
    return (left & ~deny) | allow;
  }, bits);
};

/** A thread inherits its parent's permissions; a channel nobody may view gives no rights at all. */
export const permissionsIn = (guild: Guild, user: string, channel: Channel, parent: Channel | undefined): bigint => {
  const base = inGuild(guild, user);
  if (base === 0n) return 0n;
  const bits = withOverwrites(base, guild, user, parent ?? channel);
  if ((bits & permissionBits.ViewChannel) === 0n) return 0n;
  if (channel.type !== ChannelType.privateThread || channel.thread?.members.has(user)) return bits;
  return (bits & permissionBits.ManageThreads) === 0n ? 0n : bits;
};
