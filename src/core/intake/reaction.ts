import { isAgent, mayTouch, named } from '../access';
import { type CustomerChannel, channelAt, type ReactionName } from '../desk/desk';
import { UserError } from '../errors';
import type { MessageRef } from '../message';
import { record } from '../record';
import { SEVERITIES, type Severity } from '../sla/policy';
import { claimed, resolved } from '../ticket/lifecycle';
import { openTicket } from '../ticket/open';
import { severityAsked } from '../ticket/promise';
import { takenBy } from '../ticket/taken';
import { isDone, type Ticket } from '../ticket/ticket';
import { type Doing, deedOf, type Target } from '../work';

/** One line adds a reaction: its sign, its name in the policy file, and what it does to a ticket. */
const REACTIONS: readonly {
  readonly sign: string;
  readonly name: ReactionName;
  readonly act?: (doing: Doing, ticket: Ticket) => Promise<string>;
}[] = [
  { sign: '🎫', name: 'open' },
  { sign: '👀', name: 'claim', act: claimByReaction },
  { sign: '✅', name: 'resolve', act: resolveByReaction },
  { sign: '🚨', name: 'escalate', act: escalateByReaction },
];
export const OPENING_SIGN = '🎫';
export const SIGNS: readonly string[] = REACTIONS.map(({ sign }) => sign);

/** Somebody put a sign on a message. `target` is the message as the platform shows it now, fetched for 🎫 only. */
export async function takeReaction(
  doing: Doing,
  on: MessageRef,
  sign: string,
  target: Target | undefined,
): Promise<string> {
  const reaction = REACTIONS.find((known) => known.sign === sign);
  if (reaction === undefined) return 'nothing: a sign without a meaning here';
  const ticket = await ticketUnder(doing, on);
  const channel = channelAt(doing.desk, ticket?.channel ?? target?.message.channel ?? on.place);
  if (channel !== undefined && channel.reactions[reaction.name] !== 'act')
    return 'nothing: switched off for this channel';
  if (ticket === undefined) {
    if (reaction.sign !== OPENING_SIGN || target === undefined) return 'nothing: not a message of a ticket';
    return openByReaction(doing, channel, target);
  }
  if (reaction.act === undefined) return `nothing: already #${ticket.number}`;
  if (!mayTouch(doing.actor, ticket) || doing.actor.role === 'colleague') return 'nothing: not theirs to act on';
  return reaction.act(doing, ticket);
}

async function ticketUnder({ unit, threadOf }: Doing, on: MessageRef): Promise<Ticket | undefined> {
  const message = await unit.messages.find(on);
  if (message !== undefined) return unit.tickets.get(message.ticketId);
  // The triage card is ours, not a recorded message: it is known by the thread under it.
  return (await unit.tickets.inPlace(threadOf(on)))?.ticket;
}

async function openByReaction(
  doing: Doing,
  channel: CustomerChannel | undefined,
  { message, author }: Target,
): Promise<string> {
  if (doing.actor.role === 'colleague') return 'nothing: a colleague who is not an agent';
  if (channel === undefined) return 'nothing: this channel is not in the policy file';
  const here = message.thread === undefined ? undefined : await doing.unit.tickets.inPlace(message.thread);
  if (here !== undefined && !isDone(here.ticket.status)) return `nothing: already #${here.ticket.number}`;
  const asks = author.external && !message.automatic;
  const requester = asks ? author : isAgent(doing.actor) ? undefined : named(doing.actor);
  if (requester === undefined) return 'nothing: an agent marked a message of the team';
  const ticket = await openTicket(doing, {
    channel,
    message,
    requester,
    deed: deedOf(doing),
    startedAt: doing.at,
    cause: `${doing.actor.name} marked the message with 🎫`,
    ...(here === undefined ? {} : { follows: here.ticket }),
  });
  return `opened #${ticket.number}`;
}

async function claimByReaction(doing: Doing, ticket: Ticket): Promise<string> {
  if (!isAgent(doing.actor)) return 'nothing: only agents claim';
  if (isDone(ticket.status)) return `nothing: #${ticket.number} is over`;
  if (ticket.assignee !== undefined && ticket.assignee.member.memberId !== doing.actor.member.memberId) {
    throw await takenBy(doing, ticket);
  }
  await record(doing, claimed(ticket, deedOf(doing)));
  return `claimed #${ticket.number}`;
}

async function resolveByReaction(doing: Doing, ticket: Ticket): Promise<string> {
  if (isDone(ticket.status)) return `nothing: #${ticket.number} is over`;
  await record(doing, resolved(ticket, undefined, deedOf(doing)));
  return `resolved #${ticket.number}`;
}

async function escalateByReaction(doing: Doing, ticket: Ticket): Promise<string> {
  if (isDone(ticket.status)) return `nothing: #${ticket.number} is over`;
  const higher = SEVERITIES[SEVERITIES.indexOf(ticket.severity) - 1] as Severity | undefined;
  if (higher === undefined)
    throw new UserError('severity.highest', `#${ticket.number} already has the highest severity.`);
  await record(doing, severityAsked(ticket, higher, deedOf(doing)));
  return `${higher} asked for on #${ticket.number}`;
}
