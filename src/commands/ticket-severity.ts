import { z } from 'zod';
import { agentsAndCustomers, isAgent, scopeOf } from '../core/access';
import { reassessed } from '../core/account/reassess';
import { defineCommand } from '../core/command';
import { ticketNumber } from '../core/field';
import { say } from '../core/message';
import { coverageLine } from '../core/notify/coverage-words';
import { record } from '../core/record';
import { severityField } from '../core/sla/policy';
import { severityAsked, severitySet } from '../core/ticket/promise';
import { deedOf } from '../core/work';

export default defineCommand({
  name: 'ticket severity',
  summary: 'say how bad it is, S1 being worst',
  input: z.object({
    ticket: ticketNumber().describe('Ticket number'),
    severity: severityField().describe('Severity'),
  }),
  allow: agentsAndCustomers,
  async run(call) {
    const { severity } = call.input;
    const ticket = await call.unit.tickets.byNumber(call.input.ticket, scopeOf(call.actor));
    if (!isAgent(call.actor)) {
      await record(call, severityAsked(ticket, severity, deedOf(call)));
      return say([`We have passed on that #${ticket.number} should be ${severity}. You will hear from us here.`]);
    }
    const deed = deedOf(call);
    const { coverage } = await record(call, await reassessed(call, severitySet(ticket, severity, deed), deed));
    const contract = coverage?.verdict === ticket.coverage?.verdict ? [] : coverageLine(coverage);
    return say([`#${ticket.number} is ${severity} now. Its open clocks were recounted from their start.`], ...contract);
  },
});
