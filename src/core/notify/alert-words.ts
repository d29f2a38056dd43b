import type { AlertKind } from '../alerts';
import { type Button, type Line, type Message, type Piece, struck, toMessage } from '../message';
import { brokenAt, brokenByPolicy, dueOf, isOpen, isOverdue, promiseName, type SlaTarget } from '../sla/target';
import type { Ticket, TicketEvent } from '../ticket/ticket';
import { type Instant, sayDuration } from '../time';
import { lateBy, lateSince, NEEDED_WORDS, shortOf, TARGET_WORDS, when, whenAndIn } from './words';

const SIGNS = { warn: '⏳', breach: '🔴', after: '🔴' } as const;

export interface AlertFacts {
  readonly ticket: Ticket;
  readonly target: SlaTarget;
  readonly kind: AlertKind;
  /** It was sent for a promise that a change has since replaced. */
  readonly replaced: boolean;
  readonly history: readonly TicketEvent[];
  readonly now: Instant;
}

/** What an alert says now: as it was sent while it still holds, how it ended once it does not. */
export function alertMessage(facts: AlertFacts): Message {
  const { ticket, target, kind, now } = facts;
  const over = overLine(facts);
  if (over !== undefined) return { lines: [[struck(SIGNS[kind]), ` ${shortOf(ticket)}`, ...over]] };
  const what = TARGET_WORDS[target.kind];
  const due = dueOf(target) ?? now;
  const paused = target.state.tag === 'paused' ? ' Its clock is paused.' : '';
  const who = `${ticket.assignee === undefined ? 'Nobody has claimed it.' : `${ticket.assignee.name} has it.`}${paused}`;
  const cause = causeOf(target, now);
  const open = [' ', toMessage(ticket.root, 'Open')];
  const buttons = alertButtons(ticket);
  if (kind === 'warn') {
    const needs = `⏳ ${shortOf(ticket)} needs ${NEEDED_WORDS[target.kind]} by `;
    return { lines: [[needs, ...whenAndIn(due, now), `. ${who}`, ...cause, ...open]], buttons };
  }
  const late =
    kind === 'breach'
      ? `🔴 ${shortOf(ticket)}: ${what} was due `
      : `🔴 ${shortOf(ticket)} still needs ${NEEDED_WORDS[target.kind]}, due `;
  const lines: Line[] = [
    [late, ...whenAndIn(due, now), ...lateSince(target), `. ${who}`],
    [`Last public word: ${ticket.lastWordBy}, `, when(ticket.lastWordAt, now), '.', ...cause, ...open],
  ];
  return { lines, buttons };
}

/** Why it is due when it is, where that was not so from the beginning. What a policy broke is nobody's lateness. */
function causeOf(target: SlaTarget, now: Instant): readonly Piece[] {
  const { changed } = target;
  if (changed === undefined) return [];
  if (!brokenByPolicy(target)) return [` It was counted anew when ${changed.why}.`];
  return [' It was in time until the policy changed, ', when(changed.at, now), `: ${changed.why}.`];
}

/** What follows the ticket's name once nobody need act on this alert any more; undefined while somebody must. */
function overLine({ target, kind, replaced, history, now }: AlertFacts): readonly Piece[] | undefined {
  const { state } = target;
  const what = TARGET_WORDS[target.kind];
  if (state.tag === 'removed') return [`: no ${what} is due any more (${state.why}).`];
  if (isOpen(target)) {
    const due = dueOf(target);
    if (kind !== 'warn' && isOverdue(target, now) && !replaced) return undefined;
    if (state.tag === 'paused' || due === undefined) return [`: the ${what} clock is paused.`];
    if (replaced)
      return [`: the ${what} is due `, when(due, now), ` now, since ${target.changed?.why ?? 'the promise changed'}.`];
    return kind === 'warn' && isOverdue(target, now)
      ? [`: the ${what} was due `, when(due, now), ' and is late.']
      : undefined;
  }
  const at = 'at' in state ? state.at : now;
  const ender = history.findLast(
    (event) => event.at === at && (event.type === 'answered' || event.type === 'resolved'),
  );
  const by = ender?.by === undefined ? '' : ` by ${ender.by.name}`;
  const said: Piece[] = [` ${ender?.type ?? 'ended'} `, when(at, now), by];
  // An end that is not the promise's own kind says which promise it settled.
  const own = ender?.type === (target.kind === 'resolution' ? 'resolved' : 'answered') && target.kind !== 'update';
  const which = own ? ', ' : `, its ${what} `;
  if (state.tag === 'missed') {
    const late = kind === 'warn' ? 'late' : `${sayDuration(lateBy(target, at))} late`;
    return [...said, `${which}${late}${brokenByPolicy(target) ? '; it was in time until the policy changed' : ''}.`];
  }
  if (kind === 'warn') return [...said, `${which}in time.`];
  return [...said, `${which}in time: this alert was sent before that was known here.`];
}

function alertButtons(ticket: Ticket): readonly Button[] {
  const input = { ticket: String(ticket.number) };
  const reply: Button = { label: 'Reply', command: 'ticket reply', input };
  return ticket.assignee === undefined ? [{ label: 'Claim', command: 'ticket claim', input }, reply] : [reply];
}

/** Whether an alert for this target was sent although its promise, as is known now, was kept. */
export const wasWronglyCalledBroken = (target: SlaTarget, history: readonly TicketEvent[]): boolean => {
  const told = history.filter(({ data }) => data?.target === promiseName(target));
  return (
    target.state.tag === 'met' &&
    told.findLast(({ type }) => type === 'breached' || type === 'verdict_corrected')?.type === 'breached' &&
    (brokenAt(target) ?? target.state.at) >= target.state.at
  );
};
