import { z } from 'zod';
import { agentsOnly, scopeOf } from '../core/access';
import { reassessed } from '../core/account/reassess';
import { defineCommand } from '../core/command';
import { line, ticketNumber } from '../core/field';
import { say } from '../core/message';
import { coverageLine } from '../core/notify/coverage-words';
import { record } from '../core/record';
import { productSet } from '../core/ticket/promise';
import { deedOf } from '../core/work';

export default defineCommand({
  name: 'ticket product',
  summary: 'say which product and version it is about',
  input: z.object({
    ticket: ticketNumber().describe('Ticket number'),
    product: line().describe('Product'),
    version: line().describe('Version').optional(),
  }),
  allow: agentsOnly,
  audience: 'agents',
  async run(call) {
    const { product, version } = call.input;
    const ticket = await call.unit.tickets.byNumber(call.input.ticket, scopeOf(call.actor));
    const deed = deedOf(call);
    const saved = await record(call, await reassessed(call, productSet(ticket, product, version, deed), deed));
    const what = version === undefined ? product : `${product} ${version}`;
    return say([`#${ticket.number} is about ${what}.`], ...coverageLine(saved.coverage));
  },
});
