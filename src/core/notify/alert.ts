import { type Desk, leadsOf, triageOf } from '../desk/desk';
import { type Button, type Line, type Member, type Message, type Piece, struck, toMessage } from '../message';
import { dueOf, isOpen, isOverdue, type SlaTarget } from '../sla/target';
import type { Act } from '../store';
import type { Ticket, TicketEvent } from '../ticket/ticket';
import { sayDuration } from '../time';
import type { Work } from '../work';
import { lateBy, shortOf, TARGET_WORDS, when, whenAndIn } from './words';

export type AlertKind = 'warn' | 'breach';

const prefixOf = (kind: AlertKind, target: SlaTarget): string => `alert:${kind}:${target.id}:${target.budget}:`;

/** To triage, and by direct message to whoever must act: the assignee or, while nobody is, the leads. Each once. */
export async function sendAlert(work: Work, ticket: Ticket, target: SlaTarget, kind: AlertKind): Promise<void> {
  const { unit, desk, now } = work;
  const message = alertMessage(work, ticket, target, kind, []);
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
  let history: readonly TicketEvent[] | undefined;
  for (const target of targets) {
    for (const kind of ['warn', 'breach'] as const) {
      for (const { key, act } of await work.unit.outbox.under(prefixOf(kind, target))) {
        history ??= await work.unit.tickets.history(ticket.id);
        const message = alertMessage(work, ticket, target, kind, history);
        await work.unit.outbox.show({ key, act, message, priority: 2 }, work.now);
      }
    }
  }
}

function alertMessage(
  { now }: Work,
  ticket: Ticket,
  target: SlaTarget,
  kind: AlertKind,
  history: readonly TicketEvent[],
): Message {
  if (!isOpen(target)) return { lines: [outcome(ticket, target, kind, history, now)] };
  const what = TARGET_WORDS[target.kind];
  const due = dueOf(target);
  const who = ticket.assignee === undefined ? 'Nobody has claimed it.' : `${ticket.assignee.name} has it.`;
  const open: readonly Piece[] = [' ', toMessage(ticket.root, 'Open')];
  if (target.state.tag === 'paused' || due === undefined) {
    return {
      lines: [
        [struck(kind === 'warn' ? '⏳' : '🔴'), ` ${shortOf(ticket)}: the ${what} clock is paused. ${who}`, ...open],
      ],
    };
  }
  if (kind === 'warn' && isOverdue(target, now)) {
    return {
      lines: [
        [struck('⏳'), ` ${shortOf(ticket)}: the ${what} was due `, when(due, now), ' and is late. ', who, ...open],
      ],
    };
  }
  const cause = target.changed === undefined ? '' : ` The ${target.changed.why} set this time.`;
  const line: Line =
    kind === 'warn'
      ? [`⏳ ${shortOf(ticket)} needs a ${what} by `, ...whenAndIn(due, now), `. ${who}${cause}`, ...open]
      : [
          `🔴 ${shortOf(ticket)}: ${what} was due `,
          ...whenAndIn(due, now),
          `. ${target.kind === 'resolution' ? 'Not resolved' : 'Not answered'}. Last public word: ${ticket.lastWordBy}, `,
          when(ticket.lastWordAt, now),
          `. ${who}${cause}`,
          ...open,
        ];
  return { lines: [line], buttons: alertButtons(ticket) };
}

function alertButtons(ticket: Ticket): readonly Button[] {
  const input = { ticket: String(ticket.number) };
  const reply: Button = { label: 'Reply', command: 'ticket reply', input };
  return ticket.assignee === undefined ? [{ label: 'Claim', command: 'ticket claim', input }, reply] : [reply];
}

function outcome(
  ticket: Ticket,
  target: SlaTarget,
  kind: AlertKind,
  history: readonly TicketEvent[],
  now: Work['now'],
): Line {
  const { state } = target;
  const what = TARGET_WORDS[target.kind];
  if (state.tag === 'removed')
    return [struck(kind === 'warn' ? '⏳' : '🔴'), ` ${shortOf(ticket)}: no ${what} is due any more (${state.why}).`];
  if (state.tag !== 'met' && state.tag !== 'missed') return [shortOf(ticket)];
  const enders = target.kind === 'first_response' ? ['answered', 'resolved'] : ['resolved'];
  const by = history.find(({ type, at }) => at === state.at && enders.includes(type))?.by?.name;
  const verb = target.kind === 'resolution' ? 'resolved' : 'answered';
  const said: Line = [` ${shortOf(ticket)} ${verb} `, when(state.at, now), by === undefined ? '' : ` by ${by}`];
  if (state.tag === 'missed') return [struck('🔴'), ...said, `, ${sayDuration(lateBy(target, state.at))} late.`];
  if (kind === 'warn') return [struck('⏳'), ...said, ', in time.'];
  return [struck('🔴'), ...said, ', in time: this alert was sent before the answer was known here.'];
}
