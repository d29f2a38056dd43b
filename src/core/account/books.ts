import type { Draw, Pack, TimeEntry } from '../billing/hours';
import type { Money } from '../billing/money';
import type { LocalDate } from '../calendar/zone';
import type { Place } from '../message';
import type { PlanBody, PlanVersion } from '../subscription/plan';
import type { Term } from '../subscription/term';
import type { Named, TicketId } from '../ticket/ticket';
import type { Instant } from '../time';
import type { Account, AccountEvent, Binding, Contact, KeptBinding } from './account';

/** Every change comes with the line of history that tells of it. */
export interface Accounts {
  /** By its name, in whatever case. */
  find(name: string): Promise<Account | undefined>;
  /** By name, beginning after `after`; with `search`, those whose name contains it. */
  list(page: {
    readonly search?: string;
    readonly after?: string;
    readonly limit: number;
  }): Promise<readonly Account[]>;
  /** Until the unit ends nobody else reckons with this account: what is left of it is given out once. */
  hold(name: string): Promise<void>;
  /** False when there is one of that name. */
  add(account: Account, event: AccountEvent): Promise<boolean>;
  update(account: Account, event: AccountEvent): Promise<void>;
  append(event: AccountEvent): Promise<void>;
  /** The latest first. */
  history(account: string, limit: number): Promise<readonly AccountEvent[]>;

  /** In the order in which they were named. */
  contacts(account: string): Promise<readonly Contact[]>;
  putContact(contact: Contact, event: AccountEvent): Promise<void>;
  removeContact(contact: Contact, event: AccountEvent): Promise<void>;

  bindings(): Promise<readonly KeptBinding[]>;
  binding(place: Place): Promise<KeptBinding | undefined>;
  /** In the order in which they were given to it. */
  channelsOf(account: string): Promise<readonly Place[]>;
  /** Nothing when it is so already. @throws StaleWrite when it is another account's by now */
  bind(binding: Binding, event: AccountEvent): Promise<void>;
  /** Grows with every change of a binding, and when a channel goes by another id. */
  channelsVersion(): Promise<number>;
}

export interface Plans {
  /** Stores a version of each plan that differs from its last one, counting from `now`. */
  keep(plans: readonly PlanBody[], now: Instant): Promise<void>;
  /** The version that counted at that moment; the first one for a moment before all. */
  at(name: string, at: Instant): Promise<PlanVersion | undefined>;
  /** All versions of a plan, the first one first. */
  versions(name: string): Promise<readonly PlanVersion[]>;
}

export interface Subscriptions {
  /** In the order in which they were written down. */
  ofAccount(account: string): Promise<readonly Term[]>;
  ofAccounts(accounts: readonly string[]): Promise<ReadonlyMap<string, readonly Term[]>>;
  add(term: Unwritten<Term>): Promise<void>;
  /** Accounts that have or had one, by name, beginning after `after`. */
  subscribers(after: string, limit: number): Promise<readonly string[]>;
}
type Unwritten<T> = T extends unknown ? Omit<T, 'seq'> : never;
export type NewTerm = Unwritten<Term>;

export interface Ledger {
  packs(account: string): Promise<readonly Pack[]>;
  addPack(pack: Pack): Promise<void>;
  /** The number the next entry is known by. */
  nextEntry(): Promise<number>;
  entry(id: number): Promise<TimeEntry | undefined>;
  /** The entry that takes the place of this one. */
  correctionOf(id: number): Promise<TimeEntry | undefined>;
  /** Entries of an account or of all, done on one of these days. */
  entries(within: {
    readonly account?: string;
    readonly from: LocalDate;
    readonly to: LocalDate;
  }): Promise<readonly TimeEntry[]>;
  ofTicket(id: TicketId): Promise<readonly TimeEntry[]>;
  add(entry: TimeEntry, draws: readonly Draw[]): Promise<void>;
  draws(account: string): Promise<readonly Draw[]>;
  drawsOf(entry: number): Promise<readonly Draw[]>;
  drawsWithin(from: LocalDate, to: LocalDate): Promise<readonly Draw[]>;
  packsBegun(from: LocalDate, to: LocalDate): Promise<readonly Pack[]>;
  /** Accounts that ever had a pack or logged time, by name, beginning after `after`. */
  accounts(after: string, limit: number): Promise<readonly string[]>;
}

/** Revenue that no subscription, pack or hour brings in by itself. A correction is a further one, below zero. */
export interface Charge {
  readonly account: string;
  readonly stream: string;
  readonly amount: Money;
  readonly day: LocalDate;
  readonly note?: string;
  readonly by?: Named;
  readonly writtenAt: Instant;
}
export interface Charges {
  /** With a key, once only. */
  add(charge: Charge, key?: string): Promise<void>;
  find(key: string): Promise<Charge | undefined>;
  within(from: LocalDate, to: LocalDate): Promise<readonly Charge[]>;
}
