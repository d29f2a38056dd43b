import type { Account } from '../account/account';
import { sayDate } from '../calendar/say-date';
import { addDays, type LocalDate, startOfDay } from '../calendar/zone';
import type { Line } from '../message';
import type { Unit } from '../store';
import type { PlanBody } from '../subscription/plan';
import { millis, sayOpenTime } from '../time';

interface Used {
  readonly account: Account;
  readonly plan: PlanBody | undefined;
  readonly from: LocalDate;
  /** The last day that counts. */
  readonly to: LocalDate;
  /** A period that is over is told with both its days. */
  readonly period: 'running' | 'over';
}

/** What an account used of what it paid for. */
export async function usageLine(unit: Unit, { account, plan, from, to, period }: Used): Promise<Line> {
  const { name, zone } = account;
  const asked = await unit.tickets.countCovered(name, startOfDay(zone, from), startOfDay(zone, addDays(to, 1)));
  const draws = (await unit.ledger.draws(name)).filter(({ day }) => day >= from && day <= to);
  const worked = millis(draws.reduce((sum, { length }) => sum + length, 0));
  const of = plan?.incidents === undefined ? '' : ` of ${plan.incidents.aYear} a year`;
  const hours = plan?.hours === undefined ? '' : ` (${sayOpenTime(plan.hours)} a month included)`;
  const span = period === 'running' ? `since ${sayDate(from)}` : `from ${sayDate(from)} to ${sayDate(to)}`;
  return [
    `Used ${span}: ${asked} ${asked === 1 ? 'request' : 'requests'}${of}, ${sayOpenTime(worked)} of work${hours}.`,
  ];
}
