import { z } from 'zod';
import { agentsAndCustomers, scopeOf } from '../core/access';
import { defineCommand } from '../core/command';
import { line, ticketNumber } from '../core/field';
import { say } from '../core/message';
import { record } from '../core/record';
import { reopened } from '../core/ticket/lifecycle';
import { deedOf } from '../core/work';

export default defineCommand({
  name: 'ticket reopen',
  summary: 'open a ticket again, or go on with one that waits',
  input: z.object({
    ticket: ticketNumber().describe('Ticket number'),
    reason: line().describe('Why').optional(),
  }),
  allow: agentsAndCustomers,
  async run(call) {
    const ticket = await call.unit.tickets.byNumber(call.input.ticket, scopeOf(call.actor));
    await record(call, reopened(ticket, call.input.reason, deedOf(call)));
    return say([ticket.status === 'open' ? `#${ticket.number} is open already.` : `#${ticket.number} is open again.`]);
  },
});
