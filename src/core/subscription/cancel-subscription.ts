import { sayDate } from '../calendar/say-date';
import { addDays, type LocalDate } from '../calendar/zone';
import { inOrder, plannedAfter } from './course';
import { standingOn } from './standing';
import { type NewChange, refuseBackdated, refused, refuseTooLong } from './subscription-checks';
import type { InForce, Standing, Term } from './term';
import { standingLine } from './term-words';

export interface CancelAsked {
  /** The last day. Absent: the present end; what is planned and has not begun is called off. */
  readonly until?: LocalDate;
}

/** It counts at once, or from its last day where that has passed. @throws UserError subscription.not_in_force, .no_end, .end, .cancelled, .too_long, .backdated */
export function cancelSubscription(
  terms: readonly Term[],
  asked: CancelAsked,
  today: LocalDate,
): NewChange<'cancelled'> {
  const ordered = inOrder(terms);
  const standing = standingOn(terms, today);
  const planned = plannedAfter(ordered, today);
  if (planned !== undefined && asked.until === undefined && endsAnyway(standing)) {
    return { type: 'cancelled', on: planned, until: addDays(planned, -1) };
  }
  if (standing.tag !== 'in_force') throw notInForce(standing, planned);
  const until = asked.until ?? standing.until;
  if (until === undefined) {
    throw refused('no_end', `${standing.plan} runs without an end. Say which day is to be its last.`);
  }
  refuseLate(standing, until);
  refuseTooLong(today, until);
  const on = until < today ? until : today;
  refuseBackdated(ordered, on, today);
  return { type: 'cancelled', on, until };
}

const endsAnyway = (standing: Standing): boolean =>
  standing.tag !== 'in_force' || (standing.until !== undefined && !standing.autoRenew);

function notInForce(standing: Standing, planned: LocalDate | undefined): Error {
  const cure =
    planned === undefined
      ? 'There is nothing to cancel.'
      : `Leave the day out to call off the one that begins on ${sayDate(planned)}.`;
  return refused('not_in_force', `Nothing is in force today: ${standingLine(standing)}. ${cure}`);
}

/** One that renews by itself may be cancelled for a later end: that is what a missed notice comes to. */
function refuseLate({ plan, until: end, autoRenew, cancelled }: InForce, until: LocalDate): void {
  if (end === undefined || autoRenew) return;
  if (until > end) {
    throw refused('end', `${plan} ends on ${sayDate(end)}, before ${sayDate(until)}. Renew it if it is to run longer.`);
  }
  if (cancelled && until === end) {
    throw refused(
      'cancelled',
      `${plan} is cancelled already and ends on ${sayDate(end)}. Give an earlier day, or renew it.`,
    );
  }
}
