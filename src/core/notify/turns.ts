import { sayDate } from '../calendar/say-date';
import { addDays, startOfDay } from '../calendar/zone';
import type { Line } from '../message';
import type { Contract } from '../subscription/contract';
import { isStill, type Turn } from '../subscription/lapses';
import { GAPLESS_DAYS } from '../subscription/renew-subscription';
import { standingOn } from '../subscription/standing';
import type { Standing } from '../subscription/term';
import type { Work } from '../work';
import { renew, show, tellOwners } from './renewals';
import { usageLine } from './usage';

type Here = Pick<Work, 'unit' | 'desk' | 'now'>;

/**
 * What happened by itself stands in the account's history, once, whoever looks first; the owner hears of it, unless it
 * is no longer so.
 */
export async function tellOfTurn(here: Here, contract: Contract, turn: Turn): Promise<void> {
  const { unit, now } = here;
  const { name } = contract.account;
  if (!(await unit.digests.claim(turn.key, turn.day, now))) return;
  const type = turn.type === 'renewed' ? 'renewed' : 'lapsed';
  const data = { plan: turn.plan, until: turn.until, how: turn.type };
  await unit.accounts.append({ account: name, type, at: now, via: 'clock', data });
  if (!isStill(turn, contract.standing)) return;
  const before = standingOn(contract.terms, addDays(turn.day, -1));
  await tellOwners(here, name, turn.key, {
    lines: [
      [`${turn.type === 'renewed' ? '' : '🔴 '}${name}: ${wordsFor(turn, before)}`],
      ...(await usedBefore(here, contract, turn, before)),
    ],
    buttons: turn.type === 'renewed' ? [show(name)] : [renew(name), show(name)],
  });
}

function wordsFor({ type, plan, until }: Turn, before: Standing): string {
  const trial = before.tag === 'in_force' && before.trial;
  if (type === 'renewed') {
    const what = trial ? 'The trial is over; ' : '';
    return `${what}${plan} ${trial ? 'goes on by itself' : 'has renewed itself'} and runs until ${sayDate(until)}.`;
  }
  const ended = type === 'cancelled' ? 'was cancelled and ended' : 'ended';
  const gap =
    type === 'cancelled' ? '' : ` Renewed by ${sayDate(addDays(until, GAPLESS_DAYS))}, it goes on without a gap.`;
  return `${trial ? `The trial of ${plan}` : plan} ${ended} on ${sayDate(until)}. New requests have the community’s promise; open ones keep theirs.${gap}`;
}

/** Of the period that is over: of the one that has just begun nothing can have been used. */
async function usedBefore(
  { unit }: Here,
  { account }: Contract,
  { day }: Turn,
  before: Standing,
): Promise<readonly Line[]> {
  if (before.tag !== 'in_force') return [];
  const to = addDays(day, -1);
  const plan = await unit.plans.at(before.plan, startOfDay(account.zone, to));
  return [await usageLine(unit, { account, plan, from: before.from, to, period: 'over' })];
}
