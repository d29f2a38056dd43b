import { addDays, type LocalDate } from '../calendar/zone';
import type { Grid } from './months';
import { type Length, type Period, periodAround, periodOf } from './period';
import type { Price } from './plan';
import type { Term } from './term';

/** A renewal that was written down before the period it adds begins. */
interface Ahead {
  readonly period: Period;
  readonly plan?: string;
  readonly price?: Price;
}
/** An account's subscription as its terms tell it up to one day: a standing, and what is needed to go on from there. */
export interface Course {
  /** That of the term that started it. What was written before it was meant for another. */
  readonly seq: number;
  readonly plan: string;
  readonly price?: Price;
  /** What the periods of the price are counted from. */
  readonly priceFrom: Grid;
  readonly began: LocalDate;
  readonly since: LocalDate;
  readonly period: Period | { readonly from: LocalDate; readonly until?: never; readonly length?: never };
  readonly ahead: readonly Ahead[];
  readonly autoRenew: boolean;
  readonly cancelled: boolean;
  readonly noticeDays?: number;
  readonly trial: boolean;
  /** What there was before, should this one be called off before it begins. */
  readonly before?: Course;
}

export const inOrder = (terms: readonly Term[]): readonly Term[] =>
  [...terms].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.seq - b.seq));

/** The last period agreed so far, whose end is that of the subscription. */
export const lastPeriod = ({ ahead, period }: Course): Course['period'] => ahead.at(-1)?.period ?? period;
export function isOver(course: Course, day: LocalDate): boolean {
  const { until } = lastPeriod(course);
  return until !== undefined && until < day && !course.autoRenew;
}

/** Undefined before the first. `ordered` as by `inOrder`. */
export function courseOn(ordered: readonly Term[], day: LocalDate): Course | undefined {
  let course: Course | undefined;
  for (const term of ordered) {
    if (term.on > day) break;
    course = apply(course && advance(course, term.on), term);
  }
  return course && advance(course, day);
}

/** The first day of one that is written down and has not begun; not of one that was called off. */
export function plannedAfter(ordered: readonly Term[], day: LocalDate): LocalDate | undefined {
  return ordered.find(({ type, on }) => type === 'started' && on > day && begins(courseOn(ordered, on), on))?.on;
}
const begins = (course: Course | undefined, on: LocalDate): boolean => course?.began === on && !isOver(course, on);

/** The next day on which the course may differ from what it is on `day`. */
export function nextTurn(ordered: readonly Term[], course: Course | undefined, day: LocalDate): LocalDate | undefined {
  const term = ordered.find(({ on }) => on > day)?.on;
  const until = course?.period.until;
  if (until === undefined || until < day) return term;
  const ends = addDays(until, 1);
  return term === undefined || ends < term ? ends : term;
}

/** Lets time pass: what was renewed ahead begins, and what renews by itself does. */
function advance(course: Course, day: LocalDate): Course {
  let now = course;
  for (const { period, plan, price } of course.ahead) {
    if (period.from > day) break;
    now = { ...paidFrom(now, period, price), plan: plan ?? now.plan, ahead: now.ahead.slice(1) };
  }
  const { period } = now;
  if (!now.autoRenew || period.until === undefined || period.until >= day) return now;
  const second = periodAround(period, addDays(period.until, 1));
  return { ...paidFrom(now, second), period: periodAround(period, day) };
}

/** A trial is one for its first period only, so its price counts from the day after. */
function paidFrom(course: Course, period: Period, price?: Price): Course {
  const counts = price !== undefined || course.trial;
  const priceFrom = counts ? gridOf(period.from, period.length) : course.priceFrom;
  return { ...course, ...(price === undefined ? {} : { price }), priceFrom, period, trial: false };
}

/** A price counts its months as the period does, or a year until 28 Feb would cost a day more than a year. */
const gridOf = (first: LocalDate, length?: Length): Grid => ({
  first,
  short: length?.unit === 'months' ? length.grid.short : 'last day',
});

/**
 * A term that finds nothing to act on changes nothing: an end may have been brought forward, or another subscription
 * begun, after a change was planned.
 */
function apply(course: Course | undefined, term: Term): Course | undefined {
  if (term.type === 'started') return start(course, term);
  if (course === undefined || term.seq < course.seq) return course;
  if (term.type === 'renewed') return renew(course, term);
  if (isOver(course, term.on)) return course;
  if (term.type === 'cancelled') return cancel(course, term);
  const { plan, price, on } = term;
  const priced = price === undefined ? {} : { price, priceFrom: gridOf(on, course.period.length) };
  return { ...course, ...priced, plan };
}

type Of<Type extends Term['type']> = Extract<Term, { readonly type: Type }>;

function start(before: Course | undefined, term: Of<'started'>): Course {
  const { seq, on, until, plan, price, noticeDays, autoRenew, trial } = term;
  const period: Course['period'] = until === undefined ? { from: on } : periodOf(on, until);
  const goesOn = before !== undefined && !isOver(before, addDays(on, -1));
  return {
    seq,
    plan,
    ...(price === undefined ? {} : { price }),
    priceFrom: gridOf(on, period.length),
    began: on,
    since: goesOn ? before.since : on,
    period,
    ahead: [],
    autoRenew: autoRenew && until !== undefined,
    cancelled: false,
    ...(noticeDays === undefined ? {} : { noticeDays }),
    trial,
    ...(before === undefined ? {} : { before }),
  };
}

function renew(course: Course, term: Of<'renewed'>): Course {
  const { until: end, length } = lastPeriod(course);
  if (end === undefined || term.until <= end) return course;
  const renewed = { ...course, cancelled: false };
  const { on, plan, price } = term;
  const added = { ...(plan === undefined ? {} : { plan }), ...(price === undefined ? {} : { price }) };
  if (!isOver(course, on)) {
    const period = periodOf(addDays(end, 1), term.until, length);
    return { ...renewed, ahead: [...course.ahead, { period, ...added }] };
  }
  if (term.until < on) return course;
  const period = periodOf(on, term.until, length);
  const gapless = addDays(end, 1) === on;
  const priced = gapless ? price : (price ?? course.price);
  return { ...paidFrom(renewed, period, priced), plan: plan ?? course.plan, since: gapless ? course.since : on };
}

/** The last period becomes shorter, or longer where it would have renewed by itself. */
function cancel(course: Course, { until }: Of<'cancelled'>): Course | undefined {
  if (until < course.began) return course.before;
  const ahead = course.ahead.filter(({ period }) => period.from <= until);
  const ended = { ...course, autoRenew: false, cancelled: true };
  const last = ahead.at(-1);
  if (last !== undefined) {
    return { ...ended, ahead: [...ahead.slice(0, -1), { ...last, period: { ...last.period, until } }] };
  }
  const length = course.period.length ?? periodOf(course.period.from, until).length;
  return { ...ended, ahead, period: { from: course.period.from, until, length } };
}
