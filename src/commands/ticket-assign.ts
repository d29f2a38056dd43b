import { z } from 'zod';
import { agentsOnly, scopeOf } from '../core/access';
import { defineCommand } from '../core/command';
import { UserError } from '../core/errors';
import { person, ticketNumber } from '../core/field';
import { say } from '../core/message';
import { record } from '../core/record';
import { assigned } from '../core/ticket/lifecycle';
import { deedOf } from '../core/work';

export default defineCommand({
  name: 'ticket assign',
  summary: 'hand a ticket to an agent',
  input: z.object({
    ticket: ticketNumber().describe('Ticket number'),
    to: person().describe('Who gets it'),
  }),
  allow: agentsOnly,
  audience: 'agents',
  async run(call) {
    const { unit, actor, input, people } = call;
    const ticket = await unit.tickets.byNumber(input.ticket, scopeOf(actor));
    const to = people.get(input.to);
    if (to?.role !== 'agent') {
      const who = to?.name ?? 'That person';
      throw new UserError('agent.unknown', `${who} is not on the support team, so #${ticket.number} stays as it is.`);
    }
    await record(call, assigned(ticket, { member: to.member, name: to.name }, deedOf(call)));
    return say([`#${ticket.number} belongs to ${to.name} now.`]);
  },
});
