import { z } from 'zod';
import { agentsOnly, personOf, scopeOf } from '../core/access';
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
    const { unit, desk, actor, input } = call;
    const ticket = await unit.tickets.byNumber(input.ticket, scopeOf(actor));
    const member = { platform: actor.member.platform, memberId: input.to };
    const person = personOf(desk, member);
    if (person === undefined) {
      throw new UserError(
        'agent.unknown',
        'Only agents named in the policy file can be given a ticket by somebody else. Others can `ticket claim` it themselves. Nothing was changed.',
      );
    }
    await record(call, assigned(ticket, { member, name: person.name }, deedOf(call)));
    return say([`#${ticket.number} belongs to ${person.name} now.`]);
  },
});
