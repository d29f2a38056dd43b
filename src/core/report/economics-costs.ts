import { type Currency, type Money, minus, share, sum } from '../billing/money';
import { exchange, type Rates } from '../billing/rates';
import { exactly, type Rational } from '../billing/rational';
import type { LocalDate } from '../calendar/zone';
import { DAY, HOUR } from '../time';
import { type AnnualCosts, type Costs, times } from './economics';
import type { ReportPeriod } from './report-period';

/** A year's part of a period: its days numbered from 0, `until` not included. */
export interface YearPart {
  readonly year: number;
  readonly from: number;
  readonly until: number;
  readonly days: number;
}

const dayNumber = (date: LocalDate | string): number => Date.parse(date) / DAY;
const newYear = (year: number): LocalDate => `${year}-01-01` as LocalDate;

/** The period cut at each new year. */
export function yearsOf({ from, to }: Pick<ReportPeriod, 'from' | 'to'>): readonly YearPart[] {
  const [first, last] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i): YearPart => {
    const year = first + i;
    const start = dayNumber(newYear(year));
    const days = dayNumber(newYear(year + 1)) - start;
    return {
      year,
      from: Math.max(0, dayNumber(from) - start),
      until: Math.min(days, dayNumber(to) + 1 - start),
      days,
    };
  });
}

/**
 * What of a year's amount belongs to a part of it, by days. Taken as the difference of what has gathered by its end and by
 * its beginning, so that the parts of a year add up to it to the last cent.
 */
export const shareOfYear = (annual: Money, { from, until, days }: YearPart): Money =>
  minus(share(annual, until, days), share(annual, from, days));

/** Costs of other currencies are changed once, at the rate of each new year, or quarters would not add up to the year. */
export function costsOfPeriod(annual: AnnualCosts, period: ReportPeriod, currency: Currency, rates: Rates): Costs {
  const years = yearsOf(period);
  const over = (amountsOf: (year: number) => readonly Money[]): Money =>
    sum(
      years.map((part) => shareOfYear(sum(amountsOf(part.year), currency), part)),
      currency,
    );
  const inOurs = (amount: Money, year: number): Money => exchange(amount, newYear(year), rates, currency);
  return {
    people: over((year) => annual.people.map((post) => inOurs(times(post.annual, exactly(post.count)), year))),
    tools: over((year) => [inOurs(annual.tools, year)]),
    operation: over((year) => [inOurs(annual.operation, year)]),
  };
}

/** How long all people can work for customers within the period, in milliseconds. */
export function capacityOf(annual: AnnualCosts, hoursAYear: number, period: ReportPeriod): Rational {
  const heads = annual.people.map(({ count }) => exactly(count)).reduce(add, { top: 0n, below: 1n });
  const years = yearsOf(period).map(
    ({ from, until, days }): Rational => ({ top: BigInt(until - from), below: BigInt(days) }),
  );
  const inYears = years.reduce(add, { top: 0n, below: 1n });
  const hours = exactly(hoursAYear);
  return {
    top: heads.top * inYears.top * hours.top * BigInt(HOUR),
    below: heads.below * inYears.below * hours.below,
  };
}

const add = (a: Rational, b: Rational): Rational => ({
  top: a.top * b.below + b.top * a.below,
  below: a.below * b.below,
});
