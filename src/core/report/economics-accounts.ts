import { type Currency, type Money, minus, plus, share, sum, zero } from '../billing/money';
import type { Rational } from '../billing/rational';
import type { Mode } from '../subscription/plan';
import { type Millis, millis } from '../time';
import { isBelow, percentOf } from './economics-percent';

/** Hours spent on an account within the period. */
export interface AccountWork {
  readonly account: string;
  readonly mode: Mode;
  readonly length: Millis;
}
/** What came in from an account, in the currency of the report. */
export interface AccountRevenue {
  readonly account: string;
  readonly amount: Money;
}

export interface AccountEconomics {
  readonly account: string;
  readonly revenue: Money;
  readonly hours: Millis;
  /** Of the hours spent. */
  readonly cost: Money;
  readonly margin: Money;
  /** In percent of revenue, with one decimal. Absent where nothing came in. */
  readonly marginPercent?: string;
}
/** How people call an account, by its id. */
export type NameOf = (account: string) => string;

export interface Spent {
  readonly hours: Millis;
  /** Absent where there was less than an hour to work in. */
  readonly hourCost?: Money;
  /** Cost of the time that went to no account, and what rounding the accounts' costs left. */
  readonly idle: Money;
  /** In the order of their ids. */
  readonly perAccount: readonly AccountEconomics[];
  /** Those with a margin below the threshold, the worst first. */
  readonly below: readonly AccountEconomics[];
}

const HOUR_OF = 3_600_000n;

/**
 * All cost spread over the time people have for customers. Where more was worked than they have, over what was worked: an
 * hour more makes each cheaper, and there is never more cost than there is.
 */
export function spentOn(
  cost: Money,
  capacity: Rational,
  work: readonly AccountWork[],
  revenue: readonly AccountRevenue[],
  threshold: Rational,
): Spent {
  const { currency } = cost;
  const hoursOf = totals(work.map(({ account, length }) => [account, length]));
  const hours = millis([...hoursOf.values()].reduce((all, length) => all + length, 0));
  const isOver = BigInt(hours) * capacity.below > capacity.top;
  const time: Rational = isOver ? { top: BigInt(hours), below: 1n } : capacity;
  const costOf = (length: number | bigint): Money =>
    time.top === 0n ? zero(currency) : share(cost, BigInt(length) * time.below, time.top);
  const revenueOf = revenues(revenue, currency);
  const names = [...new Set([...revenueOf.keys(), ...hoursOf.keys()])].sort();
  const perAccount = names.map((account) => {
    const length = millis(hoursOf.get(account) ?? 0);
    return accountOf(account, revenueOf.get(account) ?? zero(currency), length, costOf(length));
  });
  const attributed = sum(
    perAccount.map((account) => account.cost),
    currency,
  );
  return {
    hours,
    // Of less than an hour it says nothing, and may be more than there is money.
    ...(time.top < HOUR_OF * time.below ? {} : { hourCost: costOf(HOUR_OF) }),
    idle: minus(cost, attributed),
    perAccount,
    below: perAccount.filter(({ margin, revenue }) => isBelow(margin, revenue, threshold)).sort(byMargin),
  };
}

function accountOf(account: string, revenue: Money, hours: Millis, cost: Money): AccountEconomics {
  const margin = minus(revenue, cost);
  const marginPercent = percentOf(margin, revenue);
  return { account, revenue, hours, cost, margin, ...(marginPercent === undefined ? {} : { marginPercent }) };
}

const byMargin = (a: AccountEconomics, b: AccountEconomics): number => a.margin.minor - b.margin.minor;

function totals(entries: readonly (readonly [name: string, length: number])[]): ReadonlyMap<string, number> {
  const total = new Map<string, number>();
  for (const [name, length] of entries) total.set(name, (total.get(name) ?? 0) + length);
  return total;
}

function revenues(items: readonly AccountRevenue[], currency: Currency): ReadonlyMap<string, Money> {
  const total = new Map<string, Money>();
  for (const { account, amount } of items) total.set(account, plus(total.get(account) ?? zero(currency), amount));
  return total;
}
