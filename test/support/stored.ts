import type { SlaTarget } from '../../src/core/sla/target';
import type { Store } from '../../src/core/store';
import type { Ticket, TicketEvent } from '../../src/core/ticket/ticket';

/** Whatever keeps a desk's rows. */
export interface Stored {
  readonly store: Store;
}

export const ticket = (w: Stored, number: number): Promise<Ticket> =>
  w.store.transact((unit) => unit.tickets.byNumber(number, { of: 'everything' }));
export const tickets = (w: Stored): Promise<readonly Ticket[]> =>
  w.store.transact((unit) => unit.tickets.list({ scope: { of: 'everything' }, limit: 1_000 }));
export const history = async (w: Stored, number: number): Promise<readonly TicketEvent[]> => {
  const { id } = await ticket(w, number);
  return w.store.transact((unit) => unit.tickets.history(id));
};
export const eventTypes = async (w: Stored, number: number): Promise<readonly string[]> =>
  (await history(w, number)).map(({ type }) => type);
export const words = async (w: Stored, number: number) => {
  const { id } = await ticket(w, number);
  return w.store.transact((unit) => unit.messages.ofTicket(id));
};
/** The state of one promise: running, met, missed, paused. */
export const verdict = async (w: Stored, number: number, kind: SlaTarget['kind']) => {
  const { id } = await ticket(w, number);
  const all = await w.store.transact((unit) => unit.targets.ofTicket(id));
  return all.find((one) => one.kind === kind)?.state.tag;
};
