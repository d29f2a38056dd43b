import type { LocalDate } from '../calendar/zone';
import type { Named } from '../ticket/ticket';
import type { Instant } from '../time';
import type { Price } from './plan';

/**
 * One dated change of an account's subscription. Terms are only ever added: what was in force on a day follows from those
 * that count by then. Days are those of the account's own zone; `until` is the last day that is paid for.
 */
export type Term = {
  /** In the order in which they were written down; grows. */
  readonly seq: number;
  readonly account: string;
  /** The first day it counts. */
  readonly on: LocalDate;
  readonly writtenAt: Instant;
  readonly by?: Named;
  readonly via: string;
  readonly note?: string;
} & TermChange;

export type TermChange =
  | {
      readonly type: 'started';
      readonly plan: string;
      /** Absent: until it is cancelled. */
      readonly until?: LocalDate;
      /** It goes on for as long again, and again, until it is cancelled. */
      readonly autoRenew: boolean;
      /** To be told so many days before `until` that it ends. */
      readonly noticeDays?: number;
      readonly price?: Price;
      /** Its first period costs nothing. */
      readonly trial: boolean;
    }
  /** Another plan, or another price, from that day on; the end stays, and so does a price that is not given. */
  | { readonly type: 'changed'; readonly plan: string; readonly price?: Price }
  /**
   * To a later end. What it adds begins on the day after the end agreed so far or, where that has passed without, on the
   * day it counts from. A cancellation is withdrawn by it; renewing by itself does not come back.
   */
  | { readonly type: 'renewed'; readonly until: LocalDate; readonly plan?: string; readonly price?: Price }
  /** No renewal; it ends with `until`, which may be earlier than agreed before. */
  | { readonly type: 'cancelled'; readonly until: LocalDate };

/** How an account stands on one day. */
export type Standing =
  | { readonly tag: 'none' /** The day a later one begins. */; readonly from?: LocalDate }
  | InForce
  | {
      readonly tag: 'lapsed';
      readonly plan: string;
      /** The last day that was paid for. */
      readonly until: LocalDate;
      readonly how: 'ended' | 'cancelled';
    };
export interface InForce {
  readonly tag: 'in_force';
  readonly plan: string;
  /** The first day of the period that day lies in. */
  readonly from: LocalDate;
  /** The last day agreed so far: that of the period or, once renewed ahead of time, a later one. */
  readonly until?: LocalDate;
  /** The first day of all of it without a gap. */
  readonly since: LocalDate;
  readonly autoRenew: boolean;
  readonly cancelled: boolean;
  readonly noticeDays?: number;
  readonly price?: Price;
  readonly trial: boolean;
}
