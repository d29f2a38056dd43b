import { z } from 'zod';
import { agentsOnly, scopeOf } from '../core/access';
import { defineCommand } from '../core/command';
import { UserError } from '../core/errors';
import { line, ticketNumber } from '../core/field';
import { answer } from '../core/intake/answer';
import { say } from '../core/message';

export default defineCommand({
  name: 'ticket answered',
  summary: 'say which ticket a message answers',
  input: z.object({
    ticket: ticketNumber().describe('Ticket number'),
    message: line().describe('The message'),
    place: line().describe('Where it stands'),
  }),
  allow: agentsOnly,
  hidden: true,
  async run(call) {
    const { unit, actor, input, on } = call;
    const ticket = await unit.tickets.byNumber(input.ticket, scopeOf(actor));
    if (on === undefined || on.author.member.memberId !== actor.member.memberId) {
      throw new UserError('message.unknown', 'I cannot find that message of yours any more. Nothing was changed.');
    }
    const known = await unit.messages.find(on.message.ref);
    if (known !== undefined) {
      const { number } = await unit.tickets.get(known.ticketId);
      return say([`That message already counts as your answer to #${number}. Nothing was changed.`]);
    }
    await answer({ ...call, at: on.message.sentAt, via: 'message' }, on.message, ticket);
    return say([`Counted as your answer to #${ticket.number}.`]);
  },
});
