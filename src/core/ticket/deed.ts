import { UserError } from '../errors';
import { type Instant, later } from '../time';
import { type Change, isDone, type Named, STATUS_WORDS, type Ticket, type TicketEvent } from './ticket';

/** Who did it, when (by the SLA clock's rules) and by which way. `by` absent: the desk itself. */
export interface Deed {
  readonly by?: Named;
  readonly at: Instant;
  readonly via: string;
}

export const happened = (
  ticket: Ticket,
  deed: Deed,
  type: TicketEvent['type'],
  extra: Partial<TicketEvent> = {},
): TicketEvent => ({
  ticketId: ticket.id,
  type,
  at: deed.at,
  via: deed.via,
  ...(deed.by === undefined ? {} : { by: deed.by }),
  ...extra,
});

export const changed = (ticket: Ticket, change: Partial<Ticket>, ...events: TicketEvent[]): Change<Ticket> => ({
  next: { ...ticket, ...change },
  events,
});

/**
 * A change of status cannot lie before the last one: clocks of two machines differ, and words may arrive late.
 * Otherwise the ticket would be open while its history ends in a pause.
 */
export const notBefore = <D extends Deed>(deed: D, ticket: Ticket): D => ({
  ...deed,
  at: later(deed.at, ticket.statusSince),
});

/** @throws UserError when the ticket is over */
export function refuseDone(ticket: Ticket): void {
  if (!isDone(ticket.status)) return;
  const cure = ticket.status === 'resolved' ? ` \`ticket reopen ${ticket.number}\` opens it again.` : '';
  throw new UserError(
    'ticket.done',
    `#${ticket.number} is ${STATUS_WORDS[ticket.status]}.${cure} Nothing was changed.`,
  );
}
