import { z } from 'zod';
import { agentsAndCustomers, isAgent, scopeOf } from '../core/access';
import { defineCommand } from '../core/command';
import { line } from '../core/field';
import { type Button, type Line, say, strong } from '../core/message';
import { dueLine, nameOf, standingFor, turnOf } from '../core/notify/words';
import type { TicketFilter } from '../core/store';

const PAGE = 10;
const OPEN = ['open', 'waiting', 'on_hold'] as const;

export default defineCommand({
  name: 'ticket list',
  summary: 'list tickets',
  input: z.object({
    which: z.enum(['open', 'mine', 'unclaimed', 'all']).describe('Which tickets').optional(),
    page: line().describe('Page').optional(),
  }),
  allow: agentsAndCustomers,
  async run({ actor, input, unit, now }) {
    const page = Math.max(1, Number.parseInt(input.page ?? '1', 10) || 1);
    const which = input.which ?? 'open';
    const filter: TicketFilter = {
      scope: scopeOf(actor),
      ...(which === 'all' ? {} : { statuses: OPEN }),
      ...(which === 'unclaimed' ? { unassigned: true } : {}),
      ...(which === 'mine' ? (isAgent(actor) ? { assignee: actor.member } : { requester: actor.member }) : {}),
      limit: PAGE + 1,
      offset: (page - 1) * PAGE,
    };
    const found = await unit.tickets.list(filter);
    const shown = found.slice(0, PAGE);
    if (shown.length === 0) return say([which === 'open' ? 'No ticket is open.' : `No ticket (${which}).`]);
    const targets = await unit.targets.ofTickets(shown.map(({ id }) => id));
    const lines: Line[] = shown.map((ticket) => {
      const about = isAgent(actor)
        ? ` · ${ticket.account ?? 'no account'} · ${ticket.severity} · ${ticket.assignee?.name ?? 'unclaimed'} · ${turnOf(ticket)}`
        : ` · ${standingFor(ticket)}`;
      const own = targets.filter(({ ticketId }) => ticketId === ticket.id);
      return [strong(nameOf(ticket)), about, ...(isAgent(actor) ? dueLine(own, now) : [])];
    });
    const more: Button = { label: 'More', command: 'ticket list', input: { which, page: String(page + 1) } };
    return { lines, ...(found.length > PAGE ? { buttons: [more] } : {}) };
  },
});
