import { isExternal } from '../access';
import type { PostedMessage } from '../chat';
import { triageTeamAt } from '../desk/desk';
import { record } from '../record';
import { noted } from '../ticket/lifecycle';
import { keepMessage } from '../ticket/open';
import type { Ticket } from '../ticket/ticket';
import { type Doing, deedOf } from '../work';
import { takeAnswer } from './answer';
import { takeRequest } from './request';

/** Where a message belongs, decided by where it stands and who wrote it. Answers with what was decided and why. */
export async function takeMessage(doing: Doing, message: PostedMessage): Promise<string> {
  if (await doing.unit.messages.find(message.ref)) return 'nothing: recorded before';
  const here = await ticketAt(doing, message);
  if (here?.audience === 'internal' || triageTeamAt(doing.desk, message.channel) !== undefined) {
    return takeInternal(doing, message, here?.ticket);
  }
  if (doing.actor.role === 'colleague') return 'nothing: written by a colleague who is not an agent';
  return isExternal(doing.actor) ? takeRequest(doing, message, here?.ticket) : takeAnswer(doing, message, here?.ticket);
}

async function ticketAt({ unit }: Doing, message: PostedMessage) {
  if (message.thread !== undefined) return unit.tickets.inPlace(message.thread);
  if (message.inReplyTo === undefined) return undefined;
  const original = await unit.messages.find(message.inReplyTo);
  return original && { ticket: await unit.tickets.get(original.ticketId), audience: original.audience };
}

/** The card's thread is the team's own: what is written there is a note, whoever writes it. */
async function takeInternal(doing: Doing, message: PostedMessage, ticket: Ticket | undefined): Promise<string> {
  if (ticket === undefined) return "nothing: the team's own channel";
  if (isExternal(doing.actor)) return "nothing: an outsider in the team's channel";
  if (await keepMessage(doing, ticket, message, doing.actor.name, 'ours', 'internal')) {
    await record(doing, noted(ticket, message.text, deedOf(doing)));
  }
  return `a note on #${ticket.number}`;
}
