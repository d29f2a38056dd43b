import { z } from 'zod';
import { agentsOnly, scopeOf } from '../core/access';
import { defineCommand } from '../core/command';
import { ticketNumber } from '../core/field';
import { say } from '../core/message';
import { record } from '../core/record';
import { MODE_WORDS, MODES } from '../core/subscription/plan';
import { modeSet } from '../core/ticket/promise';
import { deedOf } from '../core/work';

export default defineCommand({
  name: 'ticket mode',
  summary: 'say how the work on it is sold',
  input: z.object({
    ticket: ticketNumber().describe('Ticket number'),
    mode: z.enum(MODES).describe('How it is sold'),
  }),
  allow: agentsOnly,
  audience: 'agents',
  async run(call) {
    const ticket = await call.unit.tickets.byNumber(call.input.ticket, scopeOf(call.actor));
    await record(call, modeSet(ticket, call.input.mode, deedOf(call)));
    return say([`Work on #${ticket.number} counts as ${MODE_WORDS[call.input.mode]} from now on.`]);
  },
});
