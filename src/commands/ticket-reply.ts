import { z } from 'zod';
import { agentsOnly, scopeOf } from '../core/access';
import { defineCommand } from '../core/command';
import { UserError } from '../core/errors';
import { paragraph, ticketNumber } from '../core/field';
import { say } from '../core/message';
import { relay } from '../core/notify/relay';

export default defineCommand({
  name: 'ticket reply',
  summary: 'answer the customer in their thread',
  input: z.object({
    ticket: ticketNumber().describe('Ticket number'),
    text: paragraph().describe('What the customer will read'),
  }),
  allow: agentsOnly,
  audience: 'agents',
  async run(call) {
    const ticket = await call.unit.tickets.byNumber(call.input.ticket, scopeOf(call.actor));
    if (ticket.status === 'dismissed') {
      throw new UserError(
        'ticket.done',
        `#${ticket.number} is marked as not a request, so it has nobody to answer. Nothing was sent.`,
      );
    }
    await relay(call, ticket, call.input.text);
    return say([`On its way to ${ticket.requester.name} on #${ticket.number}.`]);
  },
});
