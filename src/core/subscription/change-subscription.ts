import { sayDate } from '../calendar/say-date';
import type { LocalDate } from '../calendar/zone';
import { inOrder } from './course';
import type { Price } from './plan';
import { standingOn } from './standing';
import { type NewChange, refuseBackdated, refused } from './subscription-checks';
import type { Standing, Term } from './term';
import { standingLine } from './term-words';

export interface ChangeAsked {
  /** The present one when absent. */
  readonly plan?: string;
  /** Stays as agreed when absent. */
  readonly price?: Price;
  /** Today when absent. */
  readonly on?: LocalDate;
}

/** @throws UserError subscription.backdated, .not_in_force, .same */
export function changeSubscription(terms: readonly Term[], asked: ChangeAsked, today: LocalDate): NewChange<'changed'> {
  const { on = today, price } = asked;
  refuseBackdated(inOrder(terms), on, today);
  const standing = standingOn(terms, on);
  if (standing.tag !== 'in_force') throw notInForce(standing, on);
  const { plan = standing.plan } = asked;
  if (plan === standing.plan && (price === undefined || samePrice(price, standing.price))) {
    throw refused('same', `It is ${plan} on ${sayDate(on)} already. Name another plan, or another price.`);
  }
  return { type: 'changed', on, plan, ...(price === undefined ? {} : { price }) };
}

function notInForce(standing: Standing, on: LocalDate): Error {
  const cure =
    standing.tag === 'none' && standing.from !== undefined
      ? `Choose ${sayDate(standing.from)} or a later day.`
      : standing.tag === 'lapsed'
        ? 'Renew it, or start another.'
        : 'Start one first.';
  return refused('not_in_force', `Nothing is in force on ${sayDate(on)}: ${standingLine(standing)}. ${cure}`);
}

const samePrice = (a: Price, b: Price | undefined): boolean =>
  a.minor === b?.minor && a.currency === b.currency && a.per === b.per;
