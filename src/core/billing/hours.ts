import type { LocalDate } from '../calendar/zone';
import type { Mode } from '../subscription/plan';
import type { Named, TicketId } from '../ticket/ticket';
import type { Instant, Millis } from '../time';
import type { Money } from './money';

/** Prepaid hours. Days are those of the account's own zone; `until` is the last day they can be used. */
export interface Pack {
  readonly id: string;
  readonly account: string;
  readonly length: Millis;
  readonly from: LocalDate;
  readonly until?: LocalDate;
  readonly price?: Money;
  readonly note?: string;
  readonly by?: Named;
  readonly writtenAt: Instant;
}

/** Somebody's work. Never changed: a correction is a further entry that names the one it takes the place of. */
export interface TimeEntry {
  /** A number people can say. */
  readonly id: number;
  readonly account: string;
  readonly ticket?: TicketId;
  readonly mode: Mode;
  /** The day it was done. */
  readonly day: LocalDate;
  readonly length: Millis;
  /** The length that counts: rounded as the plan of that day says. */
  readonly counted: Millis;
  readonly billable: boolean;
  readonly by: Named;
  readonly writtenAt: Instant;
  readonly note?: string;
  readonly corrects?: number;
}

/**
 * Where hours come from: the month's included ones (`included:2026-11`), a pack, beyond all that is paid for, a plan that
 * counts no hours, or nothing at all: nothing is left and no rate is agreed, or there is neither a plan nor a pack.
 */
export type Source =
  | { readonly from: 'included'; readonly month: string }
  | { readonly from: 'pack'; readonly pack: string }
  | { readonly from: 'overage'; readonly rate: Money }
  | { readonly from: 'flat' }
  | { readonly from: 'nothing' };
export const SOURCES = ['included', 'pack', 'overage', 'flat', 'nothing'] as const;

/**
 * A line of the ledger: so much was taken from a source for an entry; negative when a correction gives it back, with the
 * number of the entry that took it. So the lines of an entry sum to what counts of it, and to 0 once it is corrected.
 */
export interface Draw {
  readonly entry: number;
  readonly account: string;
  readonly day: LocalDate;
  readonly source: Source;
  readonly length: Millis;
}
