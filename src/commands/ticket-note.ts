import { z } from 'zod';
import { agentsOnly, scopeOf } from '../core/access';
import { defineCommand } from '../core/command';
import { triageOf } from '../core/desk/desk';
import { paragraph, ticketNumber } from '../core/field';
import { say, strong } from '../core/message';
import { belowCard } from '../core/notify/announce';
import { record } from '../core/record';
import { noted } from '../core/ticket/lifecycle';
import { deedOf } from '../core/work';

export default defineCommand({
  name: 'ticket note',
  summary: 'write a note that only the team sees',
  input: z.object({
    ticket: ticketNumber().describe('Ticket number'),
    text: paragraph().describe('The note'),
  }),
  allow: agentsOnly,
  audience: 'agents',
  async run(call) {
    const { unit, actor, input, now } = call;
    const ticket = await unit.tickets.byNumber(input.ticket, scopeOf(actor));
    const saved = await record(call, noted(ticket, input.text, deedOf(call)));
    const channel = triageOf(call.desk, ticket);
    if (channel !== undefined) {
      const message = { lines: [[strong(`${actor.name}, note:`)], [input.text]] };
      const key = `note:${ticket.id}:${saved.version}`;
      await unit.outbox.put(
        { key, act: { type: 'post', channel, below: belowCard(ticket) }, message, priority: 2 },
        now,
      );
    }
    return say([`Noted on #${ticket.number}. The customer does not see it.`]);
  },
});
