import type { LocalDate } from '../calendar/zone';
import { UserError } from '../errors';
import { type Currency, decimalsOf, type Money, money } from './money';
import { type Rational, rationalOf, roundAway } from './rational';

/**
 * By the day from which they count: what one unit of a currency is worth in the desk's own, as decimal text. A rate counts
 * until the next day that names the same currency.
 */
export type DatedRates = Readonly<Record<string, Readonly<Record<string, string>>>>;
export interface Rates {
  /** The desk's own currency, which has no rate. */
  readonly base: Currency;
  readonly dated: DatedRates;
}

const ONE: Rational = { top: 1n, below: 1n };

/** A rate as it may be written: a decimal text above 0. */
export const isRate = (text: string): boolean => (rationalOf(text)?.top ?? 0n) > 0n;

/**
 * The amount in another currency, by the rates of that day, through the desk's currency where neither is it. Exact until it
 * is rounded once, half away from zero.
 * @throws UserError rates.missing, rates.unreadable, money.large
 */
export function exchange(amount: Money, day: LocalDate, rates: Rates, into: Currency): Money {
  if (amount.currency === into) return amount;
  const [from, to] = [rateOn(amount.currency, day, rates), rateOn(into, day, rates)];
  const up = 10n ** BigInt(decimalsOf(into));
  const down = 10n ** BigInt(decimalsOf(amount.currency));
  const top = BigInt(amount.minor) * from.top * to.below * up;
  return money(roundAway({ top, below: from.below * to.top * down }), into);
}

function rateOn(currency: Currency, day: LocalDate, { base, dated }: Rates): Rational {
  if (currency === base) return ONE;
  let since = '';
  for (const [date, rates] of Object.entries(dated)) {
    if (date <= day && date > since && Object.hasOwn(rates, currency)) since = date;
  }
  const written = dated[since]?.[currency];
  if (written === undefined) {
    throw new UserError(
      'rates.missing',
      `There is no rate for ${currency} on ${day}; write under \`rates\` in the policy file what 1 ${currency} is worth in ${base}, such as "${day}": { ${currency}: "0.92" }.`,
    );
  }
  const rate = rationalOf(written);
  if (rate !== undefined && rate.top > 0n) return rate;
  throw new UserError(
    'rates.unreadable',
    `"${written}", the rate for ${currency} from ${since}, is not a number above 0; write it under \`rates\` in the policy file like "0.92".`,
  );
}
