import type { DeskSource } from '../desk/source';
import { messageOf, StoreUnavailable } from '../errors';
import type { Log } from '../log';
import { record } from '../record';
import type { SlaPolicy } from '../sla/policy';
import type { Store, Unit } from '../store';
import { repromised } from '../ticket/promise';
import type { Ticket } from '../ticket/ticket';
import { type Clock, type Instant, later, millis, SECOND } from '../time';
import type { Work } from '../work';

export interface MoveNeeds {
  readonly store: Store;
  readonly clock: Clock;
  readonly desk: DeskSource;
  readonly log: Log;
  readonly threadOf: Work['threadOf'];
  /** Names this process among the others on the same database. */
  readonly instance: string;
  /** Asked before each batch: a desk that is stopping leaves the rest for later. */
  readonly goesOn: () => boolean;
  readonly told?: (moved: number) => void;
}
/** Small, so that nobody who wants the database waits long. */
const BATCH = 20;
const LEASE = millis(30 * SECOND);
const NAME = 'moving open tickets';

/**
 * Moves open tickets to the policies that were last applied. What is left to do is found in the store, a batch at a time:
 * whoever is killed in the middle is followed by whoever comes next, and what was done is not done again. One process at
 * a time does it; answers with whether all is done.
 */
export async function moveTickets(needs: MoveNeeds): Promise<'done' | 'left'> {
  let after = 0;
  while (needs.goesOn()) {
    try {
      const moved = await moveSome(needs, after, BATCH);
      if (moved === 'none') return after === 0 ? 'done' : 'left';
      if (moved === 'another') return 'left';
      needs.told?.(moved);
    } catch (error) {
      if (error instanceof StoreUnavailable) return 'left';
      after = await moveEach(needs, after);
    }
  }
  return 'left';
}

/** One that cannot be moved must not hold up the others: each by itself, and past the failing one. */
async function moveEach(needs: MoveNeeds, from: number): Promise<number> {
  let after = from;
  for (let tries = 0; tries < BATCH && needs.goesOn(); tries++) {
    let at: Ticket | undefined;
    try {
      const moved = await moveSome(needs, after, 1, (ticket) => {
        at = ticket;
      });
      if (typeof moved === 'string') break;
      needs.told?.(moved);
    } catch (error) {
      if (at === undefined) throw error;
      needs.log.error('a ticket could not be moved to the new promise', { ticket: at.number, error: messageOf(error) });
      after = at.number;
    }
  }
  return after;
}

function moveSome(
  { store, clock, desk, threadOf, instance }: MoveNeeds,
  after: number,
  most: number,
  begun?: (ticket: Ticket) => void,
): Promise<number | 'none' | 'another'> {
  return store.transact(async (unit) => {
    const found = await nextToMove(unit, after, most);
    if (found === undefined) return 'none';
    const now = clock.now();
    if ((await unit.leases.hold(NAME, instance, now, LEASE)) === undefined) return 'another';
    for (const ticket of found.tickets) {
      begun?.(ticket);
      const deed = { at: changeOf(ticket, now), via: 'apply' };
      await record({ unit, desk: desk.current(), now, threadOf }, repromised(ticket, found.policy, deed));
    }
    return found.tickets.length;
  });
}

/** When a change of what is promised to a ticket happens. Never before its last word: what has ended keeps its verdict. */
export const changeOf = (ticket: Ticket, now: Instant): Instant =>
  [ticket.startedAt, ticket.statusSince, ticket.lastWordAt].reduce(later, now);

async function nextToMove(
  unit: Unit,
  after: number,
  most: number,
): Promise<{ readonly policy: SlaPolicy; readonly tickets: readonly Ticket[] } | undefined> {
  const applied = await unit.desks.latest('open tickets');
  for (const id of Object.values(applied?.policies ?? {})) {
    const policy = await unit.policies.get(id);
    const tickets = await unit.tickets.underEarlier(policy, after, most);
    if (tickets.length > 0) return { policy, tickets };
  }
  return undefined;
}

/** How many are still to be moved. */
export async function leftToMove(unit: Unit): Promise<number> {
  const applied = await unit.desks.latest('open tickets');
  let left = 0;
  for (const id of Object.values(applied?.policies ?? {}))
    left += await unit.tickets.countUnderEarlier(await unit.policies.get(id));
  return left;
}
