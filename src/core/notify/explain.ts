import { nextOpen, openTimeBetween, spansBetween } from '../calendar/open-time';
import { clock, day, type Line, type Piece } from '../message';
import { calendarOf, type SlaPolicy } from '../sla/policy';
import { brokenAt, dueOf, isOpen, isOverdue, type SlaTarget, spent } from '../sla/target';
import type { Ticket } from '../ticket/ticket';
import { earlier, type Instant, sayDuration } from '../time';
import { TARGET_WORDS } from './words';

/** Spans are listed up to this many; the rest is one number. */
const MOST_SPANS = 6;

/** Why a ticket is one, what was promised, and the sum behind each clock. */
export function explain(
  ticket: Ticket,
  policy: SlaPolicy,
  targets: readonly SlaTarget[],
  now: Instant,
): readonly Line[] {
  const promises: Line[] = targets.flatMap((target) => [
    [
      `Promise: ${policy.name} (version ${policy.version}), ${ticket.severity}, ${TARGET_WORDS[target.kind]} within ${sayDuration(target.budget)} of "${policy.calendarName}" hours.`,
    ],
    ...sum(target, policy, now),
  ]);
  return [
    [`#${ticket.number} became a ticket because ${ticket.cause}. It began `, day(ticket.startedAt), '.'],
    ...(targets.length === 0 ? [[`Promise: none. ${policy.name} promises nothing for ${ticket.severity}.`]] : promises),
  ];
}

function sum(target: SlaTarget, policy: SlaPolicy, now: Instant): readonly Line[] {
  const calendar = calendarOf(policy);
  const due = dueOf(target);
  const end = isOpen(target) ? (due === undefined ? now : due) : 'at' in target.state ? target.state.at : now;
  const spans = target.runs.flatMap(({ from, to }) => [...spansBetween(calendar, from, earlier(to ?? end, end))]);
  const counted = spans
    .slice(0, MOST_SPANS)
    .flatMap((span, at): Piece[] => [
      ...(at === 0 ? [] : [' + ']),
      day(span.from),
      '–',
      clock(span.to),
      ` (${sayDuration(openTimeBetween(calendar, span.from, span.to))})`,
    ]);
  const more = spans.length > MOST_SPANS ? [` + ${spans.length - MOST_SPANS} more spans`] : [];
  const first = target.runs[0]?.from;
  const late = first !== undefined && spans.length > 0 && nextOpen(calendar, first) > first;
  const lines: Line[] = [];
  if (late)
    lines.push([
      'That was outside these hours, so the clock began at the next opening, ',
      day(nextOpen(calendar, first)),
      '.',
    ]);
  if (spans.length > 0) {
    lines.push(['The clock counts ', ...counted, ...more, ` = ${sayDuration(spent(target.runs, calendar, end))}.`]);
  }
  lines.push(standing(target, calendar, now));
  return lines;
}

function standing(target: SlaTarget, calendar: ReturnType<typeof calendarOf>, now: Instant): Line {
  const { state } = target;
  const due = dueOf(target);
  const changed = target.changed === undefined ? '' : ` The ${target.changed.why} changed it.`;
  const stops =
    target.kind === 'resolution'
      ? 'Waiting or on hold stops it; resolving ends it.'
      : 'Waiting does not stop it; answering publicly ends it.';
  switch (state.tag) {
    case 'running':
      return isOverdue(target, now)
        ? ['It was due ', day(brokenAt(target) ?? state.dueAt), ` and is late.${changed} ${stops}`]
        : ['So it is due ', day(state.dueAt), `. Running.${changed} ${stops}`];
    case 'paused':
      return [
        `Paused: ${sayDuration(spent(target.runs, calendar, now))} of ${sayDuration(target.budget)} are used up, the rest is kept.${changed}`,
      ];
    case 'met':
    case 'missed':
      return [
        'It ended ',
        day(state.at),
        ...(due === undefined ? [', before it was due'] : [', due ', day(due)]),
        state.tag === 'met' ? ': kept.' : ': missed.',
        changed,
      ];
    case 'removed':
      return [`It does not count any more: ${state.why}.`];
  }
}
