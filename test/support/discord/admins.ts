import type { Fields } from '../slack/fields';
import type { Discord } from './discord';
import { Intent } from './numbers';
import { bitsOf, type Permission } from './permissions';
import { activeThreads, channelWire, guildCreateWire, memberWithUser, roleWire, threadMemberWire } from './wire-places';
import type { Channel, Guild, Member, Role } from './world';
import { admitBot, buildChannel, overwriteFrom } from './world-build';
import { botMay, type ChannelSpec, type OverwriteSpec, type RoleSpec } from './world-spec';

/** What is changed about the guilds themselves: roles, members, channels, the bot's presence. */
export class Admins {
  readonly #discord: Discord;

  constructor(discord: Discord) {
    this.#discord = discord;
  }

  grantsRole(guild: string, user: string, role: string): void {
    const { place, member } = this.#member(guild, user);
    member.roles.add(this.#discord.world.role(place, role).id);
    this.#tellMember('GUILD_MEMBER_UPDATE', place, member);
  }

  revokesRole(guild: string, user: string, role: string): void {
    const { place, member } = this.#member(guild, user);
    member.roles.delete(this.#discord.world.role(place, role).id);
    this.#tellMember('GUILD_MEMBER_UPDATE', place, member);
  }

  createsRole(guild: string, spec: RoleSpec): Role {
    const place = this.#discord.world.guild(guild);
    const role: Role = {
      id: spec.id ?? this.#discord.ids.next(),
      name: spec.name,
      permissions: bitsOf(spec.permissions ?? []),
      mentionable: spec.mentionable ?? false,
      managed: false,
      position: place.roles.size,
    };
    place.roles.set(role.id, role);
    this.#tell('GUILD_ROLE_CREATE', place, { guild_id: place.id, role: roleWire(role) });
    return role;
  }

  changesRole(guild: string, role: string, what: { name?: string; permissions?: readonly Permission[] }): void {
    const place = this.#discord.world.guild(guild);
    const found = this.#discord.world.role(place, role);
    found.name = what.name ?? found.name;
    if (what.permissions) found.permissions = bitsOf(what.permissions);
    this.#tell('GUILD_ROLE_UPDATE', place, { guild_id: place.id, role: roleWire(found) });
  }

  deletesRole(guild: string, role: string): void {
    const place = this.#discord.world.guild(guild);
    const { id } = this.#discord.world.role(place, role);
    place.roles.delete(id);
    for (const member of place.members.values()) member.roles.delete(id);
    this.#tell('GUILD_ROLE_DELETE', place, { guild_id: place.id, role_id: id });
  }

  joins(user: string, guild: string, roles: readonly string[] = []): void {
    const place = this.#discord.world.guild(guild);
    const { id: userId } = this.#discord.world.user(user);
    const ids = roles.map((role) => this.#discord.world.role(place, role).id);
    const member: Member = { userId, roles: new Set(ids), nick: undefined, joinedAt: this.#discord.now() };
    place.members.set(userId, member);
    this.#tellMember('GUILD_MEMBER_ADD', place, member);
  }

  leaves(user: string, guild: string): void {
    const { place, member } = this.#member(guild, user);
    place.members.delete(member.userId);
    const { user: wire } = memberWithUser(this.#discord.world, member);
    const data = { guild_id: place.id, user: wire };
    this.#discord.emitTo('GUILD_MEMBER_REMOVE', data, { inGuild: true });
  }

  createsChannel(guild: string, spec: ChannelSpec): Channel {
    const place = this.#discord.world.guild(guild);
    const channel = buildChannel(this.#discord.world, place, spec, this.#discord.ids);
    this.#tell('CHANNEL_CREATE', place, channelWire(this.#discord.world, channel));
    return channel;
  }

  /** Who newly sees the channel is told of its active threads too. */
  changesChannel(
    channel: string,
    what: { name?: string; topic?: string; overwrites?: readonly OverwriteSpec[] },
  ): void {
    const { world } = this.#discord;
    const found = world.channel(channel);
    const guild = world.guildOf(found);
    if (!guild || found.thread) throw new Error(`${channel} is not a channel of a guild`);
    const sawBefore = world.sees(world.botId, found);
    found.name = what.name ?? found.name;
    found.topic = what.topic ?? found.topic;
    if (what.overwrites) found.overwrites = what.overwrites.map((one) => overwriteFrom(world, guild, one));
    this.#tell('CHANNEL_UPDATE', guild, channelWire(world, found));
    if (sawBefore || !world.sees(world.botId, found)) return;
    const threads = activeThreads(world, guild).filter((thread) => thread.parentId === found.id);
    const joined = threads.filter(({ thread }) => thread?.members.has(world.botId));
    this.#tell('THREAD_LIST_SYNC', guild, {
      guild_id: guild.id,
      channel_ids: [found.id],
      threads: threads.map((thread) => channelWire(world, thread)),
      members: joined.map((thread) => threadMemberWire(thread, world.botId)),
    });
  }

  deletesChannel(channel: string): void {
    const { world, log } = this.#discord;
    const found = world.channel(channel);
    const guild = world.guildOf(found);
    if (!guild) throw new Error(`${channel} is not a channel of a guild`);
    for (const gone of [...world.threadsUnder(found.id), found]) {
      world.channels.delete(gone.id);
      log.forget(gone.id);
    }
    this.#tell('CHANNEL_DELETE', guild, channelWire(world, found));
  }

  invitesBot(guild: string, permissions: readonly Permission[] = botMay): void {
    const place = this.#discord.world.guild(guild);
    admitBot(this.#discord.world, place, bitsOf(permissions), this.#discord.ids, this.#discord.now());
    this.#tell('GUILD_CREATE', place, guildCreateWire(this.#discord.world, place));
  }

  /** Kicked or banned: GUILD_DELETE without `unavailable`. */
  removesBot(guild: string): void {
    const place = this.#discord.world.guild(guild);
    this.#tell('GUILD_DELETE', place, { id: place.id });
    place.members.delete(this.#discord.world.botId);
  }

  #member(guild: string, user: string): { readonly place: Guild; readonly member: Member } {
    const place = this.#discord.world.guild(guild);
    const member = place.members.get(this.#discord.world.user(user).id);
    if (!member) throw new Error(`${user} is not in ${place.name}`);
    return { place, member };
  }

  /** The bot hears of itself whatever its intents are. */
  #tellMember(event: string, guild: Guild, member: Member): void {
    const own = member.userId === this.#discord.world.botId ? { intent: Intent.guilds } : {};
    const data = { ...memberWithUser(this.#discord.world, member), guild_id: guild.id };
    if (guild.members.has(this.#discord.world.botId)) this.#discord.emitTo(event, data, { inGuild: true, ...own });
  }

  #tell(event: string, guild: Guild, data: Fields): void {
    if (guild.members.has(this.#discord.world.botId)) this.#discord.emitTo(event, data, { inGuild: true });
  }
}
