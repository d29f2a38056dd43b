import { type EntityManager, In, LessThan, MoreThan } from 'typeorm';
import type { PolicyName } from '../../core/store';
import type { Status, Ticket } from '../../core/ticket/ticket';
import { PolicyVersionTable, TicketTable } from './schema';
import { ticketOf } from './ticket-rows';

const UNFINISHED: readonly Status[] = ['open', 'waiting', 'on_hold'];

/** Their ids are asked for first: then the index finds the tickets, however many others there are. */
async function under(manager: EntityManager, { name, version }: PolicyName) {
  const earlier = await manager.findBy(PolicyVersionTable, { name, version: LessThan(version) });
  return { policyId: In(earlier.map(({ id }) => id)), status: In([...UNFINISHED]) };
}

/** Unfinished tickets under a version of a policy before this one, by number. */
export async function underEarlier(
  manager: EntityManager,
  policy: PolicyName,
  after: number,
  take: number,
): Promise<readonly Ticket[]> {
  const where = { ...(await under(manager, policy)), number: MoreThan(after) };
  return (await manager.find(TicketTable, { where, order: { number: 'ASC' }, take })).map(ticketOf);
}

export const countUnderEarlier = async (manager: EntityManager, policy: PolicyName): Promise<number> =>
  manager.countBy(TicketTable, await under(manager, policy));
