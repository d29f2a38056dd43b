import { type Currency, type Money, sum } from '../billing/money';
import { exchange, type Rates } from '../billing/rates';
import { rationalOf } from '../billing/rational';
import type { LocalDate } from '../calendar/zone';
import { type AnnualCosts, type Economics, economicsFrom } from './economics';
import { type AccountWork, type Spent, spentOn } from './economics-accounts';
import { type Budget, type PlanVsActual, planVsActual } from './economics-budget';
import { capacityOf, costsOfPeriod } from './economics-costs';
import type { ReportPeriod } from './report-period';

export const PRODUCTIVE_HOURS = 1_600;

/** Something that came in, or went back when it is negative. */
export interface RevenueItem {
  /** Absent: of no account. */
  readonly account?: string;
  readonly stream: string;
  readonly amount: Money;
  readonly day: LocalDate;
}

export interface PeriodFacts {
  readonly period: ReportPeriod;
  /** What the report is in. */
  readonly currency: Currency;
  readonly rates: Rates;
  readonly annual: AnnualCosts;
  /** What one person has for customers in a year; 1,600 unless given. */
  readonly productiveHours?: number;
  /** Items of other days are left out. */
  readonly revenue: readonly RevenueItem[];
  readonly work: readonly AccountWork[];
  /** A margin in percent, as decimal text: accounts below it are named. */
  readonly threshold: string;
  readonly budgets: readonly Budget[];
}

export interface PeriodEconomics extends Economics, Spent {
  readonly period: ReportPeriod;
  readonly threshold: string;
  /** Revenue of no account. */
  readonly unattributed: Money;
  readonly planVsActual: readonly PlanVsActual[];
}

/**
 * What a period cost and brought in, and what each account's part of it was. Its sums are exact: the accounts' revenue and
 * what is unattributed make the revenue; the cost of their hours and what is idle make the cost.
 * @throws UserError rates.missing, rates.unreadable, money.mixed, money.large
 */
export function periodEconomics(facts: PeriodFacts): PeriodEconomics {
  const { period, currency, rates, annual, threshold } = facts;
  const percent = rationalOf(threshold);
  if (percent === undefined) throw new Error(`the threshold "${threshold}" is not a number`);
  const items = facts.revenue
    .filter(({ day }) => period.from <= day && day <= period.to)
    .map((item) => ({ ...item, amount: exchange(item.amount, item.day, rates, currency) }));
  const economics = economicsFrom(currency, costsOfPeriod(annual, period, currency, rates), items);
  const capacity = capacityOf(annual, facts.productiveHours ?? PRODUCTIVE_HOURS, period);
  const earned = items.flatMap(({ account, amount }) => (account === undefined ? [] : [{ account, amount }]));
  return {
    period,
    threshold,
    ...economics,
    ...spentOn(economics.cost, capacity, facts.work, earned, percent),
    unattributed: sum(
      items.filter(({ account }) => account === undefined).map(({ amount }) => amount),
      currency,
    ),
    planVsActual: planVsActual(economics, facts.budgets, period),
  };
}
