import type { MessageRef } from '../message';
import { record } from '../record';
import type { Instant } from '../time';
import type { Work } from '../work';

/** The outcome of a change of words that nobody has as a ticket's. */
export const UNKNOWN = 'nothing: not a message of a ticket';

/** An edit or a deletion of a recorded message: what stood there before stays in the history. */
export async function takeChange(work: Work, ref: MessageRef, at: Instant, text: string | undefined): Promise<string> {
  const { unit } = work;
  const known = await unit.messages.find(ref);
  if (known === undefined) return UNKNOWN;
  const deleted = text === undefined;
  if (deleted ? known.deletedAt !== undefined : known.text === text) return 'nothing: no change of words';
  const ticket = await unit.tickets.get(known.ticketId);
  await unit.messages.update(deleted ? { ...known, deletedAt: at } : { ...known, text });
  const data = { messageId: ref.messageId, before: known.text, ...(deleted ? {} : { after: text }) };
  const by = { member: known.by, name: known.byName };
  const type = deleted ? 'deleted' : 'edited';
  await record(work, { next: ticket, events: [{ ticketId: ticket.id, type, at, by, via: 'message', data }] });
  return `${type} on #${ticket.number}`;
}
