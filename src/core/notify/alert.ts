import type { Alert, AlertKind, Shown } from '../alerts';
import { isOverdue, type SlaTarget, termsOf } from '../sla/target';
import type { Ticket, TicketEvent } from '../ticket/ticket';
import type { Instant } from '../time';
import type { Work } from '../work';
import { alertMessage } from './alert-words';
import { bundled } from './bundle';

/** How an alert about this target reads now. */
export function shownNow(
  { kind, terms }: { readonly kind: AlertKind; readonly terms: string },
  ticket: Ticket,
  target: SlaTarget,
  history: readonly TicketEvent[],
  now: Instant,
): Shown {
  const replaced = terms !== termsOf(target);
  const message = alertMessage({ ticket, target, kind, replaced, history, now });
  return { standing: standingOf(kind, target, replaced, now), message, root: ticket.root };
}

function standingOf(kind: AlertKind, target: SlaTarget, replaced: boolean, now: Instant): Shown['standing'] {
  if (replaced) return 'over';
  if (isOverdue(target, now)) return 'late';
  return target.state.tag === 'running' && kind === 'warn' ? 'soon' : 'over';
}

/** What was announced is kept true: the same messages, edited to say how it ended. */
export async function refreshAlerts(work: Work, ticket: Ticket, targets: readonly SlaTarget[]): Promise<void> {
  const { unit } = work;
  const told = await unit.alerts.ofTicket(ticket.id);
  if (told.length === 0) return;
  const history = await unit.tickets.history(ticket.id);
  // In one order for everybody, so that two tickets of the same messages never wait for each other.
  const messages = [...new Set(told.map(({ messageKey }) => messageKey))].sort();
  for (const messageKey of messages) await refresh(work, ticket, targets, history, messageKey);
}

async function refresh(
  { unit, now }: Work,
  ticket: Ticket,
  targets: readonly SlaTarget[],
  history: readonly TicketEvent[],
  messageKey: string,
): Promise<void> {
  const before = await unit.alerts.inMessage(messageKey);
  const after: Alert[] = [];
  for (const alert of before) {
    const target = alert.ticketId === ticket.id ? targets.find(({ id }) => id === alert.targetId) : undefined;
    const shown = target === undefined ? alert.shown : shownNow(alert, ticket, target, history, now);
    if (JSON.stringify(shown) !== JSON.stringify(alert.shown)) await unit.alerts.show(alert.key, shown);
    after.push({ ...alert, shown });
  }
  const [first] = after;
  if (first === undefined) return;
  const message = bundled(after.map(({ shown }) => shown));
  await unit.outbox.show({ key: messageKey, act: first.act, message, priority: 2 }, now);
}
