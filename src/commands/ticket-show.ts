import { z } from 'zod';
import { agentsAndCustomers, isAgent, scopeOf } from '../core/access';
import { loggedLine } from '../core/billing/draw-words';
import { defineCommand } from '../core/command';
import { ticketNumber } from '../core/field';
import { day, type Line, shorten, strong } from '../core/message';
import { nameOf, standingFor, targetLine, turnOf } from '../core/notify/words';
import { isOpen } from '../core/sla/target';

const LAST = 5;

export default defineCommand({
  name: 'ticket show',
  summary: 'show a ticket',
  input: z.object({ ticket: ticketNumber().describe('Ticket number') }),
  allow: agentsAndCustomers,
  async run({ actor, input, unit, now }) {
    const ticket = await unit.tickets.byNumber(input.ticket, scopeOf(actor));
    const messages = await unit.messages.ofTicket(ticket.id);
    const seen = messages.filter(({ audience }) => audience === 'customer' || isAgent(actor)).slice(-LAST);
    const words: Line[] = seen.map(({ byName, sentAt, text, audience, deletedAt }) => [
      `${byName}${audience === 'internal' ? ' (note)' : ''}, `,
      day(sentAt),
      `: ${deletedAt === undefined ? shorten(text, 200) : 'deleted'}`,
    ]);
    if (!isAgent(actor)) return { lines: [[strong(nameOf(ticket)), ` · ${standingFor(ticket)}`], ...words] };
    const targets = (await unit.targets.ofTicket(ticket.id)).filter(isOpen).map((target) => targetLine(target, now));
    return {
      lines: [
        [
          strong(nameOf(ticket)),
          ` · ${ticket.account ?? 'no account'} · ${ticket.severity} · ${ticket.assignee?.name ?? 'unclaimed'}`,
        ],
        [`${turnOf(ticket)} since `, day(ticket.status === 'open' ? ticket.lastWordAt : ticket.statusSince)],
        ...targets,
        ...loggedLine(await unit.ledger.ofTicket(ticket.id)),
        ...words,
      ],
    };
  },
});
