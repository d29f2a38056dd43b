import type { Calendar } from '../calendar/calendar';
import { readCalendar } from '../calendar/calendar';
import type { Instant, Millis } from '../time';
import type { Severity } from './severity';
import type { DisturbingHours, Step } from './step';

export { SEVERITIES, type Severity, severityField } from './severity';

export const TARGET_KINDS = ['first_response', 'next_response', 'update', 'resolution'] as const;
export type TargetKind = (typeof TARGET_KINDS)[number];

/** The statuses in which a clock may stand still. */
export const PAUSING_STATUSES = ['waiting', 'on_hold'] as const;
export type PausingStatus = (typeof PAUSING_STATUSES)[number];
/** Which clocks stand still in which status. */
export type Pauses = Readonly<Record<PausingStatus, readonly TargetKind[]>>;
export const USUAL_PAUSES: Pauses = {
  waiting: ['next_response', 'resolution'],
  on_hold: ['next_response', 'resolution'],
};

/** What is promised, as plain data, so that a version of it can be stored and read again years later. */
export interface PolicyBody {
  readonly name: string;
  /** The name people know the calendar by, and its content as the policy file wrote it. */
  readonly calendarName: string;
  readonly calendar: unknown;
  readonly targets: Readonly<Partial<Record<Severity, Readonly<Partial<Record<TargetKind, Millis>>>>>>;
  /** Percent of the target, in open time, after which to warn, where no steps say otherwise. */
  readonly warnAt: number;
  /** Who hears of a promise that runs out, in order; the usual steps when absent. */
  readonly steps?: readonly Step[];
  /** For a status left out, the usual ones: a policy stored before it could say so still reads the same. */
  readonly pauses?: Partial<Pauses>;
}

/** Whether this is promised at all, for some severity. */
export const promises = ({ targets }: PolicyBody, kind: TargetKind): boolean =>
  Object.values(targets).some((target) => target?.[kind] !== undefined);

export const pausedIn = ({ pauses }: PolicyBody, status: PausingStatus): readonly TargetKind[] =>
  pauses?.[status] ?? USUAL_PAUSES[status];

/** A policy body as it stood when first used. Never changed; a changed file makes the next version. */
export interface SlaPolicy extends PolicyBody {
  readonly id: string;
  readonly version: number;
  readonly since: Instant;
}

const calendars = new WeakMap<object, Calendar>();
/** The same policy, for one whose calendar was read in another way than a policy file's. */
export function withCalendar<P extends PolicyBody>(policy: P, calendar: Calendar): P {
  calendars.set(policy, calendar);
  return policy;
}

/** The calendar of a policy, or of a step's hours; built once per object. */
export function calendarOf(of: PolicyBody | DisturbingHours): Calendar {
  const known = calendars.get(of);
  if (known !== undefined) return known;
  const calendar = readCalendar(of.calendar as Parameters<typeof readCalendar>[0]);
  calendars.set(of, calendar);
  return calendar;
}
