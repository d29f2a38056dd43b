import { UserError } from '../errors';
import { between, sayDuration } from '../time';
import type { Doing } from '../work';
import type { Ticket } from './ticket';

/** The word for whoever comes second: who has it, since when, and what they can do. */
export async function takenBy({ unit, at }: Doing, ticket: Ticket): Promise<UserError> {
  const history = await unit.tickets.history(ticket.id);
  const taken = history.findLast(({ type }) => type === 'claimed' || type === 'assigned');
  const ago = taken === undefined ? '' : ` ${sayDuration(between(taken.at, at))} before you`;
  const who = ticket.assignee?.name ?? 'Somebody';
  return new UserError(
    'ticket.taken',
    `${who} claimed #${ticket.number}${ago}. You can \`ticket assign ${ticket.number} @you\` or help in the thread. Nothing was changed.`,
  );
}
