import { openTimeBetween } from '../../calendar/open-time';
import type { TicketEvent } from '../../ticket/ticket';
import { earlier, type Instant, MINUTE } from '../../time';
import { clocksOf, courseOf } from '../clocks';
import { calendarOf, pausedIn, type SlaPolicy, TARGET_KINDS, type TargetKind } from '../policy';
import { isEnded, isFirstVerdict, isOpen, isOverdue, type SlaTarget, spent } from '../target';
import { peerWord } from './peer-words';

/** What a case may ask of a moment. */
export type Value = string | number | null;
export type Overall = 'running' | 'paused' | 'met' | 'missed';

/** How a ticket's promises stand at a moment, with nothing but its history until then. */
export interface Standing {
  readonly at: Instant;
  readonly targets: readonly SlaTarget[];
  readonly policies: ReadonlyMap<string, SlaPolicy>;
  readonly history: readonly TicketEvent[];
  /** The project a case was taken from. */
  readonly peer?: string;
}

export const standingAt = (
  at: Instant,
  history: readonly TicketEvent[],
  policies: ReadonlyMap<string, SlaPolicy>,
): Standing => ({ at, history, policies, targets: clocksOf(history, policies) });

/** What a promise that is made again and again is asked by: its latest time. */
export const latest = ({ targets }: Standing, kind: TargetKind): SlaTarget | undefined =>
  targets.findLast((target) => target.kind === kind && !isFirstVerdict(target));

const KEY = /^(first_response|next_response|update|resolution)_(due|minutes|slack_minutes|state|misses)$/;

/** The value of one key of a check; null where there is none. */
export function valueIn(standing: Standing, key: string): Value {
  const [, name, what] = KEY.exec(key) ?? [];
  const kind = TARGET_KINDS.find((known) => known === name);
  if (kind !== undefined) return clockValue(standing, kind, what ?? '');
  switch (key) {
    case 'next_due':
      return isoOrNull(Math.min(...standing.targets.map((target) => runningDue(target) ?? Number.POSITIVE_INFINITY)));
    case 'hold_minutes':
      return holdMinutes(standing);
    case 'overall':
      return overall(standing) ?? null;
    case 'peer_status':
      return (
        peerWord(standing.peer, overall(standing), stateOf(latest(standing, 'first_response'), standing.at)) ?? null
      );
    default:
      return null;
  }
}

const runningDue = ({ state }: SlaTarget): Instant | undefined => (state.tag === 'running' ? state.dueAt : undefined);
const isoOrNull = (at: number | undefined): string | null =>
  at === undefined || !Number.isFinite(at) ? null : new Date(at).toISOString();

function clockValue(standing: Standing, kind: TargetKind, what: string): Value {
  const { at, targets } = standing;
  const target = latest(standing, kind);
  if (what === 'misses') return targets.filter((one) => one.kind === kind && stateOf(one, at) === 'missed').length;
  if (target === undefined) return null;
  if (what === 'due') return isoOrNull(runningDue(target));
  if (what === 'state') return stateOf(target, at) ?? null;
  if (target.state.tag === 'removed') return null;
  const taken = takenMinutes(standing, target);
  return what === 'minutes' ? taken : target.budget / MINUTE - taken;
}

export function stateOf(target: SlaTarget | undefined, at: Instant): 'pending' | 'met' | 'missed' | undefined {
  if (target === undefined || target.state.tag === 'removed') return undefined;
  if (target.state.tag === 'met' || target.state.tag === 'missed') return target.state.tag;
  return isOverdue(target, at) ? 'missed' : 'pending';
}

/** Open time used up, until its end or until now. */
function takenMinutes({ at, policies }: Standing, target: SlaTarget): number {
  const policy = policies.get(target.policyId);
  if (policy === undefined) return 0;
  const end = isEnded(target) && 'at' in target.state ? earlier(target.state.at, at) : at;
  return spent(target.runs, calendarOf(policy), end) / MINUTE;
}

/** A clock whose calendar has too little open time ahead is never due, and runs all the same. */
const standsStill = ({ runs }: SlaTarget): boolean => {
  const last = runs.at(-1);
  return last === undefined || last.to !== undefined;
};

/** One broken promise is a broken ticket; one clock that stands still lets it rest; all kept is kept. */
function overall({ at, targets }: Standing): Overall | undefined {
  const states = targets.map((target) => stateOf(target, at));
  if (states.includes('missed')) return 'missed';
  const open = targets.filter(isOpen);
  if (open.some(standsStill)) return 'paused';
  if (open.length > 0) return 'running';
  return states.includes('met') ? 'met' : undefined;
}

/** Open time in statuses that stop any clock. */
function holdMinutes({ at, history, policies }: Standing): number | null {
  const course = courseOf(history, policies);
  if (course === undefined) return null;
  const { policy, stays } = course;
  const held = stays.filter(
    ({ standing }) => standing !== 'open' && standing !== 'done' && pausedIn(policy, standing).length > 0,
  );
  const calendar = calendarOf(policy);
  return held.reduce((sum, { from, to }) => sum + openTimeBetween(calendar, from, earlier(to ?? at, at)), 0) / MINUTE;
}
