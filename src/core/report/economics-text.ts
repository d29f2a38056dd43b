import { sayMoney } from '../billing/money';
import { sayOpenTime } from '../time';
import { COST_PARTS, type Economics } from './economics';
import type { AccountEconomics, NameOf } from './economics-accounts';
import type { PeriodEconomics } from './economics-period';

type Cells = readonly string[];

/** For the terminal: the amounts below one another, then for a period its accounts and its plan. */
export function economicsText(result: Economics | PeriodEconomics, nameOf: NameOf = (account) => account): string {
  const { cost, costs, revenue, revenues, profit, margin } = result;
  const main: readonly Cells[] = [
    ['Cost', said(cost)],
    ...COST_PARTS.map((part) => [`  ${part}`, said(costs[part])]),
    ['Revenue', said(revenue)],
    ...revenues.map(({ stream, amount }) => [`  ${plain(stream)}`, said(amount)]),
    ['Profit', said(profit)],
    ...(margin === undefined ? [] : [['Margin', `${margin} %`]]),
  ];
  if (!('period' in result)) return inColumns(main);
  const { label, from, to } = result.period;
  return [
    `${label}, ${from} to ${to}\n${inColumns(main)}`,
    accountTable(result, nameOf),
    belowText(result, nameOf),
    ...(result.planVsActual.length === 0 ? [] : [planTable(result)]),
  ].join('\n\n');
}

function accountTable(result: PeriodEconomics, nameOf: NameOf): string {
  const { perAccount, unattributed, idle, hours, hourCost, revenue, cost, profit } = result;
  const row = ({ account, revenue, hours, cost, margin, marginPercent }: AccountEconomics): Cells => [
    plain(nameOf(account)),
    said(revenue),
    sayOpenTime(hours),
    said(cost),
    said(margin),
    marginPercent === undefined ? '' : `${marginPercent} %`,
  ];
  const table = inColumns([
    ['Account', 'Revenue', 'Hours', 'Cost of hours', 'Margin', ''],
    ...perAccount.map(row),
    ['of no account', said(unattributed), '', said(idle), '', ''],
    ['all', said(revenue), sayOpenTime(hours), said(cost), said(profit), ''],
  ]);
  return hourCost === undefined ? table : `${table}\nAn hour costs ${sayMoney(hourCost)}.`;
}

const belowText = ({ below, threshold }: PeriodEconomics, nameOf: NameOf): string =>
  below.length === 0
    ? `No account has a margin below ${threshold} %.`
    : `Margin below ${threshold} %: ${below.map(({ account }) => plain(nameOf(account))).join(', ')}`;

const planTable = ({ planVsActual }: PeriodEconomics): string =>
  inColumns([
    ['Plan against actual', 'Plan', 'Actual', 'Difference'],
    ...planVsActual.map(({ kind, what, plan, actual, difference }) => [
      kind === 'total' ? what : `${kind}, ${plain(what)}`,
      said(plan),
      said(actual),
      said(difference),
    ]),
  ]);

const said = sayMoney;
/** A name from a file must not move the cursor or colour the terminal. */
const plain = (name: string): string => name.replace(/\p{C}/gu, ' ');

/** The first column to the left, the others to the right. */
function inColumns(rows: readonly Cells[]): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => (row[i] ?? '').length)));
  return rows
    .map((row) =>
      row
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
