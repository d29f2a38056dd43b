import type { Fields } from './fields';

export interface Team {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
}

export interface User {
  readonly id: string;
  readonly name: string;
  readonly realName?: string;
  /** What they chose to be called; their user name unless said otherwise. */
  readonly displayName?: string;
  /** Team id; the home team unless said otherwise. */
  readonly team?: string;
  readonly restricted?: boolean;
  readonly ultraRestricted?: boolean;
  /** External and in no channel shared with us; an external user WITH a shared channel has is_stranger false. */
  readonly stranger?: boolean;
  readonly tz?: string;
  readonly deleted?: boolean;
  readonly isBot?: boolean;
  readonly isAdmin?: boolean;
  readonly email?: string;
}

export interface ChannelSpec {
  readonly id: string;
  readonly name: string;
  /** People in it; the bot is in every channel unless `withoutBot`. */
  readonly members: readonly string[];
  /** A Slack Connect channel. */
  readonly shared?: boolean;
  readonly isPrivate?: boolean;
  readonly archived?: boolean;
  readonly withoutBot?: boolean;
}

export type ChannelKind = 'channel' | 'im' | 'mpim';

export interface Channel {
  id: string;
  name: string;
  readonly kind: ChannelKind;
  readonly members: Set<string>;
  shared: boolean;
  isPrivate: boolean;
  archived: boolean;
}

export interface UserGroup {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  readonly users: readonly string[];
  readonly disabled?: boolean;
}

export interface Bot {
  readonly userId: string;
  readonly botId: string;
  readonly appId: string;
  readonly name: string;
}

export interface WorldSpec {
  readonly team?: Team;
  readonly foreignTeams?: readonly Team[];
  readonly users?: readonly User[];
  readonly channels?: readonly ChannelSpec[];
  readonly userGroups?: readonly UserGroup[];
  readonly bot?: Bot;
}

/** Who and what exists: one installing workspace, the organisations it shares channels with, people and places. */
export class World {
  readonly home: Team;
  readonly bot: Bot;
  readonly teams = new Map<string, Team>();
  readonly users = new Map<string, User>();
  readonly channels = new Map<string, Channel>();
  readonly userGroups = new Map<string, UserGroup>();
  readonly files = new Map<string, Fields>();
  #opened = 0;

  constructor(spec: WorldSpec) {
    this.home = spec.team ?? { id: 'T00HOME01', name: 'Home', domain: 'home' };
    this.bot = spec.bot ?? { userId: 'U00BOT001', botId: 'B00BOT001', appId: 'A00APP001', name: 'steward' };
    for (const team of [this.home, ...(spec.foreignTeams ?? [])]) this.teams.set(team.id, team);
    this.addUser({ id: this.bot.userId, name: this.bot.name, isBot: true });
    for (const user of spec.users ?? []) this.addUser(user);
    for (const channel of spec.channels ?? []) this.addChannel(channel);
    for (const group of spec.userGroups ?? []) this.userGroups.set(group.id, group);
  }

  addUser(user: User): void {
    this.users.set(user.id, user);
  }

  addChannel(spec: ChannelSpec): Channel {
    const channel: Channel = {
      id: spec.id,
      name: spec.name,
      kind: 'channel',
      members: new Set(spec.withoutBot ? spec.members : [this.bot.userId, ...spec.members]),
      shared: spec.shared ?? false,
      isPrivate: spec.isPrivate ?? false,
      archived: spec.archived ?? false,
    };
    this.channels.set(channel.id, channel);
    return channel;
  }

  /** A person of the test's own world; a test that names somebody unknown is a mistake in the test. */
  person(id: string): User {
    const user = this.users.get(id);
    if (!user) throw new Error(`No user ${id} in this Slack world`);
    return user;
  }

  place(id: string): Channel {
    const channel = this.channels.get(id);
    if (!channel) throw new Error(`No channel ${id} in this Slack world`);
    return channel;
  }

  teamOf(user: string): string {
    return this.users.get(user)?.team ?? this.home.id;
  }

  team(id: string): Team {
    return this.teams.get(id) ?? { id, name: id, domain: id.toLowerCase() };
  }

  isHome(user: string): boolean {
    return this.teamOf(user) === this.home.id;
  }

  botIsIn(channel: string): boolean {
    return this.channels.get(channel)?.members.has(this.bot.userId) ?? false;
  }

  /** The direct conversation of the bot with these people, opened if there is none yet. */
  direct(users: readonly string[]): { readonly channel: Channel; readonly already: boolean } {
    const wanted = new Set([this.bot.userId, ...users]);
    for (const channel of this.channels.values()) {
      if (channel.kind === 'channel' || channel.members.size !== wanted.size) continue;
      if ([...wanted].every((user) => channel.members.has(user))) return { channel, already: true };
    }
    this.#opened += 1;
    const kind: ChannelKind = users.length > 1 ? 'mpim' : 'im';
    const id = `${kind === 'im' ? 'D' : 'G'}0DIRECT${String(this.#opened).padStart(3, '0')}`;
    const channel: Channel = {
      id,
      name: kind === 'im' ? 'directmessage' : `mpdm-${this.#opened}`,
      kind,
      members: wanted,
      shared: users.some((user) => !this.isHome(user)),
      isPrivate: true,
      archived: false,
    };
    this.channels.set(id, channel);
    return { channel, already: false };
  }
}
