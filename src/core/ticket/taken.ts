import { UserError } from '../errors';
import { between, MINUTE, SECOND, sayDuration } from '../time';
import type { Doing } from '../work';
import type { Ticket } from './ticket';

/** The word for whoever comes second: who has it, since when, and what they can do. */
export async function takenBy({ unit, at, actor }: Doing, ticket: Ticket): Promise<UserError> {
  const history = await unit.tickets.history(ticket.id);
  const taken = history.findLast(({ type }) => type === 'claimed' || type === 'assigned');
  const who = ticket.assignee?.name ?? 'Somebody';
  const length = taken === undefined ? undefined : between(taken.at, at);
  const said =
    taken?.type === 'assigned'
      ? `${who} has #${ticket.number}: ${taken.by?.name ?? 'somebody'} assigned it.`
      : `${who} claimed #${ticket.number}${length === undefined ? '' : ` ${ago(length)}`}.`;
  const cure = `To take it over: \`ticket assign ${ticket.number} @${actor.name}\`; or help in the thread.`;
  return new UserError('ticket.taken', `${said} ${cure} Nothing was changed.`);
}

const ago = (length: ReturnType<typeof between>): string => {
  if (length >= MINUTE) return `${sayDuration(length)} before you`;
  return length >= SECOND ? `${Math.floor(length / SECOND)} s before you` : 'just before you';
};
