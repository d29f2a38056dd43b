import type { Member, Place } from '../message';
import type { Named } from '../ticket/ticket';
import type { Instant } from '../time';

/** The organisation served. It is known by its name, whose case does not matter, and keeps it. */
export interface Account {
  readonly name: string;
  readonly team: string;
  /** An IANA zone: the days of its contract are those there. */
  readonly zone: string;
  /** Whoever of the team looks after it, as `platform:id` in files. */
  readonly owner?: Member;
  /** A language tag such as `de`. */
  readonly locale?: string;
  readonly domains: readonly string[];
  readonly crmId?: string;
  readonly fields: Readonly<Record<string, string>>;
  /** What `plan suggest` was told. */
  readonly profile?: Readonly<Record<string, unknown>>;
  readonly since: Instant;
}
/** Someone of the account who is named in its contract. */
export interface Contact {
  readonly account: string;
  /** The e-mail address in lower case or, without one, the first member. */
  readonly id: string;
  readonly name: string;
  readonly email?: string;
  readonly members: readonly Member[];
  readonly since: Instant;
}
/** A channel that was given to an account. Without one it was taken back, and the policy file gives it to nobody again. */
export interface Binding {
  readonly place: Place;
  readonly account?: string;
}
/** As it is stored, with when it became so. */
export interface KeptBinding extends Binding {
  readonly since: Instant;
}

export type AccountEventType =
  | 'added'
  | 'changed'
  | 'contact_added'
  | 'contact_changed'
  | 'contact_removed'
  | 'channel_bound'
  | 'channel_released'
  | 'noted'
  | 'lapsed'
  | 'renewed';
/** One line of an account's append-only history. Terms, hours and charges are histories of their own. */
export interface AccountEvent {
  readonly account: string;
  readonly type: AccountEventType;
  readonly at: Instant;
  /** Absent when the desk itself did it. */
  readonly by?: Named;
  readonly via: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

export const sayPlace = ({ platform, placeId }: Place): string => `${platform}:${placeId}`;
export const sayMember = ({ platform, memberId }: Member): string => `${platform}:${memberId}`;
export const contactId = (email: string | undefined, members: readonly Member[]): string | undefined =>
  email?.toLowerCase() ?? (members[0] && sayMember(members[0]));
