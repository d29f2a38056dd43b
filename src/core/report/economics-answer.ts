import { type Money, toDecimal } from '../billing/money';
import { type Rational, roundAway } from '../billing/rational';
import { HOUR } from '../time';
import { COST_PARTS, type Economics } from './economics';
import type { AccountEconomics } from './economics-accounts';
import type { PeriodEconomics } from './economics-period';

type Answer = Readonly<Record<string, unknown>>;

/** For programs: amounts in major units and hours as decimal text, which no reader of JSON rounds. */
export function economicsAnswer(result: Economics | PeriodEconomics): Answer {
  const { currency, cost, revenue, profit, margin, costs, revenues } = result;
  const totals: Answer = {
    currency,
    cost: toDecimal(cost),
    revenue: toDecimal(revenue),
    profit: toDecimal(profit),
    margin: margin ?? null,
    costs: Object.fromEntries(COST_PARTS.map((part) => [part, toDecimal(costs[part])])),
    revenues: Object.fromEntries(revenues.map(({ stream, amount }) => [stream, toDecimal(amount)])),
  };
  return 'period' in result ? { period: result.period, ...totals, ...spentAnswer(result) } : totals;
}

function spentAnswer(result: PeriodEconomics): Answer {
  const { hours, hourCost, idle, unattributed, threshold, perAccount, below, planVsActual } = result;
  return {
    hours: decimalHours(hours),
    hourCost: hourCost === undefined ? null : toDecimal(hourCost),
    idle: toDecimal(idle),
    unattributed: toDecimal(unattributed),
    accounts: perAccount.map(accountAnswer),
    threshold,
    below: below.map(({ account }) => account),
    plan: planVsActual.map(({ kind, what, ...amounts }) => ({ kind, what, ...decimals(amounts) })),
  };
}

const accountAnswer = ({ account, hours, marginPercent, ...amounts }: AccountEconomics): Answer => ({
  account,
  hours: decimalHours(hours),
  ...decimals(amounts),
  marginPercent: marginPercent ?? null,
});

const decimals = (amounts: Readonly<Record<string, Money>>): Answer =>
  Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, toDecimal(amount)]));

/** To a hundredth: `12.25`. */
export function decimalHours(length: number): string {
  const hundredths = inHundredths({ top: BigInt(length), below: BigInt(HOUR) });
  const digits = String(hundredths < 0n ? -hundredths : hundredths).padStart(3, '0');
  return `${hundredths < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
const inHundredths = ({ top, below }: Rational): bigint => roundAway({ top: top * 100n, below });
