import { type Currency, type Money, minus, plus, share, sum } from '../billing/money';
import { exactly, type Rational } from '../billing/rational';
import { percentOf } from './economics-percent';

/** People who are paid the same. `count` may have decimals, for those who work part of the time. */
export interface Post {
  readonly role?: string;
  readonly count: number;
  readonly annual: Money;
}
/** What the desk costs in a year. */
export interface AnnualCosts {
  readonly people: readonly Post[];
  readonly tools: Money;
  readonly operation: Money;
}
export const COST_PARTS = ['people', 'tools', 'operation'] as const;
export type CostPart = (typeof COST_PARTS)[number];
export type Costs = Readonly<Record<CostPart, Money>>;

/** The streams the desk itself knows; others may be named. This is also their order in reports. */
export const STREAMS = [
  'subscription',
  'incidents',
  'packs',
  'overage',
  'consulting',
  'training',
  'development',
  'maintenance',
  'platform',
] as const;
export interface StreamRevenue {
  readonly stream: string;
  readonly amount: Money;
}

/** The founding model: what a year costs and brings in, all in one currency. */
export interface EconomicModel {
  readonly currency: Currency;
  readonly costs: AnnualCosts;
  readonly revenue: readonly StreamRevenue[];
}
export interface Economics {
  readonly currency: Currency;
  readonly cost: Money;
  readonly costs: Costs;
  readonly revenue: Money;
  readonly revenues: readonly StreamRevenue[];
  readonly profit: Money;
  /** Profit in percent of revenue, with one decimal. Absent where nothing came in. */
  readonly margin?: string;
}

/**
 * `cost = salary x employees + tools + operation`, `profit = revenue - cost`.
 * @throws UserError money.mixed, money.large
 */
export function economicsOf({ currency, costs, revenue }: EconomicModel): Economics {
  const { people, tools, operation } = costs;
  const salaries = people.map(({ annual, count }) => times(annual, exactly(count)));
  return economicsFrom(currency, { people: sum(salaries, currency), tools, operation }, revenue);
}

/** The sums over costs and revenue that are known. */
export function economicsFrom(currency: Currency, costs: Costs, items: readonly StreamRevenue[]): Economics {
  const cost = sum(
    COST_PARTS.map((part) => costs[part]),
    currency,
  );
  const revenues = byStream(items);
  const revenue = sum(
    revenues.map(({ amount }) => amount),
    currency,
  );
  const profit = minus(revenue, cost);
  const margin = percentOf(profit, revenue);
  return { currency, cost, costs, revenue, revenues, profit, ...(margin === undefined ? {} : { margin }) };
}

/** One line for each stream: those the desk knows in their order, then the others by name. */
function byStream(items: readonly StreamRevenue[]): readonly StreamRevenue[] {
  const total = new Map<string, Money>();
  for (const { stream, amount } of items) {
    const before = total.get(stream);
    total.set(stream, before === undefined ? amount : plus(before, amount));
  }
  return inStreamOrder(total.keys()).flatMap((stream) => {
    const amount = total.get(stream);
    return amount === undefined ? [] : [{ stream, amount }];
  });
}

export function inStreamOrder(names: Iterable<string>): readonly string[] {
  const given = new Set(names);
  const known: readonly string[] = STREAMS;
  return [
    ...known.filter((stream) => given.has(stream)),
    ...[...given].filter((stream) => !known.includes(stream)).sort(),
  ];
}

export const times = (amount: Money, { top, below }: Rational): Money => share(amount, top, below);
