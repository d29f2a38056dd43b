import { dueOf, type SlaTarget } from '../../src/core/sla/target';
import type { Store, TicketMessage } from '../../src/core/store';
import type { Ticket, TicketEvent } from '../../src/core/ticket/ticket';
import type { Instant } from '../../src/core/time';

/** Any desk that can be looked into, whatever it talks to. */
export interface Kept {
  readonly store: Store;
}

/** What stands in the store, read the way a lead would ask: by the number people say aloud. */
export const ticket = (w: Kept, number: number): Promise<Ticket> =>
  w.store.transact((unit) => unit.tickets.byNumber(number, { of: 'everything' }));

export const tickets = (w: Kept): Promise<readonly Ticket[]> =>
  w.store.transact((unit) => unit.tickets.list({ scope: { of: 'everything' }, limit: 1_000 }));

export const history = async (w: Kept, number: number): Promise<readonly TicketEvent[]> => {
  const { id } = await ticket(w, number);
  return w.store.transact((unit) => unit.tickets.history(id));
};
export const eventTypes = async (w: Kept, number: number): Promise<readonly string[]> =>
  (await history(w, number)).map(({ type }) => type);

export const words = async (w: Kept, number: number): Promise<readonly TicketMessage[]> => {
  const { id } = await ticket(w, number);
  return w.store.transact((unit) => unit.messages.ofTicket(id));
};

export async function target(w: Kept, number: number, kind: SlaTarget['kind']): Promise<SlaTarget | undefined> {
  const { id } = await ticket(w, number);
  const all = await w.store.transact((unit) => unit.targets.ofTicket(id));
  return all.find((one) => one.kind === kind);
}
/** The state of one promise: running, met, missed, paused. */
export const verdict = async (w: Kept, number: number, kind: SlaTarget['kind']): Promise<string | undefined> =>
  (await target(w, number, kind))?.state.tag;
/** `running until Mon 11:00`, `met`, `paused`: the same with its due time, in Berlin. */
export async function promise(w: Kept, number: number, kind: SlaTarget['kind']): Promise<string> {
  const found = await target(w, number, kind);
  if (found === undefined) return 'none';
  const due = found.state.tag === 'running' ? dueOf(found) : undefined;
  return due === undefined ? found.state.tag : `running until ${berlin(due)}`;
}

const inBerlin = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Berlin',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
});
/** `Mon 11:00` */
export const berlin = (at: Instant): string => inBerlin.format(at).replace(',', '');
