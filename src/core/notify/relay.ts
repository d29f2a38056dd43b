import { randomUUID } from 'node:crypto';
import type { CustomerChannel } from '../desk/desk';
import { strong } from '../message';
import type { Follow } from '../queues';
import type { Ticket } from '../ticket/ticket';
import type { Doing } from '../work';
import { homeOf } from './announce';

/** Sends an agent's words to the customer. It counts as an answer from the moment the platform has accepted it. */
export async function relay({ unit, desk, actor, now }: Doing, ticket: Ticket, text: string): Promise<void> {
  const { member: by, name: byName } = actor;
  await unit.outbox.put(
    {
      key: `reply:${ticket.id}:${randomUUID()}`,
      act: homeOf(desk, ticket),
      message: { lines: [[strong(`${byName}:`)], [text]] },
      follow: { type: 'public_reply', ticketId: ticket.id, by, byName, text },
      priority: 1,
    },
    now,
  );
}

/** Posts a request that was made without a message of its own; once posted, that message becomes the ticket. */
export async function postRequest(
  { unit, now }: Doing,
  { place: channel, account }: CustomerChannel,
  request: Omit<Extract<Follow, { type: 'request' }>, 'type'>,
): Promise<void> {
  const title = strong(
    request.outward
      ? `${request.by.name} asks ${account}:`
      : `${request.by.name} noted this for ${request.requester.name}:`,
  );
  await unit.outbox.put(
    {
      key: `request:${randomUUID()}`,
      act: { type: 'post', channel },
      message: { lines: [[title], { quote: request.text }] },
      follow: { type: 'request', ...request },
      priority: 1,
    },
    now,
  );
}
