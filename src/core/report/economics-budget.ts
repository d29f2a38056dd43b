import { type Currency, type Money, minus, sum, zero } from '../billing/money';
import { COST_PARTS, type Costs, type Economics, economicsFrom, inStreamOrder, type StreamRevenue } from './economics';
import { shareOfYear, yearsOf } from './economics-costs';
import type { ReportPeriod } from './report-period';

/** What a year was meant to cost and to bring in, in the currency of the report. */
export interface Budget {
  readonly year: number;
  readonly costs: Costs;
  readonly revenue: readonly StreamRevenue[];
}

/** `difference` is the actual amount minus the planned one. */
export interface PlanVsActual {
  readonly kind: 'cost' | 'revenue' | 'total';
  /** A part of the cost, a stream or, of the totals, `cost`, `revenue` and `profit`. */
  readonly what: string;
  readonly plan: Money;
  readonly actual: Money;
  readonly difference: Money;
}

/** The budget's share of the period by days, beside what it became. Empty when no year of it has a budget. */
export function planVsActual(
  actual: Economics,
  budgets: readonly Budget[],
  period: ReportPeriod,
): readonly PlanVsActual[] {
  const plan = budgetOf(budgets, period, actual.currency);
  if (plan === undefined) return [];
  const compare = (kind: PlanVsActual['kind'], what: string, planned: Money, became: Money): PlanVsActual => ({
    kind,
    what,
    plan: planned,
    actual: became,
    difference: minus(became, planned),
  });
  const streams = inStreamOrder([...plan.revenues, ...actual.revenues].map(({ stream }) => stream));
  return [
    ...COST_PARTS.map((part) => compare('cost', part, plan.costs[part], actual.costs[part])),
    ...streams.map((stream) => compare('revenue', stream, amountOf(plan, stream), amountOf(actual, stream))),
    compare('total', 'cost', plan.cost, actual.cost),
    compare('total', 'revenue', plan.revenue, actual.revenue),
    compare('total', 'profit', plan.profit, actual.profit),
  ];
}

const amountOf = ({ revenues, currency }: Economics, stream: string): Money =>
  revenues.find((one) => one.stream === stream)?.amount ?? zero(currency);

function budgetOf(budgets: readonly Budget[], period: ReportPeriod, currency: Currency): Economics | undefined {
  const parts = yearsOf(period).flatMap((part) =>
    budgets.filter(({ year }) => year === part.year).map((budget) => ({ part, budget })),
  );
  if (parts.length === 0) return undefined;
  const costOf = (what: keyof Costs): Money =>
    sum(
      parts.map(({ part, budget }) => shareOfYear(budget.costs[what], part)),
      currency,
    );
  const revenue = parts.flatMap(({ part, budget }) =>
    budget.revenue.map(({ stream, amount }) => ({ stream, amount: shareOfYear(amount, part) })),
  );
  const costs = { people: costOf('people'), tools: costOf('tools'), operation: costOf('operation') };
  return economicsFrom(currency, costs, revenue);
}
