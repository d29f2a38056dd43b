import type { Team } from '../desk/desk';
import { brokenAt, brokenByPolicy, dueOf, isOverdue, type SlaTarget } from '../sla/target';
import type { Unit } from '../store';
import type { Ticket } from '../ticket/ticket';
import { DAY, type Instant, millis, minus } from '../time';

export interface Due {
  readonly ticket: Ticket;
  readonly target: SlaTarget;
}
/** The facts of one morning, before anybody words them. */
export interface DigestFacts {
  readonly overdue: readonly Due[];
  /** Overdue by a change of policy, and in time until then. */
  readonly overdueByPolicy: readonly Due[];
  readonly dueToday: readonly Due[];
  readonly unclaimed: readonly Ticket[];
  /** Claimed, our turn, and no public word for two days. */
  readonly quiet: readonly Ticket[];
  /** Waiting on the customer for over three days. */
  readonly waiting: readonly Ticket[];
  readonly since: Instant;
  readonly opened: number;
  readonly resolved: number;
  readonly kept: number;
  /** Without those that were broken by a change of policy, which are counted apart. */
  readonly promised: number;
  readonly brokenByPolicy: number;
  readonly undelivered: number;
}

const QUIET = millis(2 * DAY);
const WAITING = millis(3 * DAY);
const MOST = 2_000;

export async function collect(
  unit: Unit,
  team: Team,
  now: Instant,
  since: Instant,
  endOfDay: Instant,
): Promise<DigestFacts> {
  const scope = { of: 'everything' } as const;
  const open = await unit.tickets.list({ scope, team: team.id, statuses: ['open', 'waiting', 'on_hold'], limit: MOST });
  const targets = await unit.targets.ofTickets(open.map(({ id }) => id));
  const byTicket = new Map(open.map((ticket) => [ticket.id, ticket]));
  const running = targets
    .filter((target) => target.state.tag === 'running' || isOverdue(target, now))
    .map((target) => ({ target, ticket: byTicket.get(target.ticketId) }))
    .filter((due): due is Due => due.ticket !== undefined)
    .sort((a, b) => (dueOf(a.target) ?? 0) - (dueOf(b.target) ?? 0));
  const { met, missed, missedByPolicy } = await unit.targets.verdicts(team.id, since, now);
  const overdue = running.filter(({ target }) => isOverdue(target, now));
  // A promise that is broken and still open is no less broken than one that was settled late.
  const broken = overdue.filter(({ target }) => (brokenAt(target) ?? now) >= since);
  const byPolicy = broken.filter(({ target }) => brokenByPolicy(target)).length;
  return {
    overdue: overdue.filter(({ target }) => !brokenByPolicy(target)),
    overdueByPolicy: overdue.filter(({ target }) => brokenByPolicy(target)),
    dueToday: running.filter(({ target }) => !isOverdue(target, now) && (dueOf(target) ?? 0) < endOfDay),
    unclaimed: open.filter(({ assignee }) => assignee === undefined),
    quiet: open.filter(
      (ticket) =>
        ticket.assignee !== undefined &&
        ticket.status === 'open' &&
        ticket.turn === 'ours' &&
        ticket.lastWordAt < minus(now, QUIET),
    ),
    waiting: open.filter(({ status, statusSince }) => status === 'waiting' && statusSince < minus(now, WAITING)),
    since,
    opened: await unit.tickets.count(team.id, 'opened', since, now),
    resolved: await unit.tickets.count(team.id, 'resolved', since, now),
    kept: met,
    promised: met + missed + broken.length - byPolicy,
    brokenByPolicy: missedByPolicy + byPolicy,
    undelivered: (await unit.outbox.counts()).parked,
  };
}
