import { isCovered } from '../account/coverage';
import { channelAt, type Desk, leadsOf, triageOf } from '../desk/desk';
import { type Line, type Message, mention } from '../message';
import type { Act, Delivery } from '../queues';
import { dueOf, type SlaTarget } from '../sla/target';
import { isDone, type Ticket } from '../ticket/ticket';
import type { Instant } from '../time';
import type { Work } from '../work';
import { refreshAlerts } from './alert';
import { acknowledgement, customerCard, triageCard } from './card';
import type { Changed } from './changed';
import { sayToCustomer } from './coverage-words';
import { tellOwner } from './uncovered';
import { when } from './words';

/**
 * What people are to see of changes, each of another ticket. Called by record(), in the same unit; it only fills the
 * outbox.
 */
export async function announce(work: Work, changed: readonly Changed[]): Promise<void> {
  const { unit, desk, now } = work;
  const texts = await unit.messages.rootTexts(changed.map(({ ticket }) => ticket.id));
  const signs = await signsOf(work, changed);
  const shown = changed.flatMap((one, at) => [
    ...cardIn(desk, one, texts.get(one.ticket.id), now),
    ...(signs[at] ?? []),
    ...customerCardIn(desk, one, now),
  ]);
  await unit.outbox.show(shown, now);
  for (const one of changed) await tellOwner(work, one);
  await refreshAlerts(work, changed);
  await unit.outbox.put(
    changed.flatMap((one) => [...wordsToCustomer(desk, one, now), ...wordOfUrgency(desk, one)]),
    now,
  );
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
  const texts = await unit.messages.rootTexts([ticket.id]);
  return triageCard(ticket, targets, texts.get(ticket.id) ?? ticket.subject, now);
}

function cardIn(desk: Desk, { ticket, targets }: Changed, text: string | undefined, now: Instant): readonly Delivery[] {
  const channel = triageOf(desk, ticket);
  if (channel === undefined) return [];
  const message = triageCard(ticket, targets, text ?? ticket.subject, now);
  const follow = { type: 'thread', ticketId: ticket.id, audience: 'internal' } as const;
  return [{ key: cardKey(ticket), act: { type: 'post', channel }, message, follow, priority: 5 }];
}

/** The bot's own reactions on the customer's message mirror the state. Those of each ticket. */
async function signsOf({ unit, desk }: Work, changed: readonly Changed[]): Promise<readonly (readonly Delivery[])[]> {
  const all = changed.map(({ ticket }) => {
    const uses = channelAt(desk, ticket.channel)?.reactions;
    const open = ticket.status !== 'dismissed';
    const solved = ticket.status === 'resolved' || ticket.status === 'closed';
    const signs = [
      ['🎫', open, uses?.open],
      ['👀', open && ticket.assignee !== undefined, uses?.claim],
      ['✅', solved, uses?.resolve],
    ] as const;
    return signs.flatMap(([sign, present, use]) =>
      use === 'off' ? [] : [{ key: `sign:${ticket.id}:${sign}`, on: ticket.root, sign, present }],
    );
  });
  // A sign that was never there need not be taken away.
  const known = await unit.outbox.known(all.flat().flatMap(({ key, present }) => (present ? [] : [key])));
  return all.map((signs) =>
    signs
      .filter(({ key, present }) => present || known.has(key))
      .map(({ key, ...sign }) => ({ key, act: { type: 'sign', ...sign }, priority: 5 })),
  );
}

const firstDue = (targets: readonly SlaTarget[]): Instant | undefined => {
  const first = targets.find(({ kind, state }) => kind === 'first_response' && state.tag === 'running');
  return first === undefined ? undefined : dueOf(first);
};

function customerCardIn(desk: Desk, { ticket, targets }: Changed, now: Instant): readonly Delivery[] {
  if (modeOf(desk, ticket) !== 'card') return [];
  const due = firstDue(targets);
  const promise = due === undefined ? excuseOf(desk, ticket) : ['We will answer by ', when(due, now), '.'];
  const message = customerCard(ticket, promise);
  return [{ key: `customer-card:${ticket.id}`, act: homeOf(desk, ticket), message, priority: 1 }];
}

function wordsToCustomer(desk: Desk, { ticket, targets, events }: Changed, now: Instant): readonly Delivery[] {
  if (modeOf(desk, ticket) !== 'acknowledge') return [];
  const common = { act: homeOf(desk, ticket), priority: 1 };
  const words: Delivery[] = [];
  if (events.some(({ type }) => type === 'opened')) {
    const message = acknowledgement(ticket, firstDue(targets), now, excuseOf(desk, ticket));
    words.push({ ...common, key: `ack:${ticket.id}`, message });
  }
  const resolved = events.find(({ type }) => type === 'resolved');
  if (resolved !== undefined && isDone(ticket.status)) {
    const message = { lines: [[`#${ticket.number} is marked as solved. If it is not, write here within 7 days.`]] };
    words.push({ ...common, key: `solved:${ticket.id}:${resolved.at}`, message });
  }
  return words;
}

/** The courteous sentence, for whom no contract covers and where the policy file wants it said. */
const excuseOf = ({ contracts }: Desk, { coverage }: Ticket): Line | undefined =>
  coverage === undefined || isCovered(coverage) || contracts.uncovered === 'nothing'
    ? undefined
    : [sayToCustomer(coverage)];

/** The assignee must decide; unclaimed, a lead must. */
function wordOfUrgency(desk: Desk, { ticket, events }: Changed): readonly Delivery[] {
  const wish = events.find(({ type }) => type === 'severity_asked');
  const channel = triageOf(desk, ticket);
  if (wish === undefined || channel === undefined) return [];
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
  const key = `urgency:${ticket.id}:${ticket.requestedSeverity}:${wish.at}`;
  return [{ key, act: { type: 'post', channel, below: belowCard(ticket) }, message, priority: 2 }];
}
