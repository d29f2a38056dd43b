import { z } from 'zod';
import { agentsOnly, scopeOf } from '../core/access';
import { defineCommand } from '../core/command';
import { line, ticketNumber } from '../core/field';
import { say } from '../core/message';
import { record } from '../core/record';
import { put } from '../core/ticket/lifecycle';
import { deedOf } from '../core/work';

export default defineCommand({
  name: 'ticket wait',
  summary: 'wait for the customer, which stops the resolution clock',
  input: z.object({
    ticket: ticketNumber().describe('Ticket number'),
    reason: line().describe('What we wait for').optional(),
  }),
  allow: agentsOnly,
  audience: 'agents',
  async run(call) {
    const ticket = await call.unit.tickets.byNumber(call.input.ticket, scopeOf(call.actor));
    await record(call, put(ticket, 'waiting', call.input.reason, deedOf(call)));
    return say([`#${ticket.number} waits for ${ticket.requester.name}. Their next word opens it again.`]);
  },
});
