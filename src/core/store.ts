import type { Scope } from './access';
import type { Accounts, Charges, Ledger, Plans, Subscriptions } from './account/books';
import type { Alerts } from './alerts';
import type { Attachment } from './chat';
import type { Member, MessageRef, Place } from './message';
import type { Moved } from './moved';
import type { InboxRows, Outbox } from './queues';
import type { PolicyBody, SlaPolicy } from './sla/policy';
import type { SlaTarget } from './sla/target';
import type { Audience, Change, Status, Ticket, TicketEvent, TicketId } from './ticket/ticket';
import type { Instant, Millis } from './time';

export interface Store {
  /** Runs `work` alone and whole. On SQLite units queue; on an engine with many connections they run side by side. Nested calls throw. */
  transact<T>(work: (unit: Unit) => Promise<T>): Promise<T>;
  /** Whether the last write went through; false while the database is full, failing or locked. */
  readonly ready: boolean;
  /** Frees what a process that is known to be dead had taken on. Only for whoever alone holds the database. */
  reclaim(): Promise<void>;
  close(): Promise<void>;
}
/** One open transaction. Repositories exist only here. Never await a platform inside one. */
export interface Unit {
  /** Does this within the unit or, where it throws, not at all: what was written before stays, what it wrote goes. */
  attempt<T>(work: () => Promise<T>): Promise<T>;
  readonly tickets: Tickets;
  readonly messages: Messages;
  readonly policies: Policies;
  readonly desks: DeskVersions;
  readonly targets: SlaTargets;
  readonly deadlines: Deadlines;
  readonly alerts: Alerts;
  readonly inbox: InboxRows;
  readonly outbox: Outbox;
  readonly digests: DigestRuns;
  readonly cursors: Cursors;
  readonly leases: Leases;
  readonly accounts: Accounts;
  readonly plans: Plans;
  readonly subscriptions: Subscriptions;
  readonly ledger: Ledger;
  readonly charges: Charges;
  readonly moves: Moves;
}

export interface Moves {
  /** No channel goes by another id, and none is given to anybody, before this unit ends. */
  hold(): Promise<void>;
  /**
   * The channel that was `from` is `to` from now on: what is stored of `to` is of it, and what came to nothing as a
   * stranger's is worked on again. Answers with the id it is known by.
   */
  add(from: Place, to: Place, at: Instant): Promise<Place>;
  /** Every id each channel ever went by besides the one it is known by, the latest last. */
  all(): Promise<readonly Moved[]>;
}

export interface Tickets {
  /** The next number people say aloud. */
  nextNumber(): Promise<number>;
  /** @throws UserError ticket.unknown, also for tickets outside `scope` */
  byNumber(number: number, scope: Scope): Promise<Ticket>;
  get(id: TicketId): Promise<Ticket>;
  getAll(ids: readonly TicketId[]): Promise<readonly Ticket[]>;
  /** The ticket a place belongs to, and whether customers read there. */
  inPlace(place: Place): Promise<{ readonly ticket: Ticket; readonly audience: Audience } | undefined>;
  /** From now on this place belongs to this ticket, whatever it belonged to before. */
  addPlace(id: TicketId, place: Place, audience: Audience): Promise<void>;
  add(change: Change<Ticket>): Promise<void>;
  /** @throws StaleWrite when someone saved a newer version */
  save(change: Change<Ticket>): Promise<void>;
  /** Where tickets that may still be written to are talked about, the newest first. */
  livePlaces(limit: number): Promise<readonly { readonly place: Place; readonly since: Instant }[]>;
  /** History of tickets that stay as they are. @throws StaleWrite as save() does */
  note(tickets: readonly Ticket[], events: readonly TicketEvent[]): Promise<void>;
  /** History that changes nothing of the ticket itself. */
  append(events: readonly TicketEvent[]): Promise<void>;
  list(filter: TicketFilter): Promise<readonly Ticket[]>;
  history(id: TicketId): Promise<readonly TicketEvent[]>;
  histories(ids: readonly TicketId[]): Promise<ReadonlyMap<TicketId, readonly TicketEvent[]>>;
  /** Unfinished tickets under a version of this policy before this one, by number, beginning after `after`. */
  underEarlier(policy: PolicyName, after: number, limit: number): Promise<readonly Ticket[]>;
  countUnderEarlier(policy: PolicyName): Promise<number>;
  /** Tickets of an account that its contract covers, begun within [from, to). */
  countCovered(account: string, from: Instant, to: Instant): Promise<number>;
  /** Events of a team's tickets by type within [from, to). */
  count(team: string, type: TicketEvent['type'], from: Instant, to: Instant): Promise<number>;
}
/** A version of a policy as people call it. */
export type PolicyName = Pick<SlaPolicy, 'name' | 'version'>;

export interface TicketFilter {
  readonly scope: Scope;
  readonly statuses?: readonly Status[];
  readonly team?: string;
  readonly channel?: Place;
  readonly requester?: Member;
  readonly assignee?: Member;
  readonly unassigned?: boolean;
  readonly turn?: Ticket['turn'];
  readonly resolvedBefore?: Instant;
  readonly limit: number;
  readonly offset?: number;
}

export interface TicketMessage {
  readonly ticketId: TicketId;
  readonly ref: MessageRef;
  readonly by: Member;
  readonly byName: string;
  readonly audience: Audience;
  /** Whose word: the customer's, ours, or the desk's own relay of ours. */
  readonly side: 'theirs' | 'ours';
  readonly text: string;
  readonly files: readonly Attachment[];
  readonly sentAt: Instant;
  readonly deletedAt?: Instant;
}
export interface Messages {
  find(ref: MessageRef): Promise<TicketMessage | undefined>;
  /** False when that message was recorded before. */
  add(message: TicketMessage): Promise<boolean>;
  update(message: TicketMessage): Promise<void>;
  ofTicket(id: TicketId): Promise<readonly TicketMessage[]>;
  /** The words each of these tickets began with, where they were recorded. */
  rootTexts(ids: readonly TicketId[]): Promise<ReadonlyMap<TicketId, string>>;
}

export interface Policies {
  get(id: string): Promise<SlaPolicy>;
  /** The current version of this policy: the last one if its content is the same, else a new one. */
  current(body: PolicyBody, now: Instant): Promise<SlaPolicy>;
  /** The last version of the policy of this name, if there is one. */
  latest(name: string): Promise<SlaPolicy | undefined>;
  /** The same, if its content is this one. */
  same(body: PolicyBody): Promise<SlaPolicy | undefined>;
  /** The names of all policies there ever were. */
  names(): Promise<readonly string[]>;
}

/** A policy file as it came into force, and the policy versions that it promises. */
export interface DeskVersion {
  readonly version: number;
  readonly text: string;
  readonly policies: Readonly<Record<string, string>>;
  /** Whether open tickets move to these policies as well. */
  readonly reach: 'new tickets' | 'open tickets';
  readonly since: Instant;
}
export interface DeskVersions {
  /** The number of the last one; 0 before the first. */
  number(): Promise<number>;
  latest(reach?: DeskVersion['reach']): Promise<DeskVersion | undefined>;
  /** Whether a file with this text was ever in force. */
  has(text: string): Promise<boolean>;
  /** @throws StaleWrite when somebody else has taken its number */
  add(version: DeskVersion): Promise<void>;
}

export interface Verdicts {
  readonly met: number;
  /** By people. */
  readonly missed: number;
  /** In time until a change of policy. */
  readonly missedByPolicy: number;
}
export interface SlaTargets {
  ofTicket(id: TicketId): Promise<readonly SlaTarget[]>;
  ofTickets(ids: readonly TicketId[]): Promise<readonly SlaTarget[]>;
  put(target: SlaTarget): Promise<void>;
  /** Verdicts reached within [from, to) for a team's tickets. */
  verdicts(team: string, from: Instant, to: Instant): Promise<Verdicts>;
}

export interface Deadline {
  readonly key: string;
  /** `warn` comes before a promise is broken, `breach` when it is and after. */
  readonly kind: 'warn' | 'breach' | 'close';
  readonly ticketId: TicketId;
  readonly targetId?: string;
  readonly dueAt: Instant;
}
export interface Deadlines {
  /** One row per key; a key that has fired stays fired. */
  set(deadline: Deadline): Promise<void>;
  clear(key: string): Promise<void>;
  /** A target waits for these and no others; what has fired stays fired. */
  replace(targetId: string, deadlines: readonly Deadline[]): Promise<void>;
  /** Marks those due as fired and returns them, oldest first: whoever gets a row announces it in the same unit. */
  fire(now: Instant, limit: number): Promise<readonly Deadline[]>;
  /** Another try for one that could not be announced now. */
  postpone(key: string, until: Instant): Promise<void>;
  /** How many have come and not been announced. */
  overdue(now: Instant): Promise<number>;
  next(): Promise<Instant | undefined>;
}

export interface DigestRuns {
  /** True for the one caller that may send this digest for this date. */
  claim(digest: string, localDate: string, now: Instant): Promise<boolean>;
  latest(digest: string): Promise<string | undefined>;
}
export interface Cursors {
  get(place: Place): Promise<string | undefined>;
  set(place: Place, cursor: string): Promise<void>;
}
/** What only one instance may do at a time. */
export interface Leases {
  /** Takes or keeps it. Answers with the fence, which grows with every change of hands, or undefined while another has it. */
  hold(name: string, holder: string, now: Instant, length: Millis): Promise<number | undefined>;
  release(name: string, holder: string): Promise<void>;
  /** Who took it last, run out or not. */
  holder(name: string): Promise<string | undefined>;
  reclaim(): Promise<void>;
}
