import { randomUUID } from 'node:crypto';
import { coverageOf } from '../account/coverage-of';
import { policyNamed } from '../apply/policy-named';
import type { PostedMessage } from '../chat';
import type { CustomerChannel } from '../desk/desk';
import { shorten } from '../message';
import { recordNew } from '../record';
import type { Severity } from '../sla/policy';
import type { Instant } from '../time';
import type { Work } from '../work';
import type { Deed } from './deed';
import { opened } from './lifecycle';
import type { Named, Ticket, TicketId } from './ticket';

const SUBJECT = 80;

export interface Request {
  readonly channel: CustomerChannel;
  readonly message: PostedMessage;
  readonly requester: Named;
  /** Whose turn it is stays ours; who opened it is in the history. */
  readonly deed: Deed;
  readonly startedAt: Instant;
  readonly cause: string;
  readonly subject?: string;
  readonly severity?: Severity;
  readonly follows?: Ticket;
  /** We ask them: it is their turn, and no first answer of ours is promised. */
  readonly outward?: boolean;
}

/** Turns a message into a ticket, with the promise that applies to its channel. */
export async function openTicket(work: Work, request: Request): Promise<Ticket> {
  const { unit } = work;
  const { channel, message, requester, follows, outward = false } = request;
  const severity = request.severity ?? channel.severity;
  const coverage = await coverageOf(unit, { channel, requester, severity, at: request.startedAt, outward });
  const policy = await policyNamed(work, coverage.policy);
  const ticket: Ticket = {
    id: randomUUID() as TicketId,
    number: await unit.tickets.nextNumber(),
    version: 1,
    subject: shorten(request.subject ?? message.title ?? subjectOf(message), SUBJECT),
    requester,
    account: channel.account,
    team: channel.team,
    channel: message.channel,
    root: message.ref,
    home: message.thread ?? work.threadOf(message.ref),
    policyId: policy.id,
    severity,
    status: 'open',
    statusSince: request.startedAt,
    startedAt: request.startedAt,
    cause: request.cause,
    turn: outward ? 'theirs' : 'ours',
    lastWordAt: message.sentAt,
    lastWordBy: requester.name,
    ...(follows === undefined ? {} : { follows: follows.id }),
    grouping: message.thread === undefined,
    mode: coverage.mode,
    // What we ask is no request, so nothing of a contract is reckoned by it.
    ...(outward ? {} : { coverage }),
  };
  await keepMessage(work, ticket, message, requester.name, 'theirs');
  await unit.tickets.addPlace(ticket.id, ticket.home, 'customer');
  return recordNew(work, opened(ticket, request.deed));
}

const subjectOf = (message: PostedMessage): string => {
  const first = message.text.split('\n').find((line) => line.trim() !== '') ?? '';
  return first.trim() === '' ? (message.files[0]?.name ?? 'A message without words') : first;
};

/** Records a message as part of a ticket. False when it was known. */
export const keepMessage = (
  { unit }: Work,
  ticket: Ticket,
  message: PostedMessage,
  byName: string,
  side: 'ours' | 'theirs',
  audience: 'customer' | 'internal' = 'customer',
): Promise<boolean> =>
  unit.messages.add({
    ticketId: ticket.id,
    ref: message.ref,
    by: message.by,
    byName,
    audience,
    side,
    text: message.text,
    files: message.files,
    sentAt: message.sentAt,
  });
