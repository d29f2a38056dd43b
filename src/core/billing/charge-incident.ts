import type { Charge } from '../account/books';
import { localDateOf } from '../calendar/zone';
import type { Unit } from '../store';
import type { Ticket, TicketEvent, TicketId } from '../ticket/ticket';
import type { Work } from '../work';
import { negative } from './money';

/**
 * A covered request beyond the included ones costs what the plan says, and nothing if it turns out to be none or to be
 * covered otherwise. All are lines of their own, each written once.
 */
export async function chargeIncident(work: Work, ticket: Ticket, events: readonly TicketEvent[]): Promise<void> {
  const { unit, now } = work;
  const { account: name, coverage, id, number, status } = ticket;
  const judged = events.some(({ type }) => type === 'opened' || type === 'covered' || type === 'dismissed');
  if (name === undefined || !judged) return;
  const account = await unit.accounts.find(name);
  if (account === undefined) return;
  const line = {
    account: account.name,
    stream: 'incidents',
    day: localDateOf(account.zone, ticket.startedAt),
    note: `#${number}`,
    writtenAt: now,
  };
  const charge = status === 'dismissed' ? undefined : coverage?.charge;
  const { key, standing } = await linesOf(unit, id);
  if (charge !== undefined && standing === undefined) await unit.charges.add({ ...line, amount: charge }, key);
  if (charge === undefined && standing !== undefined)
    await unit.charges.add({ ...line, amount: negative(standing.amount) }, key);
}

const MOST_LINES = 100;
/** A ticket's lines take turns: charged, taken back, charged again. What stands now, and the key of the next one. */
async function linesOf(
  { charges }: Unit,
  id: TicketId,
): Promise<{ readonly key: string; readonly standing?: Charge | undefined }> {
  const on = `incident:${id}`;
  let standing: Charge | undefined;
  for (let line = 0; line < MOST_LINES; line++) {
    const key = line === 0 ? on : line === 1 ? `${on}:off` : `${on}:${line}`;
    const written = await charges.find(key);
    if (written === undefined) return { key, standing };
    standing = line % 2 === 0 ? written : undefined;
  }
  throw new Error(`ticket ${id} was charged and taken back more than ${MOST_LINES} times`);
}
