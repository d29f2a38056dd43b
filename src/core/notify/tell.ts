import type { Alert, AlertKind } from '../alerts';
import type { Moment } from '../sla/step';
import { momentName } from '../sla/steps';
import { dueOf, type SlaTarget, termsOf } from '../sla/target';
import type { Ticket } from '../ticket/ticket';
import type { Work } from '../work';
import { shownNow } from './alert';
import { bundled, MOST_LINES } from './bundle';
import type { Ear } from './hearers';

/** A step whose moment has come, for one person or place. */
export interface Told {
  readonly ticket: Ticket;
  readonly target: SlaTarget;
  readonly moment: Moment;
  /** What is true now, which may be more than what the step was for. */
  readonly kind: AlertKind;
  readonly ear: Ear;
}
const RANKS: readonly AlertKind[] = ['after', 'breach', 'warn'];
const rankOf = ({ kind }: Told): number => RANKS.indexOf(kind);
const latest = ({ moment }: Told): number => (moment.tag === 'after' ? moment.length : 0);

/** Tells everybody what has come for them, each step once; what comes for one reader at the same time is one message. */
export async function tell(work: Work, told: readonly Told[]): Promise<void> {
  const fresh: Told[] = [];
  for (const one of told) if (!(await isKnown(work, one))) fresh.push(one);
  for (const who of new Set(fresh.map(readerOf))) {
    const lines = mostUrgentFirst(fresh.filter((one) => readerOf(one) === who));
    for (let from = 0; from < lines.length; from += MOST_LINES) await send(work, lines.slice(from, from + MOST_LINES));
  }
}

/** Triage is another channel for another team. */
const readerOf = ({ ear: { act } }: Told): string => JSON.stringify(act);
const keyOf = ({ target, moment, ear }: Told): string =>
  `${target.id}:${termsOf(target)}:${momentName(moment)}:${ear.who}`;

/** Told before; or a warning that waited until it is a breach, for somebody who has heard of the breach. */
async function isKnown({ unit }: Work, one: Told): Promise<boolean> {
  if (await unit.alerts.has(keyOf(one))) return true;
  if (one.moment.tag !== 'before' || one.kind === 'warn') return false;
  return unit.alerts.has(keyOf({ ...one, moment: { tag: 'breach' } }));
}

/** One line for each promise: who is told that it is late need not be told that it was going to be. */
function mostUrgentFirst(told: readonly Told[]): readonly Told[] {
  const worst = (a: Told, b: Told): number => rankOf(a) - rankOf(b) || latest(b) - latest(a);
  const byTarget = new Map<string, Told>();
  for (const one of [...told].sort(worst)) if (!byTarget.has(one.target.id)) byTarget.set(one.target.id, one);
  const late = ({ kind }: Told): number => (kind === 'warn' ? 1 : 0);
  return [...byTarget.values()].sort(
    (a, b) =>
      late(a) - late(b) ||
      a.ticket.severity.localeCompare(b.ticket.severity) ||
      (dueOf(a.target) ?? 0) - (dueOf(b.target) ?? 0) ||
      a.ticket.number - b.ticket.number,
  );
}

async function send({ unit, now }: Work, told: readonly Told[]): Promise<void> {
  const [first] = told;
  if (first === undefined) return;
  const messageKey = `alert:${keyOf(first)}`;
  const alerts: Alert[] = [];
  for (const [line, one] of told.entries()) {
    const { ticket, target, kind, ear } = one;
    const terms = termsOf(target);
    const history = await unit.tickets.history(ticket.id);
    const shown = shownNow({ kind, terms }, ticket, target, history, now);
    const { id: targetId, ticketId } = target;
    alerts.push({ key: keyOf(one), ticketId, targetId, terms, kind, messageKey, line, act: ear.act, shown });
  }
  for (const alert of alerts) await unit.alerts.add(alert);
  const message = bundled(alerts.map(({ shown }) => shown));
  await unit.outbox.put({ key: messageKey, act: first.ear.act, message, priority: 2 }, now);
}
