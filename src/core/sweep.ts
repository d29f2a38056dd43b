import type { AlertKind } from './alerts';
import type { Desk } from './desk/desk';
import { messageOf, StoreUnavailable } from './errors';
import { groupedBy } from './grouped-by';
import type { Log } from './log';
import { earsOf } from './notify/hearers';
import { tell } from './notify/tell';
import { record, recordNotes } from './record';
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
/** In one unit: some 20 ms of work, since whatever else comes in waits for its end. */
export const AT_ONCE = 50;

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
    for (const { key } of due) begun?.(key);
    await announceDue({ unit, desk, now, threadOf }, due);
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

/** Records deadlines that have come, and tells everybody who is to hear of them. */
async function announceDue(work: Work, due: readonly Deadline[]): Promise<void> {
  const { unit, desk } = work;
  const come = await comeTrue(work, due);
  const noted = [...groupedBy(come, ({ ticket }) => ticket)].map(([ticket, ofIt]) => ({
    ticket,
    targets: ofIt[0]?.targets ?? [],
    events: ofIt.map(clockEvent),
  }));
  await recordNotes(work, noted);
  for (const { kind, ticketId, dueAt } of due) {
    // Read anew: it may just have been noted something of.
    if (kind === 'close') await record(work, closed(await unit.tickets.get(ticketId), { at: dueAt, via: 'clock' }));
  }
  await tell(
    work,
    come.flatMap(({ ticket, target, alarm: { moment, to }, kind }) =>
      earsOf(desk, ticket, to).map((ear) => ({ ticket, target, moment, kind, ear })),
    ),
  );
}

/** A step whose moment has come and that has something to say. */
interface Come {
  readonly ticket: Ticket;
  readonly targets: readonly SlaTarget[];
  readonly target: SlaTarget;
  readonly alarm: Alarm;
  readonly kind: AlertKind;
  readonly dueAt: Instant;
}

/** Everything about all of them is read at once: after an outage there are thousands. */
async function comeTrue({ unit, now }: Work, due: readonly Deadline[]): Promise<readonly Come[]> {
  const ids = [...new Set(due.map(({ ticketId }) => ticketId))];
  const tickets = new Map((await unit.tickets.getAll(ids)).map((ticket) => [ticket.id, ticket]));
  const targetsOf = groupedBy(await unit.targets.ofTickets(ids), ({ ticketId }) => ticketId);
  const come: Come[] = [];
  for (const { key, ticketId, targetId, dueAt } of due) {
    if (targetId === undefined) continue;
    const ticket = tickets.get(ticketId);
    const targets = targetsOf.get(ticketId) ?? [];
    const target = targets.find(({ id }) => id === targetId);
    if (ticket === undefined || target === undefined) throw new Error(`no target ${targetId}`);
    const policy = await unit.policies.get(target.policyId);
    const alarm = alarmsOf(target, policy, ticket.severity).find((one) => one.key === key);
    const kind = alarm && nowTrue(alarm, target, now);
    if (alarm && kind) come.push({ ticket, targets, target, alarm, kind, dueAt });
  }
  return come;
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

function clockEvent({ ticket, target, alarm, dueAt }: Come): TicketEvent {
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
