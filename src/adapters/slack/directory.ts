import type { webApi } from '@slack/bolt';
import type { Circles, Profile } from '../../core/chat';
import type { Member, Place } from '../../core/message';
import { type Clock, type Instant, MINUTE, plus } from '../../core/time';
import { type Ask, slackError } from './client';
import { member, partsOf } from './ids';

/** The workspace the desk is installed in; on Enterprise Grid, the organisation it belongs to. */
export interface Home {
  readonly teamId: string;
  readonly enterpriseId?: string;
}
export type User = NonNullable<webApi.UsersInfoResponse['user']>;

const MOST_KEPT = 5_000;
const PAGE = 200;
const MOST_NAMES = 20;
const NO_SUCH_GROUP = new Set([
  'no_such_subteam',
  'subteam_not_found',
  'channel_not_found',
  'not_in_channel',
  'missing_scope',
  'permission_denied',
]);

/** Who people are, asked of Slack and kept for a minute: rights may change at any time. */
export class Directory {
  private readonly kept = new Map<string, { readonly until: Instant; readonly value: Promise<unknown> }>();

  constructor(
    private readonly client: webApi.WebClient,
    private readonly home: Home,
    private readonly clock: Clock,
    private readonly ask: Ask,
    /** Told of a group of the policy file that cannot be looked into. */
    private readonly missing: (group: string, reason: string) => void,
  ) {}

  async profile(who: Member, { groups }: Circles): Promise<Profile> {
    const user = await this.user(who.memberId);
    if (user === undefined) return { member: who, name: who.memberId, standing: 'outside', groups: [] };
    const home = isHome(user, this.home);
    // Nobody from outside is an agent, whatever group or channel they were put in.
    const belongs = home ? await Promise.all(groups.map((group) => this.isIn(group, who.memberId))) : [];
    return {
      member: who,
      name: nameOf(user),
      standing: home ? 'home' : 'outside',
      groups: groups.filter((_, at) => belongs[at]),
      ...(user.is_bot ? { bot: true } : {}),
    };
  }

  async names(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    // A name is a courtesy: nobody's request waits for one, and nobody can make us look up thousands.
    const found = await Promise.all(
      ids.slice(0, MOST_NAMES).map(async (id) => [id, await this.user(id).catch(() => undefined)] as const),
    );
    return new Map(found.map(([id, user]) => [id, user === undefined ? id : nameOf(user)]));
  }

  /** What was known is asked again: groups have changed. */
  forget(): void {
    this.kept.clear();
  }

  private user(id: string): Promise<User | undefined> {
    return this.keep(`user ${id}`, async () => {
      return this.ask(`looking up ${id}`, async () => {
        try {
          return (await this.client.users.info({ user: id })).user;
        } catch (error) {
          if (['user_not_found', 'user_not_visible'].includes(slackError(error) ?? '')) return undefined;
          throw error;
        }
      });
    });
  }

  private async isIn(group: Place, id: string): Promise<boolean> {
    const members = await this.keep(`group ${group.placeId}`, () => this.members(partsOf(group).channel));
    return members.has(id);
  }

  /** A group that is gone, or that we may not look into, has no members; it takes nobody else's rights away. */
  private members(group: string): Promise<ReadonlySet<string>> {
    return this.ask(`looking up who is in ${group}`, async () => {
      try {
        return group.startsWith('S') ? await this.groupMembers(group) : await this.channelMembers(group);
      } catch (error) {
        if (!NO_SUCH_GROUP.has(slackError(error) ?? '')) throw error;
        this.missing(group, slackError(error) ?? '');
        return new Set<string>();
      }
    });
  }

  private async groupMembers(usergroup: string): Promise<ReadonlySet<string>> {
    return new Set((await this.client.usergroups.users.list({ usergroup })).users ?? []);
  }

  private async channelMembers(channel: string): Promise<ReadonlySet<string>> {
    const found = new Set<string>();
    let cursor: string | undefined;
    do {
      const page = await this.client.conversations.members({ channel, limit: PAGE, ...(cursor ? { cursor } : {}) });
      for (const id of page.members ?? []) found.add(id);
      cursor = page.response_metadata?.next_cursor || undefined;
    } while (cursor !== undefined);
    return found;
  }

  private keep<T>(key: string, ask: () => Promise<T>): Promise<T> {
    const now = this.clock.now();
    const known = this.kept.get(key);
    if (known !== undefined && known.until > now) return known.value as Promise<T>;
    if (this.kept.size >= MOST_KEPT) this.kept.clear();
    const value = ask();
    this.kept.set(key, { until: plus(now, MINUTE), value });
    value.catch(() => this.kept.delete(key));
    return value;
  }
}

/** Home is proven by the person's own team; guests belong to the home team and are external all the same. */
export function isHome(user: User, home: Home): boolean {
  if (user.deleted || user.is_restricted || user.is_ultra_restricted || user.is_stranger) return false;
  const enterprise = user.enterprise_user?.enterprise_id;
  return user.team_id === home.teamId || (home.enterpriseId !== undefined && enterprise === home.enterpriseId);
}

export const nameOf = (user: User): string =>
  user.profile?.display_name ||
  user.profile?.real_name ||
  user.real_name ||
  user.name ||
  member(user.id ?? '').memberId;
