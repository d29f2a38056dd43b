import { z } from 'zod';
import { agentsAndCustomers, scopeOf } from '../core/access';
import { defineCommand } from '../core/command';
import { channelAt } from '../core/desk/desk';
import { type Line, say, strong } from '../core/message';
import { nameOf, nextWordLine, standingFor } from '../core/notify/words';

const MOST = 10;

export default defineCommand({
  name: 'status',
  summary: 'say how your open requests stand',
  input: z.object({}),
  allow: agentsAndCustomers,
  async run({ actor, channel, desk, unit, now }) {
    if (channelAt(desk, channel) === undefined && actor.role === 'outsider') {
      return say(['Nobody from support reads here. Write in your support channel.']);
    }
    const scope = scopeOf(actor);
    const open = await unit.tickets.list({
      scope,
      statuses: ['open', 'waiting', 'on_hold'],
      ...(scope.of === 'everything' ? { channel } : {}),
      limit: MOST,
    });
    if (open.length === 0) return say(['Nothing is open. Write here and we will see it.']);
    const targets = await unit.targets.ofTickets(open.map(({ id }) => id));
    const lines: Line[] = open.map((ticket) => {
      const own = targets.filter(({ ticketId }) => ticketId === ticket.id);
      return [strong(nameOf(ticket)), ` · ${standingFor(ticket)}`, ...nextWordLine(own, now)];
    });
    return { lines };
  },
});
