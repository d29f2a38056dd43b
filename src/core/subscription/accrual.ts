import { type Money, minus, money, plus, share, zero } from '../billing/money';
import { addDays, daysBetween, type LocalDate } from '../calendar/zone';
import { inOrder, isOver } from './course';
import { addMonths, type Grid, monthsUntil } from './months';
import { MONTHS_IN, type Price } from './plan';
import type { Term } from './term';
import { courses } from './timeline';

/** What a plan earned, in one currency. */
export interface Earned {
  readonly plan: string;
  readonly amount: Money;
}

/**
 * What a subscription earns from the first to the last of these days, day by day out of each period of its price. Trials
 * earn nothing. Each day is the difference of two sums that were rounded alike, so what two ranges earn adds up to what
 * the whole of them does, and a whole period of a price is exactly that price.
 */
export function accrued(terms: readonly Term[], from: LocalDate, to: LocalDate): readonly Earned[] {
  const earned: Earned[] = [];
  for (const stretch of courses(inOrder(terms), from, to)) {
    const { course } = stretch;
    if (course?.price === undefined || course.trial || isOver(course, stretch.from)) continue;
    const { plan, price, priceFrom } = course;
    const amount = minus(
      earnedBefore(addDays(stretch.to, 1), price, priceFrom),
      earnedBefore(stretch.from, price, priceFrom),
    );
    const at = earned.findIndex((one) => one.plan === plan && one.amount.currency === amount.currency);
    const sum = plus(earned[at]?.amount ?? zero(amount.currency), amount);
    earned.splice(at < 0 ? earned.length : at, 1, { plan, amount: sum });
  }
  return earned;
}

/** All that a price has earned since it began to count, without the day itself. */
function earnedBefore(day: LocalDate, price: Price, grid: Grid): Money {
  const length = MONTHS_IN[price.per];
  const whole = Math.floor(monthsUntil(grid, day) / length);
  const [begins, ends] = [addMonths(grid, whole * length), addMonths(grid, (whole + 1) * length)];
  const rest = share(money(price.minor, price.currency), daysBetween(begins, day), daysBetween(begins, ends));
  return plus(share(price, whole, 1), rest);
}
