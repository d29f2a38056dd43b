import { chargeIncident } from './billing/charge-incident';
import { wasWronglyCalledBroken } from './notify/alert-words';
import { announce } from './notify/announce';
import type { Changed } from './notify/changed';
import { alarmsOf } from './sla/alarm';
import { clocksOf } from './sla/clocks';
import { promises, type SlaPolicy } from './sla/policy';
import { isOpen, promiseName, type SlaTarget } from './sla/target';
import type { Deadline } from './store';
import { REOPEN_WINDOW } from './ticket/lifecycle';
import type { Change, Ticket, TicketEvent } from './ticket/ticket';
import { type Instant, plus } from './time';
import type { Work } from './work';

/** Saves a new ticket and everything that follows from it. */
export const recordNew = (work: Work, change: Change<Ticket>): Promise<Ticket> => settle(work, change, 'new');

/**
 * Saves a change of a ticket and everything that follows from it, in the same unit:
 * its history, its clocks and their deadlines, and what people are to see.
 */
export async function record(work: Work, change: Change<Ticket>): Promise<Ticket> {
  if (change.events.length === 0) return change.next;
  return settle(work, change, 'known');
}

/**
 * Saves what happened to tickets, all at once, that leaves each of them as it is and its clocks too, and what people are
 * to see of it.
 */
export async function recordNotes(work: Work, noted: readonly Changed[]): Promise<void> {
  if (noted.length === 0) return;
  const tickets = noted.map(({ ticket }) => ticket);
  const events = noted.flatMap((one) => one.events);
  await work.unit.tickets.note(tickets, events);
  await announce(work, noted);
}

async function settle(work: Work, change: Change<Ticket>, kind: 'new' | 'known'): Promise<Ticket> {
  const { unit } = work;
  await (kind === 'new' ? unit.tickets.add(change) : unit.tickets.save(change));
  const ticket = kind === 'new' ? change.next : { ...change.next, version: change.next.version + 1 };
  const known = await unit.targets.ofTicket(ticket.id);
  const policy = await unit.policies.get(ticket.policyId);
  const targets = movesClocks(ticket, change.events, known, policy)
    ? await recount(work, ticket, known, change.events)
    : known;
  if (change.events.some(({ type }) => !STILL.has(type))) await setClosing(work, ticket);
  await chargeIncident(work, ticket, change.events);
  await announce(work, [{ ticket, targets, events: change.events }]);
  return ticket;
}

/** Events that leave every clock as it is need no recount: a long talk must not cost more with each word. */
const STILL: ReadonlySet<TicketEvent['type']> = new Set([
  'noted',
  'edited',
  'deleted',
  'claimed',
  'assigned',
  'unclaimed',
  'severity_asked',
  'warned',
  'breached',
  'escalated',
  'covered',
  'product_set',
  'moded',
  'worked',
]);

function movesClocks(
  ticket: Ticket,
  events: readonly TicketEvent[],
  targets: readonly SlaTarget[],
  policy: SlaPolicy,
): boolean {
  // A message older than the ticket begins it anew; one that waits for a next answer begins that, unless an older one does.
  const waits = ({ kind, runs }: SlaTarget, at: Instant): boolean =>
    kind === 'first_response' || (kind === 'next_response' && (runs[0]?.from ?? at) < at);
  const asks = (at: Instant): boolean =>
    at <= ticket.startedAt ||
    (promises(policy, 'next_response') && !targets.some((target) => isOpen(target) && waits(target, at)));
  return events.some(({ type, at }) => (type === 'asked' ? asks(at) : !STILL.has(type)));
}

/** A breach that was announced and turns out not to be one is put right in the history as well. */
async function correctVerdicts(
  { unit, now }: Work,
  ticket: Ticket,
  targets: readonly SlaTarget[],
  history: readonly TicketEvent[],
): Promise<void> {
  for (const target of targets.filter((one) => wasWronglyCalledBroken(one, history))) {
    const why = 'an answer given in time became known late';
    await unit.tickets.append([
      {
        ticketId: ticket.id,
        type: 'verdict_corrected',
        at: now,
        via: 'clock',
        why,
        data: { target: promiseName(target) },
      },
    ]);
  }
}

/** The ticket's targets follow from its history; the stored ones and their deadlines are made equal to that. */
async function recount(
  work: Work,
  ticket: Ticket,
  before: readonly SlaTarget[],
  events: readonly TicketEvent[],
): Promise<readonly SlaTarget[]> {
  const { unit } = work;
  const history = await unit.tickets.history(ticket.id);
  const policies = await policiesOf(history, unit.policies.get);
  const after = clocksOf(history, policies);
  for (const target of after) {
    const known = before.find(({ id }) => id === target.id);
    const same = known !== undefined && JSON.stringify(known) === JSON.stringify(target);
    if (!same) await unit.targets.put(target);
    const policy = policies.get(target.policyId);
    if (policy === undefined || (same && !(isOpen(target) && movesSteps(events)))) continue;
    await unit.deadlines.replace(target.id, deadlinesOf(target, policy, ticket));
  }
  await correctVerdicts(work, ticket, after, history);
  return after;
}

export async function policiesOf(
  history: readonly TicketEvent[],
  get: (id: string) => Promise<SlaPolicy>,
): Promise<ReadonlyMap<string, SlaPolicy>> {
  const policies = new Map<string, SlaPolicy>();
  for (const { data } of history) {
    const id = data?.policyId;
    if (typeof id === 'string' && !policies.has(id)) policies.set(id, await get(id));
  }
  return policies;
}

/** The same promise, but others hear of it, or earlier. */
const movesSteps = (events: readonly TicketEvent[]): boolean =>
  events.some(({ type }) => type === 'severity_set' || type === 'repromised');

const deadlinesOf = (target: SlaTarget, policy: SlaPolicy, { severity }: Ticket): readonly Deadline[] =>
  alarmsOf(target, policy, severity).map(({ key, at, moment }) => ({
    key,
    kind: moment.tag === 'before' ? 'warn' : 'breach',
    ticketId: target.ticketId,
    targetId: target.id,
    dueAt: at,
  }));

async function setClosing({ unit }: Work, ticket: Ticket): Promise<void> {
  const key = `close:${ticket.id}`;
  if (ticket.status !== 'resolved' || ticket.resolvedAt === undefined) return unit.deadlines.clear(key);
  await unit.deadlines.set({ key, kind: 'close', ticketId: ticket.id, dueAt: plus(ticket.resolvedAt, REOPEN_WINDOW) });
}
