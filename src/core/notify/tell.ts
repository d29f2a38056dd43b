import type { Alert, AlertKind } from '../alerts';
import { groupedBy } from '../grouped-by';
import type { Moment } from '../sla/step';
import { momentName } from '../sla/steps';
import { dueOf, type SlaTarget, termsOf } from '../sla/target';
import type { Ticket } from '../ticket/ticket';
import type { Work } from '../work';
import { alertDeliveries, shownNow } from './alert';
import { MOST_LINES } from './bundle';
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
  const known = await work.unit.alerts.known(told.flatMap(keysOf));
  const fresh = told.filter((one) => !keysOf(one).some((key) => known.has(key)));
  await send(
    work,
    [...groupedBy(fresh, readerOf).values()].flatMap((ofOne) => pagesOf(mostUrgentFirst(ofOne))),
  );
}

function pagesOf(lines: readonly Told[]): readonly (readonly Told[])[] {
  const pages = Math.ceil(lines.length / MOST_LINES);
  return Array.from({ length: pages }, (_, page) => lines.slice(page * MOST_LINES, (page + 1) * MOST_LINES));
}

/** Triage is another channel for another team. */
const readerOf = ({ ear: { act } }: Told): string => JSON.stringify(act);
const keyOf = ({ target, moment, ear }: Told): string =>
  `${target.id}:${termsOf(target)}:${momentName(moment)}:${ear.who}`;

/** Told under any of these, it is known: a warning that waited until it is a breach, to who has heard of the breach. */
const keysOf = (one: Told): readonly string[] =>
  one.moment.tag !== 'before' || one.kind === 'warn'
    ? [keyOf(one)]
    : [keyOf(one), keyOf({ ...one, moment: { tag: 'breach' } })];

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

async function send({ unit, now }: Work, messages: readonly (readonly Told[])[]): Promise<void> {
  const ids = new Set(messages.flat().map(({ ticket }) => ticket.id));
  const histories = await unit.tickets.histories([...ids]);
  const alertsIn = (message: readonly Told[]): readonly Alert[] =>
    message.map((one, line) => {
      const { ticket, target, kind, ear } = one;
      const terms = termsOf(target);
      const shown = shownNow({ kind, terms }, ticket, target, histories.get(ticket.id) ?? [], now);
      const { id: targetId, ticketId } = target;
      const messageKey = `alert:${keyOf(message[0] ?? one)}`;
      return { key: keyOf(one), ticketId, targetId, terms, kind, messageKey, line, act: ear.act, shown };
    });
  const alerts = messages.flatMap(alertsIn);
  await unit.alerts.add(alerts);
  await unit.outbox.put(alertDeliveries(alerts), now);
}
