import { type REST, RESTJSONErrorCodes, Routes } from 'discord.js';
import type { Circles, Profile } from '../../core/chat';
import type { Member, Place } from '../../core/message';
import { type Clock, type Instant, MINUTE, millis, plus } from '../../core/time';
import {
  type DiscordMember,
  type DiscordUser,
  guildSchema,
  memberSchema,
  type Packet,
  roleChangeSchema,
  userSchema,
} from './payload';
import type { Places } from './places';
import { type Ask, discordCode, isMissing } from './rest';
import { nameOf } from './words';

const MOST_KEPT = 20_000;
const ROLES_KEPT = millis(10 * MINUTE);
const MOST_GUILDS = 200;
/** Discord refuses what cannot be an id as a form filled in wrongly. */
const isNoId = (error: unknown): boolean => discordCode(error) === RESTJSONErrorCodes.InvalidFormBodyOrContentType;

interface Kept {
  readonly until: Instant;
  readonly value: Promise<unknown>;
}
/** Somebody as an event showed them at a moment: fresher than anything kept from before. */
export interface Sighting {
  readonly guildId: string;
  readonly user: DiscordUser;
  readonly member: DiscordMember;
  readonly at: Instant;
}

/** Who people are: seen in what they do, asked of Discord where they were not, and kept for a minute. */
export class Directory {
  private readonly kept = new Map<string, Kept>();

  constructor(
    private readonly rest: REST,
    private readonly clock: Clock,
    private readonly ask: Ask,
    private readonly places: Places,
  ) {}

  /** The roles that are the bot itself: people mention them and mean it. */
  readonly ownRoles = new Set<string>();
  /** Servers and their roles, as the gateway told of them. An instance that does not listen asks instead. */
  private readonly told = new Map<string, Set<string>>();

  /** Learns from a dispatch of the gateway. */
  hear({ t, d }: Packet, deskId: string): void {
    const guild = t === 'GUILD_CREATE' ? guildSchema.safeParse(d).data : undefined;
    if (guild !== undefined) {
      for (const { id, tags } of guild.roles) if (tags?.bot_id === deskId) this.ownRoles.add(id);
      this.told.set(guild.id, new Set(guild.roles.map(({ id }) => id)));
    }
    const change = roleChangeSchema.safeParse(d).data;
    if (change === undefined) return;
    const { guild_id: of, role, role_id: gone, id, unavailable } = change;
    if (t === 'GUILD_ROLE_CREATE' && role !== undefined && of !== undefined) this.told.get(of)?.add(role.id);
    if (t === 'GUILD_ROLE_DELETE' && gone !== undefined && of !== undefined) this.told.get(of)?.delete(gone);
    if (t === 'GUILD_DELETE' && id !== undefined && unavailable !== true) this.told.delete(id);
  }

  /** A role taken away counts from the next thing its former holder does. */
  saw({ guildId, user, member, at }: Sighting): void {
    const until = plus(at, MINUTE);
    const key = `member ${guildId} ${user.id}`;
    const known = this.kept.get(key);
    if (until <= this.clock.now() || (known !== undefined && known.until > until)) return;
    this.put(key, { ...member, user }, until);
    this.put(`user ${user.id}`, user, until);
  }

  async profile(who: Member, { groups, own }: Circles): Promise<Profile> {
    const wanted = new Set(groups.map(({ placeId }) => placeId));
    const found = await this.memberships(who.memberId, wanted, own);
    const roles = new Set(found.flatMap((member) => member.roles));
    const user = found.find((member) => member.user)?.user ?? (await this.user(who.memberId));
    const nick = found.find((member) => member.nick)?.nick;
    return {
      member: who,
      name: nick ?? (user === undefined ? who.memberId : nameOf(user)),
      standing: found.length === 0 ? 'outside' : 'mixed',
      groups: groups.filter(({ placeId }) => roles.has(placeId)),
      ...(user?.bot ? { bot: true } : {}),
    };
  }

  /**
   * In the servers of the team's own places and of the roles asked for, and in no other: anybody can let a bot into a
   * server of theirs.
   */
  private async memberships(id: string, wanted: ReadonlySet<string>, own: readonly Place[]) {
    const guilds = await this.guilds();
    const roles = await Promise.all(guilds.map((guild) => this.rolesOf(guild)));
    const places = await Promise.all(own.map(({ placeId }) => this.places.get(placeId)));
    const homes = guilds.filter(
      (guild, at) =>
        [...wanted].some((role) => roles[at]?.has(role)) || places.some((place) => place?.guild_id === guild),
    );
    const found = await Promise.all(homes.map((guild) => this.memberOf(guild, id)));
    return found.filter((one) => one !== undefined);
  }

  private async guilds(): Promise<readonly string[]> {
    if (this.told.size > 0) return [...this.told.keys()];
    return this.keep('guilds', MINUTE, async () => {
      const list = await this.found('looking up the servers', () =>
        this.rest.get(Routes.userGuilds(), { query: new URLSearchParams({ limit: String(MOST_GUILDS) }) }),
      );
      return (Array.isArray(list) ? list : []).map(({ id }) => String(id));
    });
  }

  private async rolesOf(guild: string): Promise<ReadonlySet<string>> {
    const told = this.told.get(guild);
    if (told !== undefined) return told;
    return this.keep(`roles ${guild}`, ROLES_KEPT, async () => {
      const list = await this.found(`looking up the roles of ${guild}`, () => this.rest.get(Routes.guildRoles(guild)));
      return new Set((Array.isArray(list) ? list : []).map(({ id }) => String(id)));
    });
  }

  private memberOf(guild: string, id: string): Promise<DiscordMember | undefined> {
    return this.keep(`member ${guild} ${id}`, MINUTE, async () =>
      memberSchema
        .optional()
        .parse(await this.found(`looking up ${id}`, () => this.rest.get(Routes.guildMember(guild, id)))),
    );
  }

  private user(id: string): Promise<DiscordUser | undefined> {
    return this.keep(`user ${id}`, MINUTE, async () =>
      userSchema.optional().parse(await this.found(`looking up ${id}`, () => this.rest.get(Routes.user(id)))),
    );
  }

  private found(what: string, call: () => Promise<unknown>): Promise<unknown> {
    return this.ask(what, async () => {
      try {
        return await call();
      } catch (error) {
        if (isMissing(error) || isNoId(error)) return undefined;
        throw error;
      }
    });
  }

  private fresh<T>(key: string): Promise<T> | undefined {
    const known = this.kept.get(key);
    return known !== undefined && known.until > this.clock.now() ? (known.value as Promise<T>) : undefined;
  }

  private keep<T>(key: string, length: typeof MINUTE, ask: () => Promise<T>): Promise<T> {
    const known = this.fresh<T>(key);
    if (known !== undefined) return known;
    const value = ask();
    this.put(key, value, plus(this.clock.now(), length));
    value.catch(() => this.kept.delete(key));
    return value;
  }

  private put(key: string, value: unknown, until: Instant): void {
    if (this.kept.size >= MOST_KEPT) this.kept.clear();
    this.kept.set(key, { until, value: Promise.resolve(value) });
  }
}
