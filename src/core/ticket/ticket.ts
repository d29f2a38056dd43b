import type { Coverage } from '../account/coverage';
import type { Member, MessageRef, Place } from '../message';
import type { Severity } from '../sla/policy';
import type { Mode } from '../subscription/plan';
import type { Instant } from '../time';

/** A UUID; people see and say `number`. */
export type TicketId = string & { readonly __brand: 'TicketId' };

export const STATUSES = ['open', 'waiting', 'on_hold', 'resolved', 'closed', 'dismissed'] as const;
export type Status = (typeof STATUSES)[number];
/** Somebody by id, with the name they had then: lists show names without pinging anyone. */
export interface Named {
  readonly member: Member;
  readonly name: string;
}

/** Who reads in a place. */
export type Audience = 'customer' | 'internal';

export interface Ticket {
  readonly id: TicketId;
  readonly number: number;
  readonly version: number;
  readonly subject: string;
  readonly requester: Named;
  /** Absent for somebody outside every account. */
  readonly account?: string;
  readonly team: string;
  readonly channel: Place;
  /** The customer's first message, and the place the conversation is held in. */
  readonly root: MessageRef;
  readonly home: Place;
  /** The policy version this ticket was promised under. */
  readonly policyId: string;
  readonly severity: Severity;
  readonly requestedSeverity?: Severity;
  readonly assignee?: Named;
  readonly status: Status;
  readonly statusSince: Instant;
  /** When the request was made: the message's own time, or when an old message was turned into a ticket. */
  readonly startedAt: Instant;
  /** Why it is a ticket, in words that finish "became a ticket because …". */
  readonly cause: string;
  /** Whose word the last public one was decides whose turn it is. */
  readonly turn: 'ours' | 'theirs';
  readonly lastWordAt: Instant;
  readonly lastWordBy: string;
  readonly firstReplyAt?: Instant;
  readonly resolvedAt?: Instant;
  /** A follow-up names the closed ticket it continues. */
  readonly follows?: TicketId;
  /** How this work is sold. */
  readonly mode?: Mode;
  /** Whether the contract covers it and why; absent on tickets from before contracts were kept. */
  readonly coverage?: Coverage;
  readonly product?: string;
  readonly productVersion?: string;
  /** While true, further top-level messages of the requester join it. */
  readonly grouping: boolean;
}

export const isDone = (status: Status): boolean =>
  status === 'resolved' || status === 'closed' || status === 'dismissed';

export const STATUS_WORDS: Readonly<Record<Status, string>> = {
  open: 'open',
  waiting: 'waiting for the customer',
  on_hold: 'on hold',
  resolved: 'resolved',
  closed: 'closed',
  dismissed: 'not a request',
};

export type TicketEventType =
  | 'opened'
  | 'asked'
  | 'answered'
  | 'claimed'
  | 'assigned'
  | 'unclaimed'
  | 'noted'
  | 'waited'
  | 'held'
  | 'resumed'
  | 'resolved'
  | 'reopened'
  | 'closed'
  | 'dismissed'
  | 'severity_asked'
  | 'severity_set'
  | 'repromised'
  | 'covered'
  | 'product_set'
  | 'moded'
  | 'worked'
  | 'edited'
  | 'deleted'
  | 'warned'
  | 'breached'
  | 'escalated'
  | 'verdict_corrected';

/** One line of a ticket's append-only history: who, when, from where, why. */
export interface TicketEvent {
  readonly ticketId: TicketId;
  readonly type: TicketEventType;
  /** When it happened, by the rules of the SLA clock; not when we learnt of it. */
  readonly at: Instant;
  /** Absent when the desk itself did it. */
  readonly by?: Named;
  /** 'command', 'reaction', 'message', 'relay', 'clock' … */
  readonly via: string;
  readonly why?: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** What a domain function returns: the new value and what happened. Saving takes both, so nothing happens unannounced. */
export interface Change<T> {
  readonly next: T;
  readonly events: readonly TicketEvent[];
}
