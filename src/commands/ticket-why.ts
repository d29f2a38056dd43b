import { z } from 'zod';
import { agentsAndCustomers, isAgent, scopeOf } from '../core/access';
import { defineCommand } from '../core/command';
import { ticketNumber } from '../core/field';
import { explain, explainToCustomer } from '../core/notify/explain';

export default defineCommand({
  name: 'ticket why',
  summary: 'explain why a ticket is one and how its clocks stand',
  input: z.object({ ticket: ticketNumber().describe('Ticket number') }),
  allow: agentsAndCustomers,
  async run({ actor, input, unit, now }) {
    const ticket = await unit.tickets.byNumber(input.ticket, scopeOf(actor));
    const targets = await unit.targets.ofTicket(ticket.id);
    if (!isAgent(actor)) return { lines: explainToCustomer(ticket, targets, now) };
    return { lines: explain(ticket, await unit.policies.get(ticket.policyId), targets, now) };
  },
});
