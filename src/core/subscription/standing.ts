import type { LocalDate } from '../calendar/zone';
import { type Course, courseOn, inOrder, isOver, lastPeriod, plannedAfter } from './course';
import type { Standing, Term } from './term';

/**
 * What was in force on that day. It follows from the terms that count by then and from nothing else: no row is written
 * when a subscription renews by itself or ends, so no job that runs late can change the answer.
 */
export function standingOn(terms: readonly Term[], day: LocalDate): Standing {
  const ordered = inOrder(terms);
  return standingOf(courseOn(ordered, day), day, ordered);
}

export function standingOf(course: Course | undefined, day: LocalDate, ordered: readonly Term[]): Standing {
  if (course === undefined) {
    const from = plannedAfter(ordered, day);
    return { tag: 'none', ...(from === undefined ? {} : { from }) };
  }
  const { plan, price, period, since, autoRenew, cancelled, noticeDays, trial } = course;
  const { until } = lastPeriod(course);
  if (until !== undefined && isOver(course, day)) {
    return { tag: 'lapsed', plan, until, how: cancelled ? 'cancelled' : 'ended' };
  }
  return {
    tag: 'in_force',
    plan,
    from: period.from,
    ...(until === undefined ? {} : { until }),
    since,
    autoRenew,
    cancelled,
    ...(noticeDays === undefined ? {} : { noticeDays }),
    ...(price === undefined ? {} : { price }),
    trial,
  };
}
