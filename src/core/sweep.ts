import type { AlertKind } from './alerts';
import type { Desk } from './desk/desk';
import { messageOf, StoreUnavailable } from './errors';
import type { Log } from './log';
import { earsOf } from './notify/hearers';
import { type Told, tell } from './notify/tell';
import { record } from './record';
import { type Alarm, alarmsOf } from './sla/alarm';
import { momentName } from './sla/steps';
import { brokenAt, isOverdue, promiseName, type SlaTarget } from './sla/target';
import type { Deadline, Store } from './store';
import { closed } from './ticket/lifecycle';
import type { Ticket, TicketEvent } from './ticket/ticket';
import { type Clock, type Instant, MINUTE, plus } from './time';
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
    const work = { unit, desk, now, threadOf };
    const due = await unit.deadlines.fire(now, limit);
    const told: Told[] = [];
    for (const deadline of due) {
      begun?.(deadline.key);
      told.push(...(await fire(work, deadline)));
    }
    await tell(work, told);
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

/** Records one deadline that has come, and says who is to hear of it. */
async function fire(work: Work, deadline: Deadline): Promise<readonly Told[]> {
  const { unit, desk, now } = work;
  const ticket = await unit.tickets.get(deadline.ticketId);
  if (deadline.kind === 'close') {
    await record(work, closed(ticket, { at: deadline.dueAt, via: 'clock' }));
    return [];
  }
  if (deadline.targetId === undefined) return [];
  const target = await unit.targets.get(deadline.targetId);
  const policy = await unit.policies.get(target.policyId);
  const alarm = alarmsOf(target, policy, ticket.severity).find(({ key }) => key === deadline.key);
  const kind = alarm === undefined ? undefined : nowTrue(alarm, target, now);
  if (alarm === undefined || kind === undefined) return [];
  await record(work, { next: ticket, events: [clockEvent(ticket, target, alarm, deadline)] });
  return earsOf(desk, ticket, alarm.to).map((ear) => ({ ticket, target, moment: alarm.moment, kind, ear }));
}

/** What there is to say of a step now: that follows from the target as it stands, never from the timer. */
function nowTrue({ moment, waits }: Alarm, target: SlaTarget, now: Instant): AlertKind | undefined {
  const overdue = isOverdue(target, now);
  if (moment.tag === 'before') {
    if (target.state.tag === 'running' && (brokenAt(target) ?? now) > now) return 'warn';
    // Nobody needs a warning of what has already happened, but whoever could not be warned must know.
    return waits && overdue ? 'breach' : undefined;
  }
  if (moment.tag === 'after') return overdue ? 'after' : undefined;
  return overdue || (target.state.tag === 'missed' && !waits) ? 'breach' : undefined;
}

function clockEvent(ticket: Ticket, target: SlaTarget, alarm: Alarm, { dueAt }: Deadline): TicketEvent {
  const { moment, waits } = alarm;
  const name = promiseName(target);
  const common = { ticketId: ticket.id, via: 'clock' } as const;
  if (moment.tag === 'breach' && !waits) {
    const why = target.changed === undefined ? {} : { why: target.changed.why };
    return { ...common, type: 'breached', at: brokenAt(target) ?? dueAt, data: { target: name }, ...why };
  }
  const type = moment.tag === 'before' && !waits ? 'warned' : 'escalated';
  return { ...common, type, at: dueAt, data: { target: name, step: momentName(moment) } };
}
