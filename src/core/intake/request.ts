import { named } from '../access';
import type { PostedMessage } from '../chat';
import { type CustomerChannel, channelAt } from '../desk/desk';
import { record } from '../record';
import { asked, reopensOn } from '../ticket/lifecycle';
import { keepMessage, openTicket } from '../ticket/open';
import { type Pleasantry, pleasantryIn } from '../ticket/pleasantry';
import { isDone, type Ticket } from '../ticket/ticket';
import { MINUTE } from '../time';
import { type Doing, deedOf } from '../work';
import { proposeAccount } from './propose';

/** A message by somebody external: a new ticket, a word on one, or nothing. Says which and why. */
export async function takeRequest(doing: Doing, message: PostedMessage, here: Ticket | undefined): Promise<string> {
  const channel = channelAt(doing.desk, message.channel);
  const pleasantry = message.files.length === 0 ? pleasantryIn(message.text) : undefined;
  if (channel === undefined) {
    // A channel that was taken back has open tickets still: what is said on them counts.
    if (here !== undefined && !isOver(here, message)) return joinWord(doing, message, here, pleasantry);
    return pleasantry === undefined ? proposeAccount(doing, message) : `nothing: a ${pleasantry}`;
  }
  if (here !== undefined) return takeWord(doing, message, channel, here, pleasantry);
  if (pleasantry !== undefined) return `nothing: a ${pleasantry}`;
  if (message.thread === undefined) {
    const group = await groupFor(doing, message, channel);
    if (group !== undefined) {
      await doing.unit.tickets.addPlace(group.id, doing.threadOf(message.ref), 'customer');
      await addWord(doing, message, group, undefined);
      return `joined #${group.number}: written by the same person within ${channel.groupMinutes} minutes`;
    }
  }
  const ticket = await openTicket(doing, {
    channel,
    message,
    requester: named(doing.actor),
    deed: deedOf(doing),
    startedAt: message.sentAt,
    cause: `${doing.actor.name} (${channel.account}) wrote in a customer channel and it was not a pleasantry`,
  });
  return `opened #${ticket.number}`;
}

/** The still unanswered ticket of the same person, begun within the channel's window and not yet given a thread. */
async function groupFor(doing: Doing, message: PostedMessage, channel: CustomerChannel): Promise<Ticket | undefined> {
  if (channel.groupMinutes === 0) return undefined;
  const open = await doing.unit.tickets.list({
    scope: { of: 'account', account: channel.account },
    channel: channel.place,
    requester: message.by,
    statuses: ['open', 'waiting', 'on_hold'],
    turn: 'ours',
    limit: 100,
  });
  const window = channel.groupMinutes * MINUTE;
  return open.findLast(
    (ticket) =>
      ticket.grouping && ticket.firstReplyAt === undefined && Math.abs(message.sentAt - ticket.startedAt) <= window,
  );
}

async function takeWord(
  doing: Doing,
  message: PostedMessage,
  channel: CustomerChannel,
  ticket: Ticket,
  pleasantry: Pleasantry | undefined,
): Promise<string> {
  if (!isOver(ticket, message) || pleasantry !== undefined) return joinWord(doing, message, ticket, pleasantry);
  const next = await openTicket(doing, {
    channel,
    message,
    requester: named(doing.actor),
    deed: deedOf(doing),
    startedAt: message.sentAt,
    cause: `${doing.actor.name} (${channel.account}) wrote again after #${ticket.number} was over`,
    follows: ticket,
  });
  return `opened #${next.number}, which follows #${ticket.number}`;
}

/** A further word begins a ticket of its own then. */
const isOver = (ticket: Ticket, { sentAt }: PostedMessage): boolean =>
  isDone(ticket.status) && !reopensOn(ticket, sentAt);

async function joinWord(
  doing: Doing,
  message: PostedMessage,
  ticket: Ticket,
  pleasantry: Pleasantry | undefined,
): Promise<string> {
  await addWord(doing, message, ticket, pleasantry);
  return pleasantry === undefined
    ? `a word on #${ticket.number}`
    : `a ${pleasantry} on #${ticket.number}: it reopens nothing`;
}

async function addWord(
  doing: Doing,
  message: PostedMessage,
  ticket: Ticket,
  pleasantry: Pleasantry | undefined,
): Promise<void> {
  if (!(await keepMessage(doing, ticket, message, doing.actor.name, 'theirs'))) return;
  const change = asked(ticket, deedOf(doing), pleasantry);
  // A thread of its own ends the grouping of top-level messages.
  const grouping = change.next.grouping && message.thread === undefined;
  await record(doing, { ...change, next: { ...change.next, grouping } });
}
