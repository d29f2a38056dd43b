import { z } from 'zod';
import { agentsAndCustomers, isAgent, scopeOf } from '../core/access';
import { defineCommand } from '../core/command';
import { ticketNumber } from '../core/field';
import { say } from '../core/message';
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
    await record(call, severitySet(ticket, severity, deedOf(call)));
    return say([`#${ticket.number} is ${severity} now. Its open clocks were recounted from their start.`]);
  },
});
