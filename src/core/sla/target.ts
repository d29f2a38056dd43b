import type { Calendar } from '../calendar/calendar';
import { addOpenTime, ClosedForGood, openTimeBetween } from '../calendar/open-time';
import type { TicketId } from '../ticket/ticket';
import { earlier, type Instant, later, type Millis, millis } from '../time';
import type { TargetKind } from './policy';

export interface Run {
  readonly from: Instant;
  /** Absent while it runs. */
  readonly to?: Instant;
}

/** One promise on one ticket. Everything about it follows from the ticket's history and the policy version. */
export interface SlaTarget {
  /**
   * `<ticket>/<kind>`: the same promise keeps its id however often it is recounted. What is promised again and again
   * has `/2`, `/3` … from its second time on; `<ticket>/resolution/first` keeps the verdict of the first resolving of a
   * ticket that was opened again.
   */
  readonly id: string;
  readonly ticketId: TicketId;
  readonly kind: TargetKind;
  readonly budget: Millis;
  readonly policyId: string;
  readonly runs: readonly Run[];
  readonly state: TargetState;
  /** A change of severity or policy set this budget, then, for this reason: a promise it broke is broken from then on. */
  readonly changed?: {
    readonly at: Instant;
    readonly why: string;
    readonly by?: 'policy' | 'severity';
    /** It was late then already, by what was promised before. */
    readonly late?: true;
    /** When it is not the policy the ticket started under. */
    readonly policyId?: string;
  };
}
/** What a target is called in its ticket's history: its id without the ticket. */
export const promiseName = ({ id, ticketId }: SlaTarget): string => id.slice(ticketId.length + 1);
export const isFirstVerdict = (target: SlaTarget): boolean => promiseName(target) === 'resolution/first';

/** What was promised, apart from when: a change of either is a new promise, which may be warned of and broken anew. */
export const termsOf = ({ budget, changed }: SlaTarget): string =>
  changed?.policyId === undefined ? `${budget}` : `${budget}:${changed.policyId}`;

/** While running or paused a due time in the past means overdue; only an end gives the verdict. */
export type TargetState =
  | { readonly tag: 'running'; readonly dueAt: Instant }
  | { readonly tag: 'paused'; readonly dueAt?: Instant }
  | { readonly tag: 'met'; readonly at: Instant; readonly dueAt?: Instant }
  | { readonly tag: 'missed'; readonly at: Instant; readonly dueAt: Instant }
  | { readonly tag: 'removed'; readonly at: Instant; readonly why: string };

/** Open time used up to `at`. */
export function spent(runs: readonly Run[], calendar: Calendar, at: Instant): Millis {
  return millis(runs.reduce((sum, { from, to }) => sum + openTimeBetween(calendar, from, earlier(to ?? at, at)), 0));
}

/** When the open time in the runs reaches `budget`; undefined if the clock stopped before that. */
export function reaches(runs: readonly Run[], calendar: Calendar, budget: Millis): Instant | undefined {
  let left = budget;
  for (const { from, to } of runs) {
    if (to === undefined) return dueAfter(calendar, from, left);
    const here = openTimeBetween(calendar, from, to);
    if (here >= left) {
      const due = addOpenTime(calendar, from, left);
      // A run that ends while closed reaches nothing beyond its end.
      if (due <= to) return due;
    }
    left = millis(left - here);
  }
  return undefined;
}

/** A calendar may have no opening left ahead: then nothing is due, and nothing is promised wrongly. */
function dueAfter(calendar: Calendar, from: Instant, budget: Millis): Instant | undefined {
  try {
    return addOpenTime(calendar, from, budget);
  } catch (error) {
    if (error instanceof ClosedForGood) return undefined;
    throw error;
  }
}

export const isOpen = ({ state }: SlaTarget): boolean => state.tag === 'running' || state.tag === 'paused';
export const isEnded = ({ state }: SlaTarget): boolean => state.tag === 'met' || state.tag === 'missed';
export const dueOf = ({ state }: SlaTarget): Instant | undefined => (state.tag === 'removed' ? undefined : state.dueAt);

/** The moment the promise was broken: its due time, or the change that put the due time into the past. */
export function brokenAt(target: SlaTarget): Instant | undefined {
  const due = dueOf(target);
  if (due === undefined) return undefined;
  return target.changed === undefined ? due : later(due, target.changed.at);
}
/** A change of policy broke it: by what was promised before, it was in time until then. */
export const brokenByPolicy = (target: SlaTarget): boolean => {
  const { changed } = target;
  const due = dueOf(target);
  return changed?.by === 'policy' && changed.late === undefined && due !== undefined && due < changed.at;
};
/** At the due moment itself an answer is in time; at the moment of a change that put it into the past, none is. */
export const isOverdue = (target: SlaTarget, now: Instant): boolean => {
  const due = dueOf(target);
  return isOpen(target) && due !== undefined && due < now && (target.changed?.at ?? now) <= now;
};

/** When `percent` of the budget will be used up, if the clock goes on as it does. */
export const warnsAt = (target: SlaTarget, calendar: Calendar, percent: number): Instant | undefined =>
  target.state.tag === 'running' ? reaches(target.runs, calendar, millis((target.budget * percent) / 100)) : undefined;
