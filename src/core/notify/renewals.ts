import type { Contract } from '../account/contract';
import type { Turn } from '../account/lapses';
import type { Reminder } from '../account/reminders';
import { GAPLESS_DAYS } from '../account/renew-subscription';
import { sayDate } from '../calendar/say-date';
import { addDays, startOfDay } from '../calendar/zone';
import type { Button, Line, Message } from '../message';
import { millis, sayOpenTime } from '../time';
import type { Work } from '../work';
import { ownersOf } from './uncovered';

type Here = Pick<Work, 'unit' | 'desk' | 'now'>;

/** The owner hears that an end comes near, with what the account used of what it paid for. Each step once. */
export async function tellOfReminder(here: Here, contract: Contract, reminder: Reminder): Promise<void> {
  const { name } = contract.account;
  await tell(here, name, reminder.key, {
    lines: [[`⏳ ${name}: ${reminder.line}`], ...(await usageLines(here, contract))],
    buttons: reminder.about === 'end' ? [renew(name), show(name)] : [show(name)],
  });
}

/** What happened by itself stands in the account's history, and the owner hears of it; once, whoever looks first. */
export async function tellOfTurn(here: Here, contract: Contract, turn: Turn): Promise<void> {
  const { unit, now } = here;
  const { name } = contract.account;
  if (!(await unit.digests.claim(turn.key, turn.day, now))) return;
  const type = turn.type === 'renewed' ? 'renewed' : 'lapsed';
  const data = { plan: turn.plan, until: turn.until, how: turn.type };
  await unit.accounts.append({ account: name, type, at: now, via: 'clock', data });
  await tell(here, name, turn.key, {
    lines: [
      [`${turn.type === 'renewed' ? '' : '🔴 '}${name}: ${wordsFor(turn)}`],
      ...(await usageLines(here, contract)),
    ],
    buttons: turn.type === 'renewed' ? [show(name)] : [renew(name), show(name)],
  });
}

function wordsFor({ type, plan, until }: Turn): string {
  if (type === 'renewed') return `${plan} has renewed itself and runs until ${sayDate(until)}.`;
  const ended = type === 'cancelled' ? 'was cancelled and ended' : 'ended';
  const gap =
    type === 'cancelled' ? '' : ` Renewed by ${sayDate(addDays(until, GAPLESS_DAYS))}, it goes on without a gap.`;
  return `${plan} ${ended} on ${sayDate(until)}. New requests have the community’s promise; open ones keep theirs.${gap}`;
}

/** What was used since the period began, or since it began for the last time. */
async function usageLines({ unit, now }: Here, { account, standing, plan }: Contract): Promise<readonly Line[]> {
  if (standing.tag !== 'in_force') return [];
  const asked = await unit.tickets.countCovered(account.name, startOfDay(account.zone, standing.from), now);
  const draws = (await unit.ledger.draws(account.name)).filter(({ day }) => day >= standing.from);
  const worked = millis(draws.reduce((sum, { length }) => sum + length, 0));
  const of = plan?.incidents === undefined ? '' : ` of ${plan.incidents.aYear} a year`;
  const hours = plan?.hours === undefined ? '' : ` (${sayOpenTime(plan.hours)} a month are included)`;
  return [
    [
      `Used since ${sayDate(standing.from)}: ${asked} ${asked === 1 ? 'request' : 'requests'}${of}, ${sayOpenTime(worked)} of work${hours}.`,
    ],
  ];
}

const renew = (account: string): Button => ({ label: 'Renew', command: 'subscription renew', input: { account } });
const show = (account: string): Button => ({ label: 'Show', command: 'subscription show', input: { account } });

async function tell(here: Here, account: string, key: string, message: Message): Promise<void> {
  for (const to of await ownersOf(here, account)) {
    const delivery = {
      key: `${key}:${to.platform}:${to.memberId}`,
      act: { type: 'dm', to } as const,
      message,
      priority: 7,
    };
    await here.unit.outbox.put(delivery, here.now);
  }
}
