import { z } from 'zod';
import { agentsOnly, scopeOf } from '../core/access';
import { defineCommand } from '../core/command';
import { ticketNumber } from '../core/field';
import { cardOf } from '../core/notify/announce';

export default defineCommand({
  name: 'ticket actions',
  summary: 'work on the ticket a message belongs to',
  input: z.object({ ticket: ticketNumber().describe('Ticket number') }),
  allow: agentsOnly,
  hidden: true,
  async run(call) {
    const ticket = await call.unit.tickets.byNumber(call.input.ticket, scopeOf(call.actor));
    return cardOf(call, ticket, await call.unit.targets.ofTicket(ticket.id));
  },
});
