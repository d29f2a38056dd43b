import { UserError } from '../errors';
import { sameMember } from '../message';
import { DAY, type Instant, type Millis, millis } from '../time';
import { changed, type Deed, happened, notBefore, refuseDone } from './deed';
import type { Pleasantry } from './pleasantry';
import { type Change, isDone, type Named, STATUS_WORDS, type Status, type Ticket } from './ticket';

export const REOPEN_WINDOW: Millis = millis(7 * DAY);
/** A reply to a resolved ticket reopens it within the window; after that, or once closed, it starts a follow-up. */
export const reopensOn = (ticket: Ticket, at: Instant): boolean =>
  ticket.status === 'resolved' && at <= (ticket.resolvedAt ?? at) + REOPEN_WINDOW;

const inStatus = (status: Status, at: Instant): Partial<Ticket> => ({ status, statusSince: at });

export function opened(ticket: Ticket, deed: Deed): Change<Ticket> {
  const outward = ticket.turn === 'theirs';
  const data = { severity: ticket.severity, policyId: ticket.policyId, ...(outward ? { outward } : {}) };
  return {
    next: ticket,
    events: [happened(ticket, { ...deed, at: ticket.startedAt }, 'opened', { data, why: ticket.cause })],
  };
}

/**
 * The customer's word: their turn is over. Wakes a waiting ticket; reopens a resolved one. A courtesy wakes nothing;
 * a confirmation ("yes", "it works") answers what we waited for, and reopens nothing.
 */
export function asked(ticket: Ticket, deed: Deed & { readonly by: Named }, pleasantry?: Pleasantry): Change<Ticket> {
  const word = happened(
    ticket,
    deed,
    'asked',
    pleasantry === undefined ? {} : { why: `a ${pleasantry}`, data: { pleasantry } },
  );
  const wakes = pleasantry === undefined || (pleasantry === 'confirmation' && ticket.status === 'waiting');
  if (!wakes || ticket.status === 'dismissed') return changed(ticket, {}, word);
  const last = deed.at >= ticket.lastWordAt;
  const next = last ? ({ turn: 'ours', lastWordAt: deed.at, lastWordBy: deed.by.name } as const) : {};
  const now = notBefore(deed, ticket);
  const begun = deed.at < ticket.startedAt ? { startedAt: deed.at } : {};
  if (reopensOn(ticket, deed.at) && last) {
    return changed(
      withoutResolution(ticket),
      { ...next, ...inStatus('open', now.at) },
      word,
      happened(ticket, now, 'reopened'),
    );
  }
  if (ticket.status === 'waiting' && last) {
    return changed(ticket, { ...next, ...inStatus('open', now.at) }, word, happened(ticket, now, 'resumed'));
  }
  return changed(ticket, { ...next, ...begun }, word);
}

/** A public reply by a human of ours. The first one claims an unclaimed ticket. */
export function answered(ticket: Ticket, deed: Deed & { readonly by: Named }): Change<Ticket> {
  const claims = ticket.assignee === undefined && !isDone(ticket.status);
  const last = deed.at >= ticket.lastWordAt;
  return changed(
    ticket,
    {
      grouping: false,
      firstReplyAt: ticket.firstReplyAt === undefined || deed.at < ticket.firstReplyAt ? deed.at : ticket.firstReplyAt,
      ...(last ? { turn: 'theirs', lastWordAt: deed.at, lastWordBy: deed.by.name } : {}),
      ...(claims ? { assignee: deed.by } : {}),
    },
    happened(ticket, deed, 'answered'),
    ...(claims ? [happened(ticket, deed, 'claimed', { why: 'answered first' })] : []),
  );
}

/** @throws UserError when somebody else has it, or it is done */
export function claimed(ticket: Ticket, deed: Deed & { readonly by: Named }): Change<Ticket> {
  refuseDone(ticket);
  const { assignee } = ticket;
  if (assignee === undefined) return changed(ticket, { assignee: deed.by }, happened(ticket, deed, 'claimed'));
  if (sameMember(assignee.member, deed.by.member)) return changed(ticket, {});
  throw new UserError('ticket.taken', `#${ticket.number} belongs to ${assignee.name}.`);
}

export function assigned(ticket: Ticket, to: Named, deed: Deed): Change<Ticket> {
  refuseDone(ticket);
  if (ticket.assignee !== undefined && sameMember(ticket.assignee.member, to.member)) return changed(ticket, {});
  return changed(ticket, { assignee: to }, happened(ticket, deed, 'assigned', { data: { to: to.name } }));
}

export function unclaimed(ticket: Ticket, deed: Deed): Change<Ticket> {
  refuseDone(ticket);
  const { assignee, ...rest } = ticket;
  if (assignee === undefined) return changed(ticket, {});
  return changed(rest, {}, happened(ticket, deed, 'unclaimed', { data: { from: assignee.name } }));
}

export const noted = (ticket: Ticket, text: string, deed: Deed): Change<Ticket> =>
  changed(ticket, {}, happened(ticket, deed, 'noted', { why: text }));

export function put(
  ticket: Ticket,
  status: 'waiting' | 'on_hold',
  why: string | undefined,
  deed: Deed,
): Change<Ticket> {
  refuseDone(ticket);
  if (ticket.status === status) return changed(ticket, {});
  const now = notBefore(deed, ticket);
  const event = happened(ticket, now, status === 'waiting' ? 'waited' : 'held', why === undefined ? {} : { why });
  return changed(ticket, inStatus(status, now.at), event);
}

export function resolved(ticket: Ticket, why: string | undefined, deed: Deed): Change<Ticket> {
  if (ticket.status === 'resolved') return changed(ticket, {});
  refuseDone(ticket);
  const now = notBefore(deed, ticket);
  const event = happened(ticket, now, 'resolved', why === undefined ? {} : { why });
  return changed(ticket, { ...inStatus('resolved', now.at), resolvedAt: now.at, grouping: false }, event);
}

/** Back to open from any status but closed. */
export function reopened(ticket: Ticket, why: string | undefined, deed: Deed): Change<Ticket> {
  if (ticket.status === 'closed' || ticket.status === 'dismissed') {
    throw new UserError(
      'ticket.closed',
      `#${ticket.number} is ${STATUS_WORDS[ticket.status]} and stays so. A new message opens a new ticket. Nothing was changed.`,
    );
  }
  if (ticket.status === 'open') return changed(ticket, {});
  const type = ticket.status === 'resolved' ? 'reopened' : 'resumed';
  const now = notBefore(deed, ticket);
  const event = happened(ticket, now, type, why === undefined ? {} : { why });
  return changed(withoutResolution(ticket), inStatus('open', now.at), event);
}

export const closed = (ticket: Ticket, deed: Deed): Change<Ticket> =>
  ticket.status === 'resolved'
    ? changed(ticket, inStatus('closed', deed.at), happened(ticket, deed, 'closed'))
    : changed(ticket, {});

export function dismissed(ticket: Ticket, why: string | undefined, deed: Deed): Change<Ticket> {
  if (ticket.status === 'dismissed') return changed(ticket, {});
  const now = notBefore(deed, ticket);
  const event = happened(ticket, now, 'dismissed', why === undefined ? {} : { why });
  return changed(ticket, { ...inStatus('dismissed', now.at), grouping: false }, event);
}

function withoutResolution(ticket: Ticket): Ticket {
  const { resolvedAt: _undone, ...rest } = ticket;
  return rest;
}
