import { type Button, day, inPlace, type Line, type Message, shorten, strong, toMessage } from '../message';
import { isOpen, type SlaTarget } from '../sla/target';
import { isDone, STATUS_WORDS, type Ticket } from '../ticket/ticket';
import type { Instant } from '../time';
import { coverageLine } from './coverage-words';
import { nameOf, targetLine, when, whenAndIn } from './words';

const EXCERPT = 300;

/** The team's view of a ticket: one message in triage, edited in place. */
export function triageCard(ticket: Ticket, targets: readonly SlaTarget[], text: string, now: Instant): Message {
  const { requester, account, severity, requestedSeverity } = ticket;
  const asks = requestedSeverity === undefined ? '' : ` (${requester.name} asks for ${requestedSeverity})`;
  const promises = targets.filter(isOpen).map((target) => targetLine(target, now));
  return {
    lines: [
      [`${sign(ticket)} `, strong(nameOf(ticket)), ` · ${account ?? 'no account'} · ${severity}${asks}`],
      [
        `${requester.name} in `,
        inPlace(ticket.channel),
        ', ',
        day(ticket.startedAt),
        ' · ',
        toMessage(ticket.root, 'go to message'),
      ],
      ...coverageLine(ticket.coverage),
      ...promises.filter((line) => line.length > 0),
      ...(promises.length === 0 && !isDone(ticket.status) ? [['No promise applies.']] : []),
      standing(ticket, now),
      { quote: shorten(text, EXCERPT) },
    ],
    buttons: buttonsFor(ticket),
  };
}

const sign = (ticket: Ticket): string => (ticket.status === 'resolved' || ticket.status === 'closed' ? '✅' : '🎫');

function standing(ticket: Ticket, now: Instant): Line {
  const who = ticket.assignee === undefined ? 'Unclaimed' : `${ticket.assignee.name} has it`;
  if (ticket.status === 'open') {
    const turn = ticket.turn === 'ours' ? 'our turn' : "the customer's turn";
    return [`${who} · ${turn}, last word `, when(ticket.lastWordAt, now), ` by ${ticket.lastWordBy}`];
  }
  return [`${who} · ${STATUS_WORDS[ticket.status]} since `, when(ticket.statusSince, now)];
}

function buttonsFor(ticket: Ticket): readonly Button[] {
  const button = (label: string, command: string, more = {}): Button => ({
    label,
    command,
    input: { ticket: String(ticket.number), ...more },
  });
  if (ticket.status === 'resolved') return [button('Reopen', 'ticket reopen')];
  if (isDone(ticket.status)) return [];
  const work = [button('Reply', 'ticket reply'), button('Severity', 'ticket severity')];
  if (ticket.assignee === undefined) {
    return [button('Claim', 'ticket claim'), ...work, button('Not a request', 'ticket dismiss')];
  }
  const wait = ticket.status === 'waiting' ? button('Continue', 'ticket reopen') : button('Wait', 'ticket wait');
  return [...work, wait, button('Resolve', 'ticket resolve'), button('Not a request', 'ticket dismiss')];
}

/** The customer's view, for channels on `card`. */
export function customerCard(ticket: Ticket, promise: Line | undefined): Message {
  const input = { ticket: String(ticket.number) };
  const state = isDone(ticket.status)
    ? STATUS_WORDS[ticket.status]
    : ticket.assignee === undefined
      ? 'we will look at it'
      : `${ticket.assignee.name} is on it`;
  return {
    lines: [['🎫 ', strong(nameOf(ticket)), ` · ${state}`], ...(promise === undefined ? [] : [promise])],
    buttons: isDone(ticket.status)
      ? []
      : [
          { label: 'Solved', command: 'ticket resolve', input },
          { label: 'More urgent', command: 'ticket severity', input },
        ],
  };
}

/** The short word in the thread, for channels on `acknowledge`. */
export function acknowledgement(
  ticket: Ticket,
  due: Instant | undefined,
  now: Instant,
  excuse: Line | undefined,
): Message {
  const thanks = `Thanks, ${ticket.requester.name}. We have this as #${ticket.number}`;
  if (due !== undefined) return { lines: [[thanks, ' and will answer by ', ...whenAndIn(due, now), '.']] };
  return { lines: excuse === undefined ? [[thanks, ' and will look into it.']] : [[thanks, '.'], excuse] };
}
