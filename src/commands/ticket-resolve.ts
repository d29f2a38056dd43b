import { z } from 'zod';
import { agentsAndCustomers, scopeOf } from '../core/access';
import { defineCommand } from '../core/command';
import { line, ticketNumber } from '../core/field';
import { say } from '../core/message';
import { record } from '../core/record';
import { resolved } from '../core/ticket/lifecycle';
import { deedOf } from '../core/work';

export default defineCommand({
  name: 'ticket resolve',
  summary: 'mark a ticket as solved',
  input: z.object({
    ticket: ticketNumber().describe('Ticket number'),
    reason: line().describe('What solved it').optional(),
  }),
  allow: agentsAndCustomers,
  async run(call) {
    const ticket = await call.unit.tickets.byNumber(call.input.ticket, scopeOf(call.actor));
    await record(call, resolved(ticket, call.input.reason, deedOf(call)));
    return say([`#${ticket.number} is solved. A reply within 7 days opens it again.`]);
  },
});
