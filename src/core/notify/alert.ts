import type { Alert, AlertKind, Shown } from '../alerts';
import { groupedBy } from '../grouped-by';
import type { Delivery } from '../queues';
import { isOverdue, type SlaTarget, termsOf } from '../sla/target';
import type { Ticket, TicketEvent } from '../ticket/ticket';
import type { Instant } from '../time';
import type { Work } from '../work';
import { alertMessage } from './alert-words';
import { bundled } from './bundle';
import type { Changed } from './changed';

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
export async function refreshAlerts({ unit, now }: Work, changed: readonly Changed[]): Promise<void> {
  const told = await unit.alerts.ofTickets(changed.map(({ ticket }) => ticket.id));
  if (told.length === 0) return;
  const histories = await unit.tickets.histories([...new Set(told.map(({ ticketId }) => ticketId))]);
  const byTicket = new Map(changed.map((one) => [one.ticket.id, one]));
  const standing = (alert: Alert): Shown => {
    const { ticket, targets } = byTicket.get(alert.ticketId) ?? {};
    const target = targets?.find(({ id }) => id === alert.targetId);
    if (ticket === undefined || target === undefined) return alert.shown;
    return shownNow(alert, ticket, target, histories.get(ticket.id) ?? [], now);
  };
  const messages = [...new Set(told.map(({ messageKey }) => messageKey))];
  const before = await unit.alerts.inMessages(messages);
  const after = before.map((alert) => ({ ...alert, shown: standing(alert) }));
  await unit.alerts.show(after.filter(({ shown }, at) => JSON.stringify(shown) !== JSON.stringify(before[at]?.shown)));
  await unit.outbox.show(alertDeliveries(after), now);
}

/** The messages that these alerts stand in; all of each, in the order of their lines. */
export const alertDeliveries = (alerts: readonly Alert[]): readonly Delivery[] =>
  [...groupedBy(alerts, ({ messageKey }) => messageKey)].flatMap(([key, lines]) =>
    lines.slice(0, 1).map(({ act }) => ({ key, act, message: bundled(lines.map(({ shown }) => shown)), priority: 2 })),
  );
