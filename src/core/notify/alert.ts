import { type Desk, leadsOf, triageOf } from '../desk/desk';
import type { Member } from '../message';
import type { Act } from '../queues';
import { type SlaTarget, termsOf } from '../sla/target';
import type { Ticket } from '../ticket/ticket';
import type { Work } from '../work';
import { type AlertKind, alertMessage } from './alert-words';

/** New terms make a new promise, which may be warned of and broken anew. */
const prefixOf = (kind: AlertKind, target: SlaTarget): string => `${everOf(kind, target.id)}${termsOf(target)}:`;
const everOf = (kind: AlertKind, targetId: string): string => `alert:${kind}:${targetId}:`;

/** To triage, and by direct message to whoever must act: the assignee or, while nobody is, the leads. Each once. */
export async function sendAlert(work: Work, ticket: Ticket, target: SlaTarget, kind: AlertKind): Promise<void> {
  const { unit, desk, now } = work;
  const history = await unit.tickets.history(ticket.id);
  const message = alertMessage({ ticket, target, kind, replaced: false, history, now });
  const channel = triageOf(desk, ticket);
  const acts: readonly (readonly [who: string, act: Act])[] = [
    ...(channel === undefined ? [] : [['triage', { type: 'post', channel }] as const]),
    ...recipients(desk, ticket).map(
      (member) => [`${member.platform}:${member.memberId}`, { type: 'dm', to: member }] as const,
    ),
  ];
  for (const [who, act] of acts) {
    await unit.outbox.put({ key: `${prefixOf(kind, target)}${who}`, act, message, priority: 2 }, now);
  }
}

function recipients(desk: Desk, ticket: Ticket): readonly Member[] {
  if (ticket.assignee !== undefined) return [ticket.assignee.member];
  return leadsOf(desk, ticket.team).flatMap(({ members }) => {
    const member = members.find(({ platform }) => platform === ticket.channel.platform) ?? members[0];
    return member === undefined ? [] : [member];
  });
}

/** What was announced is kept true: the same messages, edited to say how it ended. */
export async function refreshAlerts(work: Work, ticket: Ticket, targets: readonly SlaTarget[]): Promise<void> {
  const { unit, now } = work;
  for (const target of targets) {
    for (const kind of ['warn', 'breach'] as const) {
      const sent = await unit.outbox.under(everOf(kind, target.id));
      if (sent.length === 0) continue;
      const history = await unit.tickets.history(ticket.id);
      for (const { key, act } of sent) {
        const replaced = !key.startsWith(prefixOf(kind, target));
        const message = alertMessage({ ticket, target, kind, replaced, history, now });
        await unit.outbox.show({ key, act, message, priority: 2 }, now);
      }
    }
  }
}
