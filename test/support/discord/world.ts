import { ChannelType } from './numbers';
import { bitsOf, type Permission, permissionBits, permissionsIn } from './permissions';
import type { Snowflakes } from './snowflakes';
import { buildGuild } from './world-build';
import type { UserSpec, WorldSpec } from './world-spec';

export interface User {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly bot: boolean;
  readonly locale: string;
}

export interface Role {
  readonly id: string;
  name: string;
  permissions: bigint;
  mentionable: boolean;
  readonly managed: boolean;
  readonly position: number;
}

export interface Member {
  readonly userId: string;
  readonly roles: Set<string>;
  nick: string | undefined;
  readonly joinedAt: number;
}

export interface Overwrite {
  readonly id: string;
  readonly kind: 'role' | 'member';
  readonly allow: bigint;
  readonly deny: bigint;
}

export interface Tag {
  readonly id: string;
  readonly name: string;
}

export interface ThreadFacts {
  readonly ownerId: string;
  readonly createdAt: number;
  archived: boolean;
  archivedChangedAt: number;
  locked: boolean;
  autoArchiveMinutes: number;
  invitable: boolean;
  messageCount: number;
  totalMessageSent: number;
  appliedTags: readonly string[];
  /** User id to when they joined. */
  readonly members: Map<string, number>;
}

export interface Channel {
  readonly id: string;
  readonly type: number;
  /** None for a direct conversation. */
  readonly guildId: string | undefined;
  readonly parentId: string | undefined;
  name: string;
  topic: string | undefined;
  overwrites: readonly Overwrite[];
  readonly tags: readonly Tag[];
  readonly requireTag: boolean;
  readonly position: number;
  lastMessageId: string | undefined;
  readonly thread: ThreadFacts | undefined;
  /** The person on the other side of a direct conversation with the bot. */
  readonly recipientId: string | undefined;
}

export interface Guild {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly joinedAt: number;
  readonly roles: Map<string, Role>;
  readonly members: Map<string, Member>;
}

/** Who and what exists. Everything can be found by id or, where it is unambiguous, by name. */
export class World {
  readonly botId: string;
  readonly applicationId: string;
  readonly users = new Map<string, User>();
  readonly guilds = new Map<string, Guild>();
  readonly channels = new Map<string, Channel>();
  readonly #ids: Snowflakes;

  constructor(spec: WorldSpec, ids: Snowflakes, now: number) {
    this.#ids = ids;
    const name = spec.bot?.name ?? 'steward';
    this.botId = this.addUser({ name, bot: true, ...(spec.bot?.id === undefined ? {} : { id: spec.bot.id }) }).id;
    // For every application made since 2017 the two ids are the same.
    this.applicationId = spec.bot?.applicationId ?? this.botId;
    for (const user of spec.users ?? []) this.addUser(user);
    for (const guild of spec.guilds ?? []) buildGuild(this, guild, ids, now);
  }

  addUser(spec: UserSpec): User {
    const user: User = {
      id: spec.id ?? this.#ids.next(),
      name: spec.name,
      displayName: spec.displayName ?? spec.name,
      bot: spec.bot ?? false,
      locale: spec.locale ?? 'en-US',
    };
    this.users.set(user.id, user);
    return user;
  }

  user(idOrName: string): User {
    return this.users.get(idOrName) ?? only(this.users, idOrName, 'user');
  }

  guild(idOrName: string): Guild {
    return this.guilds.get(idOrName) ?? only(this.guilds, idOrName, 'guild');
  }

  channel(idOrName: string): Channel {
    return this.channels.get(idOrName) ?? only(this.channels, idOrName, 'channel');
  }

  role(guild: Guild, idOrName: string): Role {
    return guild.roles.get(idOrName) ?? only(guild.roles, idOrName, 'role');
  }

  guildOf(channel: Channel): Guild | undefined {
    return channel.guildId === undefined ? undefined : this.guilds.get(channel.guildId);
  }

  parentOf(channel: Channel): Channel | undefined {
    return channel.parentId === undefined ? undefined : this.channels.get(channel.parentId);
  }

  threadsUnder(channelId: string): readonly Channel[] {
    return [...this.channels.values()].filter((channel) => channel.thread && channel.parentId === channelId);
  }

  permissions(userId: string, channel: Channel): bigint {
    const guild = this.guildOf(channel);
    if (guild) return permissionsIn(guild, userId, channel, channel.thread && this.parentOf(channel));
    return channel.recipientId === userId || userId === this.botId ? directMay : 0n;
  }

  may(userId: string, channel: Channel, permission: Permission): boolean {
    return (this.permissions(userId, channel) & permissionBits[permission]) !== 0n;
  }

  sees(userId: string, channel: Channel): boolean {
    return this.may(userId, channel, 'ViewChannel');
  }

  /** The direct conversation of the bot with this person, opened if there is none yet. */
  direct(userId: string): Channel {
    const found = [...this.channels.values()].find((channel) => channel.recipientId === userId);
    if (found) return found;
    const channel: Channel = {
      id: this.#ids.next(),
      type: ChannelType.dm,
      guildId: undefined,
      parentId: undefined,
      name: '',
      topic: undefined,
      overwrites: [],
      tags: [],
      requireTag: false,
      position: 0,
      lastMessageId: undefined,
      thread: undefined,
      recipientId: userId,
    };
    this.channels.set(channel.id, channel);
    return channel;
  }
}

const directMay = bitsOf(['ViewChannel', 'SendMessages', 'ReadMessageHistory', 'AddReactions', 'EmbedLinks']);

const only = <T extends { readonly name: string }>(all: ReadonlyMap<string, T>, name: string, what: string): T => {
  const found = [...all.values()].filter((one) => one.name === name);
  const [first] = found;
  if (!first) throw new Error(`No ${what} ${name} in this Discord world`);
  if (found.length > 1) throw new Error(`${found.length} ${what}s are called ${name}; say which by id`);
  return first;
};
