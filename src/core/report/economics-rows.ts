import { type Money, toDecimal } from '../billing/money';
import { COST_PARTS, type Economics } from './economics';
import type { AccountEconomics, NameOf } from './economics-accounts';
import { decimalHours } from './economics-answer';
import type { PeriodEconomics } from './economics-period';

type Row = readonly [kind: string, name: string, figure: string, value: string, unit: string];

/** For a spreadsheet: one figure a row, the header first, so that another figure is another row and never a new column. */
export function economicsRows(
  result: Economics | PeriodEconomics,
  nameOf: NameOf = (account) => account,
): readonly (readonly string[])[] {
  const { cost, costs, revenue, revenues, profit, margin } = result;
  return [
    ['kind', 'name', 'figure', 'value', 'unit'],
    ...COST_PARTS.map((part) => amountRow('cost', part, 'amount', costs[part])),
    ...revenues.map(({ stream, amount }) => amountRow('revenue', stream, 'amount', amount)),
    amountRow('total', 'cost', 'amount', cost),
    amountRow('total', 'revenue', 'amount', revenue),
    amountRow('total', 'profit', 'amount', profit),
    ...percentRow('total', 'margin', margin),
    ...('period' in result ? periodRows(result, nameOf) : []),
  ];
}

function periodRows(result: PeriodEconomics, nameOf: NameOf): readonly Row[] {
  const { hours, hourCost, idle, unattributed, perAccount, planVsActual } = result;
  return [
    hoursRow('total', 'hours', hours),
    ...(hourCost === undefined ? [] : [amountRow('total', 'hour', 'cost', hourCost)]),
    amountRow('total', 'idle', 'cost', idle),
    amountRow('total', 'unattributed', 'revenue', unattributed),
    ...perAccount.flatMap((account) => accountRows(account, nameOf(account.account))),
    ...planVsActual.flatMap(({ kind, what, plan, actual, difference }) => [
      amountRow(`plan ${kind}`, what, 'plan', plan),
      amountRow(`plan ${kind}`, what, 'actual', actual),
      amountRow(`plan ${kind}`, what, 'difference', difference),
    ]),
  ];
}

const accountRows = (
  { revenue, hours, cost, margin, marginPercent }: AccountEconomics,
  name: string,
): readonly Row[] => [
  amountRow('account', name, 'revenue', revenue),
  hoursRow('account', name, hours),
  amountRow('account', name, 'cost', cost),
  amountRow('account', name, 'margin', margin),
  ...percentRow('account', name, marginPercent),
];

const amountRow = (kind: string, name: string, figure: string, amount: Money): Row => [
  kind,
  name,
  figure,
  toDecimal(amount),
  amount.currency,
];
const hoursRow = (kind: string, name: string, length: number): Row => [kind, name, 'hours', decimalHours(length), 'h'];
const percentRow = (kind: string, name: string, percent: string | undefined): readonly Row[] =>
  percent === undefined ? [] : [[kind, name, 'percent', percent, '%']];
