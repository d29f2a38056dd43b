import type { Desk } from './desk/desk';
import { messageOf, StoreUnavailable } from './errors';
import type { Log } from './log';
import { sendAlert } from './notify/alert';
import { record } from './record';
import { brokenAt, isOverdue, promiseName } from './sla/target';
import type { Deadline, Store } from './store';
import { closed } from './ticket/lifecycle';
import type { Ticket, TicketEvent } from './ticket/ticket';
import { type Clock, MINUTE, plus } from './time';
import type { Work } from './work';

export interface SweepNeeds {
  readonly store: Store;
  readonly clock: Clock;
  readonly desk: Desk;
  readonly log: Log;
  readonly threadOf: Work['threadOf'];
}
const AT_ONCE = 50;

/** Announces every deadline that has come, each in the unit that marks it as fired: once, or not yet. */
export async function sweep(needs: SweepNeeds): Promise<void> {
  let fired: number;
  do {
    try {
      fired = await fireSome(needs, AT_ONCE);
    } catch (error) {
      if (error instanceof StoreUnavailable) return needs.log.warn('deadlines wait for the database');
      fired = await fireEach(needs);
    }
  } while (fired === AT_ONCE);
}

function fireSome(
  { store, clock, desk, threadOf }: SweepNeeds,
  limit: number,
  begun?: (key: string) => void,
): Promise<number> {
  return store.transact(async (unit) => {
    const now = clock.now();
    const due = await unit.deadlines.fire(now, limit);
    for (const deadline of due) {
      begun?.(deadline.key);
      await fire({ unit, desk, now, threadOf }, deadline);
    }
    return due.length;
  });
}

/** One that cannot be announced must not hold up the others: each by itself, and the failing one in a minute. */
async function fireEach(needs: SweepNeeds): Promise<number> {
  const { store, clock, log } = needs;
  for (let done = 0; done < AT_ONCE; done++) {
    let key: string | undefined;
    try {
      const fired = await fireSome(needs, 1, (begun) => {
        key = begun;
      });
      if (fired === 0) return done;
    } catch (error) {
      log.error('a deadline could not be announced; it is tried again in a minute', { key, error: messageOf(error) });
      const failing = key;
      if (failing === undefined) return done;
      await store.transact((unit) => unit.deadlines.postpone(failing, plus(clock.now(), MINUTE)));
    }
  }
  return AT_ONCE;
}

/** Announces one deadline that has come. What it says follows from the target as it stands now, never from the timer. */
async function fire(work: Work, deadline: Deadline): Promise<void> {
  const ticket = await work.unit.tickets.get(deadline.ticketId);
  if (deadline.kind === 'close') {
    await record(work, closed(ticket, { at: deadline.dueAt, via: 'clock' }));
    return;
  }
  if (deadline.targetId === undefined) return;
  const target = await work.unit.targets.get(deadline.targetId);
  const { now } = work;
  const overdue = isOverdue(target, now);
  // Nobody needs a warning of what has already happened.
  if (deadline.kind === 'warn' && target.state.tag === 'running' && (brokenAt(target) ?? now) > now) {
    const event = clockEvent(ticket, 'warned', deadline.dueAt, promiseName(target));
    await record(work, { next: ticket, events: [event] });
    await sendAlert(work, ticket, target, 'warn');
  }
  if (deadline.kind === 'breach' && (overdue || target.state.tag === 'missed')) {
    const at = brokenAt(target) ?? deadline.dueAt;
    await record(work, {
      next: ticket,
      events: [clockEvent(ticket, 'breached', at, promiseName(target), target.changed?.why)],
    });
    await sendAlert(work, ticket, target, 'breach');
  }
}

const clockEvent = (
  ticket: Ticket,
  type: 'warned' | 'breached',
  at: TicketEvent['at'],
  target: string,
  why?: string,
): TicketEvent => ({
  ticketId: ticket.id,
  type,
  at,
  via: 'clock',
  data: { target },
  ...(why === undefined ? {} : { why }),
});
