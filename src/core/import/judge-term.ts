import { sayDate } from '../calendar/say-date';
import { addDays, type LocalDate } from '../calendar/zone';
import { UserError } from '../errors';
import { cancelSubscription } from '../subscription/cancel-subscription';
import { changeSubscription } from '../subscription/change-subscription';
import { renewSubscription } from '../subscription/renew-subscription';
import { standingOn } from '../subscription/standing';
import { startSubscription } from '../subscription/start-subscription';
import type { Term } from '../subscription/term';
import { CellError } from './cell-error';
import { type DatedChange, sameAs } from './term-row';

/**
 * Refuses what chat would refuse whenever it was asked for. A history is told in order and each change was right on its
 * own day, so today is here the day the row counts from, not that of the import. What was planned need not be right on
 * that day any more, since something else may have been planned before it comes: two renewals of what has ended, say, of
 * which the first one counts. So it may be right on the day before any of the terms above, too.
 * @throws CellError, or UserError subscription.*
 */
export function judgeTerm(terms: readonly Term[], change: DatedChange): void {
  const { on } = change;
  try {
    judgeOn(on, terms, change);
  } catch (refusal) {
    const others = new Set(terms.filter((term) => term.on <= on).map((term) => addDays(term.on, -1)));
    if (![...others].some((today) => isRightOn(today, terms, change))) throw onThatDay(refusal, on);
  }
}

/** Nobody who reads a list of years means that day by today. */
const onThatDay = (refusal: unknown, day: LocalDate): unknown =>
  refusal instanceof UserError
    ? new UserError(refusal.code, refusal.message.replace(' today', ` on ${sayDate(day)}`))
    : refusal;

function isRightOn(today: LocalDate, terms: readonly Term[], change: DatedChange): boolean {
  try {
    judgeOn(today, terms, change);
    return true;
  } catch (refusal) {
    if (refusal instanceof CellError || refusal instanceof UserError) return false;
    throw refusal;
  }
}

function judgeOn(today: LocalDate, terms: readonly Term[], change: DatedChange): void {
  const granted = grantedOn(today, terms, change);
  if (sameAs(granted) === sameAs(change)) return;
  throw new CellError('on', `This would count from ${sayDate(granted.on)}. Write ${granted.on} here.`);
}

function grantedOn(today: LocalDate, terms: readonly Term[], change: DatedChange): DatedChange {
  switch (change.type) {
    case 'started':
      return startSubscription(terms, change, today);
    case 'changed':
      return changeSubscription(terms, change, today);
    case 'renewed': {
      const { on, until, plan, price } = change;
      const asked = { until, ...(plan === undefined ? {} : { plan }), ...(price === undefined ? {} : { price }) };
      // Only one that has ended is asked for the day it begins again; another goes on from its end.
      const again = standingOn(terms, today).tag === 'lapsed' ? { on } : {};
      return renewSubscription(terms, { ...asked, ...again }, today);
    }
    case 'cancelled':
      return change.until < change.on
        ? calledOff(terms, change)
        : cancelSubscription(terms, { until: change.until }, today);
  }
}

/**
 * What ends on the day before it counts was called off before it began, on some day until then. From the last of them on
 * nothing else is planned first.
 */
function calledOff(terms: readonly Term[], change: Extract<DatedChange, { readonly type: 'cancelled' }>): DatedChange {
  const before = addDays(change.on, -1);
  if (change.until === before) {
    const granted = cancelSubscription(terms, {}, before);
    if (granted.on === change.on) return granted;
  }
  throw new CellError(
    'until',
    `Nothing that begins on ${sayDate(change.on)} could be called off. Where something in force ends, write a day under "on" that is not after its last day.`,
  );
}
