import { z } from 'zod';
import { agentsOnly, scopeOf } from '../core/access';
import { defineCommand } from '../core/command';
import { ticketNumber } from '../core/field';
import { sameMember, say } from '../core/message';
import { record } from '../core/record';
import { claimed } from '../core/ticket/lifecycle';
import { takenBy } from '../core/ticket/taken';
import { deedOf } from '../core/work';

export default defineCommand({
  name: 'ticket claim',
  summary: 'take a ticket',
  input: z.object({ ticket: ticketNumber().describe('Ticket number') }),
  allow: agentsOnly,
  audience: 'agents',
  async run(call) {
    const ticket = await call.unit.tickets.byNumber(call.input.ticket, scopeOf(call.actor));
    const { assignee } = ticket;
    if (assignee !== undefined && !sameMember(assignee.member, call.actor.member)) throw await takenBy(call, ticket);
    await record(call, claimed(ticket, deedOf(call)));
    return say([assignee === undefined ? `#${ticket.number} is yours.` : `#${ticket.number} is yours already.`]);
  },
});
