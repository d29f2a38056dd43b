import { sayDate } from '../calendar/say-date';
import { addDays, daysBetween, type LocalDate } from '../calendar/zone';
import { type Course, courseOn, inOrder, isOver, lastPeriod, plannedAfter } from './course';
import { type Period, periodFrom } from './period';
import type { Price } from './plan';
import { standingOf } from './standing';
import { type NewChange, refuseBackdated, refused, refuseTooLong } from './subscription-checks';
import type { Term } from './term';
import { standingLine } from './term-words';

export interface RenewAsked {
  /** As long as the last period when absent. */
  readonly until?: LocalDate;
  /** From the further period on; each stays as it is when absent. */
  readonly plan?: string;
  readonly price?: Price;
  /** For one that has lapsed: the first day it is in force again. */
  readonly on?: LocalDate;
}

/** So late after its end people mean to go on without a gap; later they mean to begin again. */
export const GAPLESS_DAYS = 30;

/** @throws UserError subscription.not_in_force, .no_end, .end, .too_long, .planned, .backdated */
export function renewSubscription(terms: readonly Term[], asked: RenewAsked, today: LocalDate): NewChange<'renewed'> {
  const ordered = inOrder(terms);
  const course = courseOn(ordered, today);
  if (course === undefined) {
    const line = standingLine(standingOf(course, today, ordered));
    throw refused('not_in_force', `There is nothing to renew: ${line}. Start one instead.`);
  }
  const last = lastPeriod(course);
  if (last.until === undefined) {
    throw refused(
      'no_end',
      `${course.plan} runs without an end, so there is nothing to renew. Change it, or cancel it.`,
    );
  }
  const { on, from } = isOver(course, today) ? again(last, asked, today) : onward(course, last, asked, today);
  refuseBackdated(ordered, on, today);
  const until = asked.until ?? periodFrom(from, last.length).until;
  refuseShort(last, from, until);
  refuseTooLong(from, until);
  refusePlanned(ordered, { today, until, end: last.until });
  const { plan, price } = asked;
  return {
    type: 'renewed',
    on,
    until,
    ...(plan === undefined ? {} : { plan }),
    ...(price === undefined ? {} : { price }),
  };
}

interface Begin {
  readonly on: LocalDate;
  readonly from: LocalDate;
}

function onward(course: Course, { until }: Period, asked: RenewAsked, today: LocalDate): Begin {
  const from = addDays(until, 1);
  if (asked.on === undefined || asked.on === from) return { on: today, from };
  throw refused(
    'end',
    `${course.plan} is in force until ${sayDate(until)}, so the further period begins on ${sayDate(from)}. Leave the day out.`,
  );
}

function again(last: Period, asked: RenewAsked, today: LocalDate): Begin {
  const next = addDays(last.until, 1);
  if (asked.on !== undefined) {
    if (asked.on >= next) return { on: asked.on, from: asked.on };
    throw refused('end', `It was in force until ${sayDate(last.until)}. Choose ${sayDate(next)} or a later day.`);
  }
  // A further week that is over by today would help nobody.
  const reaches = (asked.until ?? periodFrom(next, last.length).until) >= today;
  const on = reaches && daysBetween(last.until, today) <= GAPLESS_DAYS ? next : today;
  return { on, from: on };
}

function refuseShort({ until: end }: Period, from: LocalDate, until: LocalDate): void {
  if (until >= from) return;
  const why =
    until <= end ? `it runs until ${sayDate(end)} already` : `the further period begins on ${sayDate(from)} only`;
  throw refused('end', `It cannot be renewed until ${sayDate(until)}: ${why}. Give a later end.`);
}

function refusePlanned(
  ordered: readonly Term[],
  { today, until, end }: { readonly today: LocalDate; readonly until: LocalDate; readonly end: LocalDate },
): void {
  const next = plannedAfter(ordered, today);
  if (next === undefined || until < next) return;
  const before = addDays(next, -1);
  const cure = before > end ? `Renew it until ${sayDate(before)} at most, or cancel that one` : 'Cancel that one';
  throw refused('planned', `Another subscription begins on ${sayDate(next)}. ${cure} first.`);
}
