import { z } from 'zod';
import { agentsOnly, scopeOf } from '../core/access';
import { defineCommand } from '../core/command';
import { line, ticketNumber } from '../core/field';
import { say } from '../core/message';
import { record } from '../core/record';
import { dismissed } from '../core/ticket/lifecycle';
import { deedOf } from '../core/work';

export default defineCommand({
  name: 'ticket dismiss',
  summary: 'mark a ticket as not a request',
  input: z.object({
    ticket: ticketNumber().describe('Ticket number'),
    reason: line().describe('Why it is none').optional(),
  }),
  allow: agentsOnly,
  audience: 'agents',
  async run(call) {
    const ticket = await call.unit.tickets.byNumber(call.input.ticket, scopeOf(call.actor));
    await record(call, dismissed(ticket, call.input.reason, deedOf(call)));
    return say([`Marked #${ticket.number} as not a request. It has no due times and counts in no report.`]);
  },
});
