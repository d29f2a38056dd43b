import type { SlaTarget } from '../sla/target';
import type { Ticket, TicketEvent } from '../ticket/ticket';

/** A ticket as it stands after some events. */
export interface Changed {
  readonly ticket: Ticket;
  readonly targets: readonly SlaTarget[];
  readonly events: readonly TicketEvent[];
}
