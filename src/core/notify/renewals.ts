import { sayMember } from '../account/account';
import type { Button, Line, Message } from '../message';
import type { Contract } from '../subscription/contract';
import type { Reminder } from '../subscription/reminders';
import type { Work } from '../work';
import { ownersOf } from './uncovered';
import { usageLine } from './usage';

type Here = Pick<Work, 'unit' | 'desk' | 'now'>;

/** The owner hears that an end comes near, with what the account used of what it paid for. Each step once. */
export async function tellOfReminder(here: Here, contract: Contract, reminder: Reminder): Promise<void> {
  const { name } = contract.account;
  await tellOwners(here, name, reminder.key, {
    lines: [[`⏳ ${name}: ${reminder.line}`], ...(await usedSoFar(here, contract))],
    buttons: reminder.about === 'end' ? [renew(name), show(name)] : [show(name)],
  });
}

async function usedSoFar({ unit }: Here, { account, standing, plan, day }: Contract): Promise<readonly Line[]> {
  if (standing.tag !== 'in_force') return [];
  return [await usageLine(unit, { account, plan, from: standing.from, to: day, period: 'running' })];
}

export const renew = (account: string): Button => ({
  label: 'Renew',
  command: 'subscription renew',
  input: { account },
});
export const show = (account: string): Button => ({
  label: 'Show',
  command: 'subscription show',
  input: { account },
});

export async function tellOwners(here: Here, account: string, key: string, message: Message): Promise<void> {
  for (const to of await ownersOf(here, account)) {
    const delivery = {
      key: `${key}:${sayMember(to)}`,
      act: { type: 'dm', to } as const,
      message,
      priority: 7,
    };
    await here.unit.outbox.put(delivery, here.now);
  }
}
