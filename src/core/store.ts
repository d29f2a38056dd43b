import type { Scope } from './access';
import type { Attachment, Posted, RawEvent } from './chat';
import type { Member, Message, MessageRef, Place } from './message';
import type { PolicyBody, Severity, SlaPolicy } from './sla/policy';
import type { SlaTarget } from './sla/target';
import type { Change, Named, Status, Ticket, TicketEvent, TicketId } from './ticket/ticket';
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
  readonly tickets: Tickets;
  readonly messages: Messages;
  readonly policies: Policies;
  readonly targets: SlaTargets;
  readonly deadlines: Deadlines;
  readonly inbox: InboxRows;
  readonly outbox: Outbox;
  readonly digests: DigestRuns;
  readonly cursors: Cursors;
}

export interface Tickets {
  /** The next number people say aloud. */
  nextNumber(): Promise<number>;
  /** @throws UserError ticket.unknown, also for tickets outside `scope` */
  byNumber(number: number, scope: Scope): Promise<Ticket>;
  get(id: TicketId): Promise<Ticket>;
  /** The ticket a place belongs to, and whether customers read there. */
  inPlace(place: Place): Promise<{ readonly ticket: Ticket; readonly audience: Audience } | undefined>;
  /** From now on this place belongs to this ticket, whatever it belonged to before. */
  addPlace(id: TicketId, place: Place, audience: Audience): Promise<void>;
  add(change: Change<Ticket>): Promise<void>;
  /** @throws StaleWrite when someone saved a newer version */
  save(change: Change<Ticket>): Promise<void>;
  /** History that changes nothing of the ticket itself. */
  append(events: readonly TicketEvent[]): Promise<void>;
  list(filter: TicketFilter): Promise<readonly Ticket[]>;
  history(id: TicketId): Promise<readonly TicketEvent[]>;
  /** Events of a team's tickets by type within [from, to). */
  count(team: string, type: TicketEvent['type'], from: Instant, to: Instant): Promise<number>;
}
export type Audience = 'customer' | 'internal';
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
}

export interface Policies {
  get(id: string): Promise<SlaPolicy>;
  /** The current version of this policy: the last one if its content is the same, else a new one. */
  current(body: PolicyBody, now: Instant): Promise<SlaPolicy>;
}

export interface SlaTargets {
  get(id: string): Promise<SlaTarget>;
  ofTicket(id: TicketId): Promise<readonly SlaTarget[]>;
  ofTickets(ids: readonly TicketId[]): Promise<readonly SlaTarget[]>;
  put(target: SlaTarget): Promise<void>;
  /** Verdicts reached within [from, to) for a team's tickets. */
  verdicts(team: string, from: Instant, to: Instant): Promise<{ readonly met: number; readonly missed: number }>;
}

export interface Deadline {
  readonly key: string;
  readonly kind: 'warn' | 'breach' | 'close';
  readonly ticketId: TicketId;
  readonly targetId?: string;
  readonly dueAt: Instant;
}
export interface Deadlines {
  /** One row per key; a key that has fired stays fired. */
  set(deadline: Deadline): Promise<void>;
  clear(key: string): Promise<void>;
  /** Marks those due as fired and returns them, oldest first: whoever gets a row announces it in the same unit. */
  fire(now: Instant, limit: number): Promise<readonly Deadline[]>;
  /** Another try for one that could not be announced now. */
  postpone(key: string, until: Instant): Promise<void>;
  /** How many have come and not been announced. */
  overdue(now: Instant): Promise<number>;
  next(): Promise<Instant | undefined>;
}

export interface InboxRow extends RawEvent {
  readonly seq: number;
  readonly platform: string;
  readonly storedAt: Instant;
  readonly attempts: number;
  readonly fence: number;
}
export interface InboxRows {
  /** Stores all at once; keys seen before are skipped. */
  add(events: readonly (RawEvent & { readonly platform: string })[], now: Instant): Promise<void>;
  /** The oldest waiting row of each lane nobody works on, leased to the caller. */
  claim(now: Instant, lease: Millis, limit: number): Promise<readonly InboxRow[]>;
  /** False when the lease was lost to another worker meanwhile: the caller must roll back. */
  done(row: InboxRow, outcome: string, now: Instant): Promise<boolean>;
  retry(row: InboxRow, at: Instant, error: string): Promise<void>;
  park(row: InboxRow, error: string, now: Instant): Promise<void>;
  waiting(): Promise<number>;
  reclaim(): Promise<void>;
  /** When the next waiting row can be claimed, if any. */
  next(): Promise<Instant | undefined>;
}

/** What to do on a platform. A `post` or `dm` shown again under the same key is edited in place. */
export type Act =
  | {
      readonly type: 'post';
      readonly channel: Place;
      /** The thread to post in, and the message it hangs under. */
      readonly thread?: Place;
      readonly under?: MessageRef;
      /** Or: in the thread of what was posted under this key. */
      readonly below?: string;
    }
  | { readonly type: 'dm'; readonly to: Member }
  | { readonly type: 'sign'; readonly on: MessageRef; readonly sign: string; readonly present: boolean }
  | { readonly type: 'answer'; readonly to: Member; readonly in: Place; readonly handle?: string };

/** What becomes known only once the platform has accepted a message, done in the unit that records it as sent. */
export type Follow =
  | { readonly type: 'thread'; readonly ticketId: TicketId; readonly audience: Audience }
  /** What the desk posted for somebody becomes a ticket of its own. */
  | {
      readonly type: 'request';
      readonly requester: Named;
      readonly by: Named;
      readonly text: string;
      readonly subject?: string;
      readonly severity?: Severity;
      readonly at: Instant;
      /** We ask them: no answer of ours is promised. */
      readonly outward: boolean;
    }
  | {
      readonly type: 'public_reply';
      readonly ticketId: TicketId;
      readonly by: Member;
      readonly byName: string;
      readonly text: string;
    };

export interface Delivery {
  /** States the fact ('breach:17'), so putting it twice sends it once. */
  readonly key: string;
  readonly act: Act;
  readonly message?: Message;
  readonly follow?: Follow;
  /** Lower goes first within a channel: 1 answers and replies, 2 alerts, 5 cards and signs, 9 digests. */
  readonly priority?: number;
}
export interface ClaimedDelivery extends Delivery {
  readonly platform: string;
  readonly createdAt: Instant;
  readonly attempts: number;
  readonly fence: number;
  readonly revision: number;
  /** Sending was begun before and its outcome never recorded: look before sending again. */
  readonly uncertain: boolean;
  /** Already posted as this: now to be edited. */
  readonly posted?: MessageRef;
}
export interface Outbox {
  /** Once per key, whatever happens later. */
  put(delivery: Delivery, now: Instant): Promise<void>;
  /** The latest content under this key wins: posted if it never was, edited if it was, nothing if it is the same. */
  show(delivery: Delivery, now: Instant): Promise<void>;
  has(key: string): Promise<boolean>;
  /** Everything put under keys that begin so. */
  under(prefix: string): Promise<readonly Delivery[]>;
  posted(key: string): Promise<Posted | undefined>;
  /** The head of each channel's queue, leased. Fence grows with each claim. */
  claim(now: Instant, lease: Millis, limit: number): Promise<readonly ClaimedDelivery[]>;
  /** False when the lease was lost: whoever holds it now settles. */
  sent(row: ClaimedDelivery, posted: Posted | undefined, now: Instant): Promise<boolean>;
  retry(row: ClaimedDelivery, at: Instant, error: string, uncertain: boolean): Promise<void>;
  park(row: ClaimedDelivery, error: string, now: Instant): Promise<void>;
  next(): Promise<Instant | undefined>;
  /** Takes all leases back; what was being sent is uncertain from now on. */
  reclaim(): Promise<void>;
  /** Rows waiting and rows given up on. */
  counts(): Promise<{ readonly waiting: number; readonly parked: number }>;
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
