import { sayDate } from '../calendar/say-date';
import { addDays, type LocalDate } from '../calendar/zone';
import { courseOn, inOrder, isOver, plannedAfter } from './course';
import type { Price } from './plan';
import { standingOn } from './standing';
import { type NewChange, refused, refuseTooLong } from './subscription-checks';
import type { InForce, Term } from './term';
import { standingLine, termLine } from './term-words';

export interface StartAsked {
  readonly plan: string;
  /** Today when absent. Days gone by are allowed where they overlap nothing. */
  readonly on?: LocalDate;
  readonly until?: LocalDate;
  readonly autoRenew?: boolean;
  readonly noticeDays?: number;
  readonly price?: Price;
  readonly trial?: boolean;
}

/** @throws UserError subscription.end, .too_long, .in_force, .planned, .backdated */
export function startSubscription(terms: readonly Term[], asked: StartAsked, today: LocalDate): NewChange<'started'> {
  const { plan, on = today, until, autoRenew = false, noticeDays, price, trial = false } = asked;
  refuseWrongEnd(on, { until, autoRenew, trial });
  const standing = standingOn(terms, on);
  if (standing.tag === 'in_force') throw inForce(standing, on);
  refuseOverlap(inOrder(terms), on, autoRenew ? undefined : until);
  return {
    type: 'started',
    on,
    plan,
    ...(until === undefined ? {} : { until }),
    autoRenew,
    ...(noticeDays === undefined ? {} : { noticeDays }),
    ...(price === undefined ? {} : { price }),
    trial,
  };
}

interface End {
  readonly until: LocalDate | undefined;
  readonly autoRenew: boolean;
  readonly trial: boolean;
}
function refuseWrongEnd(on: LocalDate, { until, autoRenew, trial }: End): void {
  if (until === undefined) {
    if (autoRenew) throw refused('end', 'To renew by itself it needs a first end. Say until when it runs at first.');
    if (trial) throw refused('end', 'A trial needs an end. Say until when it runs.');
    return;
  }
  if (until < on) {
    throw refused(
      'end',
      `It begins on ${sayDate(on)} and cannot end before that, on ${sayDate(until)}. Give a later end.`,
    );
  }
  refuseTooLong(on, until);
}

function inForce(standing: InForce, on: LocalDate): Error {
  const { until, autoRenew } = standing;
  const cure =
    until === undefined || autoRenew
      ? 'Change that one, or cancel it first.'
      : `Change or renew that one, or start the next on ${sayDate(addDays(until, 1))}.`;
  return refused('in_force', `There is a subscription on ${sayDate(on)}: ${standingLine(standing)}. ${cure}`);
}

/** Without an end it overlaps whatever begins later. */
function refuseOverlap(ordered: readonly Term[], on: LocalDate, until: LocalDate | undefined): void {
  const next = plannedAfter(ordered, on);
  if (next !== undefined && (until === undefined || until >= next)) {
    throw refused(
      'planned',
      `A subscription begins on ${sayDate(next)} already. Let this one end by ${sayDate(addDays(next, -1))}, or cancel that one first.`,
    );
  }
  const resumed = ordered.find(
    (term) => term.on > on && (next === undefined || term.on < next) && inForceOn(ordered, term.on),
  );
  if (resumed === undefined) return;
  throw refused(
    'backdated',
    `What came after ${sayDate(on)} goes back to an earlier subscription (${termLine(resumed)}), so none can be put before it. Start it on a later day.`,
  );
}

function inForceOn(ordered: readonly Term[], day: LocalDate): boolean {
  const course = courseOn(ordered, day);
  return course !== undefined && !isOver(course, day);
}
