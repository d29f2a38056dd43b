import { isCovered } from '../account/coverage';
import { channelAt, type Desk, leadsOf, triageOf } from '../desk/desk';
import { type Line, type Message, mention } from '../message';
import type { Act } from '../queues';
import { dueOf, type SlaTarget } from '../sla/target';
import { isDone, type Ticket, type TicketEvent } from '../ticket/ticket';
import type { Instant } from '../time';
import type { Work } from '../work';
import { refreshAlerts } from './alert';
import { acknowledgement, customerCard, triageCard } from './card';
import { sayToCustomer } from './coverage-words';
import { tellOwner } from './uncovered';
import { when } from './words';

/** What people are to see of a change. Called by record(), in the same unit; it only fills the outbox. */
export async function announce(
  work: Work,
  ticket: Ticket,
  targets: readonly SlaTarget[],
  events: readonly TicketEvent[],
): Promise<void> {
  await showCard(work, ticket, targets);
  await showSigns(work, ticket);
  await tellCustomer(work, ticket, targets, events);
  await tellOwner(work, ticket, events);
  await refreshAlerts(work, ticket, targets);
  const wish = events.find(({ type }) => type === 'severity_asked');
  if (wish !== undefined) await tellOfUrgency(work, ticket, wish.at);
}

export const cardKey = (ticket: Ticket): string => `card:${ticket.id}`;
/** What a thread of this ticket is called where the platform wants a name for it. */
export const threadTitle = ({ number, subject }: Ticket): string => `#${number} ${subject}`;

/** The ticket's thread with the customer, as something to post in. A silent channel gets no thread made for it. */
export const homeOf = (desk: Desk, ticket: Ticket): Act => ({
  type: 'post',
  channel: ticket.channel,
  thread: ticket.home,
  under: {
    ref: ticket.root,
    make: modeOf(desk, ticket) === 'silent' ? 'reply' : 'thread',
    title: threadTitle(ticket),
  },
});
const modeOf = (desk: Desk, { channel }: Ticket) => channelAt(desk, channel)?.mode ?? 'silent';
/** In the thread of the ticket's card, which is the team's own. */
export const belowCard = (ticket: Ticket): NonNullable<Extract<Act, { type: 'post' }>['below']> => ({
  key: cardKey(ticket),
  title: threadTitle(ticket),
});

/** The team's view of a ticket as it stands. */
export async function cardOf({ unit, now }: Work, ticket: Ticket, targets: readonly SlaTarget[]): Promise<Message> {
  const root = await unit.messages.find(ticket.root);
  return triageCard(ticket, targets, root?.text ?? ticket.subject, now);
}

async function showCard(work: Work, ticket: Ticket, targets: readonly SlaTarget[]): Promise<void> {
  const channel = triageOf(work.desk, ticket);
  if (channel === undefined) return;
  const message = await cardOf(work, ticket, targets);
  const follow = { type: 'thread', ticketId: ticket.id, audience: 'internal' } as const;
  const delivery = { key: cardKey(ticket), act: { type: 'post', channel }, message, follow, priority: 5 } as const;
  await work.unit.outbox.show(delivery, work.now);
}

/** The bot's own reactions on the customer's message mirror the state. */
async function showSigns({ unit, desk, now }: Work, ticket: Ticket): Promise<void> {
  const uses = channelAt(desk, ticket.channel)?.reactions;
  const signs = [
    ['🎫', ticket.status !== 'dismissed', uses?.open],
    ['👀', ticket.assignee !== undefined && ticket.status !== 'dismissed', uses?.claim],
    ['✅', ticket.status === 'resolved' || ticket.status === 'closed', uses?.resolve],
  ] as const;
  for (const [sign, present, use] of signs) {
    const key = `sign:${ticket.id}:${sign}`;
    // A sign that was never there need not be taken away.
    if (use === 'off' || (!present && !(await unit.outbox.has(key)))) continue;
    await unit.outbox.show({ key, act: { type: 'sign', on: ticket.root, sign, present }, priority: 5 }, now);
  }
}

async function tellCustomer(
  { unit, desk, now }: Work,
  ticket: Ticket,
  targets: readonly SlaTarget[],
  events: readonly TicketEvent[],
): Promise<void> {
  const mode = modeOf(desk, ticket);
  if (mode === 'silent') return;
  const first = targets.find(({ kind, state }) => kind === 'first_response' && state.tag === 'running');
  const due = first === undefined ? undefined : dueOf(first);
  const excuse = excuseOf(desk, ticket);
  if (mode === 'card') {
    const promise = due === undefined ? excuse : ['We will answer by ', when(due, now), '.'];
    const message = customerCard(ticket, promise);
    await unit.outbox.show({ key: `customer-card:${ticket.id}`, act: homeOf(desk, ticket), message, priority: 1 }, now);
    return;
  }
  if (events.some(({ type }) => type === 'opened')) {
    const message = acknowledgement(ticket, due, now, excuse);
    await unit.outbox.put({ key: `ack:${ticket.id}`, act: homeOf(desk, ticket), message, priority: 1 }, now);
  }
  const resolved = events.find(({ type }) => type === 'resolved');
  if (resolved !== undefined && isDone(ticket.status)) {
    const message = { lines: [[`#${ticket.number} is marked as solved. If it is not, write here within 7 days.`]] };
    await unit.outbox.put(
      { key: `solved:${ticket.id}:${resolved.at}`, act: homeOf(desk, ticket), message, priority: 1 },
      now,
    );
  }
}

/** The courteous sentence, for whom no contract covers and where the policy file wants it said. */
const excuseOf = ({ contracts }: Desk, { coverage }: Ticket): Line | undefined =>
  coverage === undefined || isCovered(coverage) || contracts.uncovered === 'nothing'
    ? undefined
    : [sayToCustomer(coverage)];

/** The assignee must decide; unclaimed, a lead must. */
async function tellOfUrgency(work: Work, ticket: Ticket, at: Instant): Promise<void> {
  const { unit, desk, now } = work;
  const channel = triageOf(work.desk, ticket);
  if (channel === undefined) return;
  const members = ticket.assignee
    ? [ticket.assignee.member]
    : leadsOf(desk, ticket.team).flatMap(({ members }) =>
        members.filter(({ platform }) => platform === channel.platform),
      );
  const message = {
    lines: [
      [
        `${ticket.requester.name} asks for ${ticket.requestedSeverity} on #${ticket.number}, now ${ticket.severity}.`,
        ...members.flatMap((member) => [' ', mention(member)]),
      ],
    ],
    buttons: [{ label: 'Severity', command: 'ticket severity', input: { ticket: String(ticket.number) } }],
  };
  const key = `urgency:${ticket.id}:${ticket.requestedSeverity}:${at}`;
  await unit.outbox.put({ key, act: { type: 'post', channel, below: belowCard(ticket) }, message, priority: 2 }, now);
}
