import { localDateOf } from '../calendar/zone';
import type { Ticket, TicketEvent } from '../ticket/ticket';
import type { Work } from '../work';
import { negative } from './money';

/**
 * A covered request beyond the included ones costs what the plan says, and nothing if it turns out to be none or to be
 * covered otherwise. Both are lines of their own, each written once.
 */
export async function chargeIncident(work: Work, ticket: Ticket, events: readonly TicketEvent[]): Promise<void> {
  const { unit, now } = work;
  const { account: name, coverage, id, number } = ticket;
  const judged = events.some(({ type }) => type === 'opened' || type === 'covered');
  const dismissed = events.some(({ type }) => type === 'dismissed');
  if (name === undefined || !(judged || dismissed)) return;
  const account = await unit.accounts.find(name);
  if (account === undefined) return;
  const line = {
    account: account.name,
    stream: 'incidents',
    day: localDateOf(account.zone, ticket.startedAt),
    note: `#${number}`,
    writtenAt: now,
  };
  const on = `incident:${id}`;
  const charge = dismissed ? undefined : coverage?.charge;
  if (charge !== undefined) return unit.charges.add({ ...line, amount: charge }, on);
  const written = await unit.charges.find(on);
  if (written !== undefined) await unit.charges.add({ ...line, amount: negative(written.amount) }, `${on}:off`);
}
