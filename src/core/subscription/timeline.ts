import { addDays, type LocalDate } from '../calendar/zone';
import { type Course, courseOn, inOrder, nextTurn } from './course';
import { standingOf } from './standing';
import type { Standing, Term } from './term';

export interface Stretch {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly standing: Standing;
}
interface CourseStretch {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly course: Course | undefined;
}

/** A subscription that renews every day for a century; more is a mistake in a date. */
const MOST_STRETCHES = 40_000;

/** Stretches of days between one possible turn and the next. @throws RangeError */
export function courses(ordered: readonly Term[], from: LocalDate, to: LocalDate): readonly CourseStretch[] {
  const found: CourseStretch[] = [];
  let day = from;
  while (day <= to) {
    if (found.length === MOST_STRETCHES) throw new RangeError(`${from} to ${to} has more changes than can be listed`);
    const course = courseOn(ordered, day);
    const next = nextTurn(ordered, course, day);
    const last = next === undefined || next > to ? to : addDays(next, -1);
    found.push({ from: day, to: last, course });
    day = addDays(last, 1);
  }
  return found;
}

/** Every day from `from` to `to` once, days with the same standing together. */
export function timeline(terms: readonly Term[], from: LocalDate, to: LocalDate): readonly Stretch[] {
  const ordered = inOrder(terms);
  const stretches: Stretch[] = [];
  for (const found of courses(ordered, from, to)) {
    const standing = standingOf(found.course, found.from, ordered);
    const last = stretches.at(-1);
    if (last !== undefined && same(last.standing, standing))
      stretches[stretches.length - 1] = { ...last, to: found.to };
    else stretches.push({ from: found.from, to: found.to, standing });
  }
  return stretches;
}

// All are made in one place, with their fields in one order.
const same = (a: Standing, b: Standing): boolean => JSON.stringify(a) === JSON.stringify(b);
