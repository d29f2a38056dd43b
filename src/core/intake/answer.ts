import type { PostedMessage } from '../chat';
import { channelAt } from '../desk/desk';
import { type Button, samePlace, shorten } from '../message';
import { record } from '../record';
import { answered } from '../ticket/lifecycle';
import { keepMessage } from '../ticket/open';
import { pleasantryIn } from '../ticket/pleasantry';
import { isDone, type Ticket } from '../ticket/ticket';
import { type Doing, deedOf } from '../work';

/**
 * An agent's message where customers read. In a ticket's thread, or as an inline reply, it answers that ticket;
 * at the top level the ticket it names, else the only unanswered one. Several: the agent alone is asked which.
 */
export async function takeAnswer(doing: Doing, message: PostedMessage, here: Ticket | undefined): Promise<string> {
  if (here !== undefined) return answer(doing, message, here);
  if (message.thread !== undefined) return 'nothing: a thread without a ticket';
  if (channelAt(doing.desk, message.channel) === undefined) return 'nothing: this channel is not in the policy file';
  const open = await doing.unit.tickets.list({
    scope: { of: 'everything' },
    channel: message.channel,
    statuses: ['open', 'waiting', 'on_hold'],
    limit: 100,
  });
  const before = open.filter((ticket) => ticket.startedAt <= message.sentAt);
  const named = await namedIn(doing, message);
  if (named !== undefined) return answer(doing, message, named);
  if (pleasantryIn(message.text) === 'courtesy') return 'nothing: a courtesy';
  const unanswered = before.filter((ticket) => ticket.turn === 'ours');
  const [only] = unanswered;
  if (only === undefined) return 'nothing: no ticket here waits for an answer';
  if (unanswered.length === 1) return answer(doing, message, only);
  await askWhich(doing, message, unanswered);
  return `nothing yet: ${unanswered.length} tickets wait here and the agent was asked which this answers`;
}

/** The ticket of this channel whose number the message says, whatever its status: it is about that one and no other. */
async function namedIn({ unit }: Doing, message: PostedMessage): Promise<Ticket | undefined> {
  for (const [, number] of message.text.matchAll(/#(\d{1,9})\b/g)) {
    const found = await unit.tickets.byNumber(Number(number), { of: 'everything' }).catch(() => undefined);
    if (found !== undefined && samePlace(found.channel, message.channel)) return found;
  }
  return undefined;
}

export async function answer(doing: Doing, message: PostedMessage, ticket: Ticket): Promise<string> {
  if (!(await keepMessage(doing, ticket, message, doing.actor.name, 'ours'))) return `known on #${ticket.number}`;
  await record(doing, answered(ticket, deedOf(doing)));
  return isDone(ticket.status) ? `a word on #${ticket.number}` : `an answer to #${ticket.number}`;
}

const MOST_BUTTONS = 5;
async function askWhich({ unit, now }: Doing, message: PostedMessage, tickets: readonly Ticket[]): Promise<void> {
  const buttons: Button[] = tickets.slice(0, MOST_BUTTONS).map((ticket) => ({
    label: shorten(`#${ticket.number} ${ticket.subject}`, 70),
    command: 'ticket answered',
    input: { ticket: String(ticket.number), message: message.ref.messageId, place: message.ref.place.placeId },
  }));
  await unit.outbox.put(
    {
      key: `which:${message.ref.place.placeId}:${message.ref.messageId}`,
      act: { type: 'answer', to: message.by, in: message.channel },
      message: {
        lines: [
          [`Which ticket does "${shorten(message.text, 60)}" answer? ${tickets.length} are waiting here.`],
          ['Press one; your answer counts from when you wrote it. Next time reply in the thread, or write its number.'],
        ],
        buttons,
      },
      priority: 1,
    },
    now,
  );
}
