import { randomUUID } from 'node:crypto';
import { strong } from '../message';
import type { Ticket } from '../ticket/ticket';
import type { Doing } from '../work';
import { homeOf } from './announce';

/** Sends an agent's words to the customer. It counts as an answer from the moment the platform has accepted it. */
export async function relay({ unit, actor, now }: Doing, ticket: Ticket, text: string): Promise<void> {
  const { member: by, name: byName } = actor;
  await unit.outbox.put(
    {
      key: `reply:${ticket.id}:${randomUUID()}`,
      act: homeOf(ticket),
      message: { lines: [[strong(`${byName}:`)], [text]] },
      follow: { type: 'public_reply', ticketId: ticket.id, by, byName, text },
      priority: 1,
    },
    now,
  );
}
