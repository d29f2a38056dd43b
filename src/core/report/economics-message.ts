import { type Money, sayMoney } from '../billing/money';
import { type Line, type Message, say, strong } from '../message';
import { sayOpenTime } from '../time';
import { COST_PARTS, type Economics } from './economics';
import type { AccountEconomics, NameOf } from './economics-accounts';
import type { PeriodEconomics } from './economics-period';

/** More would not be read on a phone; the command line has all. */
const MOST_ACCOUNTS = 10;

/** For leads, in chat. The first line alone has what matters. */
export function economicsMessage(result: Economics | PeriodEconomics, nameOf: NameOf = (account) => account): Message {
  const { revenue, cost, profit, margin, revenues, costs } = result;
  const period = 'period' in result ? result : undefined;
  const first: Line = [
    ...(period === undefined ? [] : [`${period.period.label}: `]),
    strong(`profit ${sayMoney(profit)}`),
    `, revenue ${bare(revenue)}, cost ${bare(cost)}${margin === undefined ? '' : `, margin ${margin} %`}.`,
  ];
  const streams = revenues.map(({ stream, amount }) => `${stream} ${bare(amount)}`);
  return say(
    first,
    ...(streams.length === 0 ? [] : [[`Revenue: ${streams.join(' · ')}`]]),
    [`Cost: ${COST_PARTS.map((part) => `${part} ${bare(costs[part])}`).join(' · ')}`],
    ...(period === undefined ? [] : linesOf(period, nameOf)),
  );
}

function linesOf(result: PeriodEconomics, nameOf: NameOf): readonly Line[] {
  const { hours, hourCost, idle, planVsActual } = result;
  const against = planVsActual.filter(({ kind }) => kind === 'total');
  const each = hourCost === undefined ? '' : ` at ${bare(hourCost)} each`;
  return [
    [`Hours on accounts: ${sayOpenTime(hours)}${each} · cost of no account: ${bare(idle)}`],
    ...(against.length === 0
      ? []
      : [[`Against plan: ${against.map(({ what, difference }) => `${what} ${signed(difference)}`).join(' · ')}`]]),
    [belowLine(result, nameOf)],
  ];
}

function belowLine({ below, threshold }: PeriodEconomics, nameOf: NameOf): string {
  if (below.length === 0) return `No account has a margin below ${threshold} %.`;
  const said = below.slice(0, MOST_ACCOUNTS).map((account) => `${nameOf(account.account)} ${marginOf(account)}`);
  const rest = below.length - said.length;
  return `Margin below ${threshold} % (${below.length}): ${said.join(' · ')}${rest > 0 ? ` · and ${rest} more` : ''}`;
}

const marginOf = ({ margin, marginPercent }: AccountEconomics): string =>
  `${bare(margin)}${marginPercent === undefined ? '' : ` (${marginPercent} %)`}`;

/** Without its currency, which the first line has said. */
const bare = (amount: Money): string => sayMoney(amount).replace(/ [A-Z]{3}$/, '');
const signed = (amount: Money): string => `${amount.minor > 0 ? '+' : ''}${bare(amount)}`;
