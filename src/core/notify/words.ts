import { type Button, clock, day, type Piece, relative } from '../message';
import type { TargetKind } from '../sla/policy';
import { brokenByPolicy, dueOf, isOpen, isOverdue, type SlaTarget } from '../sla/target';
import { STATUS_WORDS, type Ticket } from '../ticket/ticket';
import { between, DAY, type Instant, millis } from '../time';

export const TARGET_WORDS: Readonly<Record<TargetKind, string>> = {
  first_response: 'first answer',
  next_response: 'next answer',
  update: 'update',
  resolution: 'resolution',
};
/** The same after "needs". */
export const NEEDED_WORDS: Readonly<Record<TargetKind, string>> = {
  first_response: 'a first answer',
  next_response: 'the next answer',
  update: 'an update',
  resolution: 'a resolution',
};

/** Under what names many tickets. */
export const QUEUE_BUTTONS: readonly Button[] = [
  { label: 'My queue', command: 'ticket list', input: { which: 'mine' } },
  { label: 'Unclaimed', command: 'ticket list', input: { which: 'unclaimed' } },
];

/** The clock time for what is near, the day as well for what is not. */
export const when = (at: Instant, now: Instant): Piece => (Math.abs(between(now, at)) < DAY / 2 ? clock(at) : day(at));
/** `14:30 (in 58 min)` */
export const whenAndIn = (at: Instant, now: Instant): readonly Piece[] => [when(at, now), ' (', relative(at), ')'];

export const nameOf = (ticket: Ticket): string => `#${ticket.number} ${ticket.subject}`;
/** `#42 (Acme, S2)` */
export const shortOf = (ticket: Ticket): string =>
  `#${ticket.number} (${[ticket.account ?? 'no account', ticket.severity].join(', ')})`;

/** What a change of policy broke is nobody's lateness: said wherever it is called late, on the line that says so. */
export const lateSince = (target: SlaTarget): readonly Piece[] =>
  brokenByPolicy(target) ? [', late since the policy changed'] : [];

/** One open target for a card: `⏳ first answer due 14:30 (in 58 min)`. */
export function targetLine(target: SlaTarget, now: Instant): readonly Piece[] {
  const what = TARGET_WORDS[target.kind];
  const due = dueOf(target);
  const paused = target.state.tag === 'paused';
  if (paused && !isOverdue(target, now)) return [`⏸ ${what} clock paused`];
  if (due === undefined || !isOpen(target)) return [];
  if (isOverdue(target, now)) {
    return [`🔴 ${what} was due `, ...whenAndIn(due, now), ...lateSince(target)];
  }
  return [`⏳ ${what} due `, ...whenAndIn(due, now)];
}

export const soonest = (targets: readonly SlaTarget[]): SlaTarget | undefined =>
  targets.filter((target) => target.state.tag === 'running').sort((a, b) => (dueOf(a) ?? 0) - (dueOf(b) ?? 0))[0];

export const lateBy = (target: SlaTarget, at: Instant) => millis(Math.max(0, at - (dueOf(target) ?? at)));

/** What is due next on a ticket, as the end of a list line. */
export function dueLine(targets: readonly SlaTarget[], now: Instant): readonly Piece[] {
  const next = soonest(targets);
  return next === undefined ? [] : [' · ', ...targetLine(next, now)];
}

/** How a ticket stands, in the team's words. */
export const turnOf = (ticket: Ticket): string =>
  ticket.status === 'open'
    ? ticket.turn === 'ours'
      ? 'our turn'
      : "the customer's turn"
    : STATUS_WORDS[ticket.status];

/** How a ticket stands, in words that a customer may read. */
export function standingFor(ticket: Ticket): string {
  if (ticket.status === 'waiting') return 'waiting for you';
  if (ticket.status !== 'open') return STATUS_WORDS[ticket.status];
  return ticket.assignee === undefined ? 'we have it' : `${ticket.assignee.name} is on it`;
}

/** For the customer: when they will hear from us. Nothing once the time has passed. */
export function nextWordLine(targets: readonly SlaTarget[], now: Instant): readonly Piece[] {
  const next = soonest(targets);
  const due = next === undefined ? undefined : dueOf(next);
  if (next === undefined || due === undefined || due < now) return [];
  return [next.kind === 'resolution' ? ' · solved by ' : ' · next word from us by ', when(due, now)];
}
