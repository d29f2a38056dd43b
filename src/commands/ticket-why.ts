import { z } from 'zod';
import { agentsAndCustomers, isAgent, scopeOf } from '../core/access';
import { defineCommand } from '../core/command';
import { ticketNumber } from '../core/field';
import { explain, explainToCustomer } from '../core/notify/explain';
import type { SlaPolicy } from '../core/sla/policy';

export default defineCommand({
  name: 'ticket why',
  summary: 'explain why a ticket is one and how its clocks stand',
  input: z.object({ ticket: ticketNumber().describe('Ticket number') }),
  allow: agentsAndCustomers,
  async run({ actor, input, unit, now }) {
    const ticket = await unit.tickets.byNumber(input.ticket, scopeOf(actor));
    const targets = await unit.targets.ofTicket(ticket.id);
    if (!isAgent(actor)) return { lines: explainToCustomer(ticket, targets, now) };
    const policies = new Map<string, SlaPolicy>();
    for (const id of new Set([ticket.policyId, ...targets.map(({ policyId }) => policyId)])) {
      policies.set(id, await unit.policies.get(id));
    }
    return { lines: explain(ticket, policies, targets, now) };
  },
});
