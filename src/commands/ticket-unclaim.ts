import { z } from 'zod';
import { agentsOnly, scopeOf } from '../core/access';
import { defineCommand } from '../core/command';
import { ticketNumber } from '../core/field';
import { say } from '../core/message';
import { record } from '../core/record';
import { unclaimed } from '../core/ticket/lifecycle';
import { deedOf } from '../core/work';

export default defineCommand({
  name: 'ticket unclaim',
  summary: 'give a ticket back',
  input: z.object({ ticket: ticketNumber().describe('Ticket number') }),
  allow: agentsOnly,
  audience: 'agents',
  async run(call) {
    const ticket = await call.unit.tickets.byNumber(call.input.ticket, scopeOf(call.actor));
    await record(call, unclaimed(ticket, deedOf(call)));
    return say([`Nobody has #${ticket.number} now.`]);
  },
});
