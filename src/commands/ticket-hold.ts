import { z } from 'zod';
import { agentsOnly, scopeOf } from '../core/access';
import { defineCommand } from '../core/command';
import { line, ticketNumber } from '../core/field';
import { say } from '../core/message';
import { record } from '../core/record';
import { put } from '../core/ticket/lifecycle';
import { deedOf } from '../core/work';

export default defineCommand({
  name: 'ticket hold',
  summary: 'put a ticket on hold, which stops the resolution clock',
  input: z.object({
    ticket: ticketNumber().describe('Ticket number'),
    reason: line().describe('Why it is on hold').optional(),
  }),
  allow: agentsOnly,
  audience: 'agents',
  async run(call) {
    const ticket = await call.unit.tickets.byNumber(call.input.ticket, scopeOf(call.actor));
    await record(call, put(ticket, 'on_hold', call.input.reason, deedOf(call)));
    return say([`#${ticket.number} is on hold. \`ticket reopen ${ticket.number}\` goes on with it.`]);
  },
});
