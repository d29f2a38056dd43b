import { PermissionFlagsBits } from 'discord.js';
import type { Channel, Guild } from './examine-client';

const ALL = Object.values(PermissionFlagsBits).reduce((sum, bit) => sum | bit, 0n);

/** What the bot does in a channel, by the names Discord's own pages show. */
const NEEDED: readonly (readonly [name: string, bit: bigint])[] = [
  ['View Channel', PermissionFlagsBits.ViewChannel],
  ['Send Messages', PermissionFlagsBits.SendMessages],
  ['Send Messages in Threads', PermissionFlagsBits.SendMessagesInThreads],
  ['Create Public Threads', PermissionFlagsBits.CreatePublicThreads],
  ['Read Message History', PermissionFlagsBits.ReadMessageHistory],
  ['Add Reactions', PermissionFlagsBits.AddReactions],
  ['Embed Links', PermissionFlagsBits.EmbedLinks],
];

/** Somebody in a server, with the roles that were given to them. */
export interface Membership {
  readonly id: string;
  readonly roles: readonly string[];
}

/**
 * What a member may do in a channel: the roles together, then the channel's overwrites for everybody, for the roles
 * together, and for the member; where denied and allowed meet, allowed wins. The owner and administrators may do all.
 * https://docs.discord.com/developers/topics/permissions#permission-overwrites
 */
export function permissionsIn(
  guild: Guild,
  { permission_overwrites: overwrites }: Channel,
  member: Membership,
): bigint {
  if (guild.owner_id === member.id) return ALL;
  // @everyone is the role with the server's own id; nobody is given it, everybody has it.
  const has = (role: string) => role === guild.id || member.roles.includes(role);
  const base = guild.roles.filter(({ id }) => has(id)).reduce((sum, role) => sum | BigInt(role.permissions), 0n);
  if ((base & PermissionFlagsBits.Administrator) !== 0n) return ALL;
  const stages: readonly ((id: string) => boolean)[] = [
    (id) => id === guild.id,
    (id) => id !== guild.id && has(id),
    (id) => id === member.id,
  ];
  return stages.reduce((left, applies) => {
    const meant = overwrites.filter(({ id }) => applies(id));
    const deny = meant.reduce((sum, overwrite) => sum | BigInt(overwrite.deny), 0n);
    const allow = meant.reduce((sum, overwrite) => sum | BigInt(overwrite.allow), 0n);
    return (left & ~deny) | allow;
  }, base);
}

/** Names of those the bot cannot do without. */
export const lacking = (permissions: bigint): readonly string[] =>
  NEEDED.filter(([, bit]) => (permissions & bit) === 0n).map(([name]) => name);
/** Without it, a thread that somebody has locked is closed to the bot too. */
export const managesThreads = (permissions: bigint): boolean =>
  (permissions & PermissionFlagsBits.ManageThreads) !== 0n;
