import { nextOpen, openTimeBetween, spansBetween } from '../calendar/open-time';
import { localDateOf } from '../calendar/zone';
import { clock, day, type Line, type Piece } from '../message';
import { calendarOf, type SlaPolicy } from '../sla/policy';
import { brokenAt, dueOf, isOpen, isOverdue, type SlaTarget, spent } from '../sla/target';
import type { Ticket } from '../ticket/ticket';
import { earlier, type Instant, sayOpenTime } from '../time';
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
  return [
    [`#${ticket.number} became a ticket because ${ticket.cause}. It began `, day(ticket.startedAt), '.'],
    ...(targets.length === 0 ? [[`Promise: none. ${policy.name} promises nothing for ${ticket.severity}.`]] : []),
    ...targets.flatMap((target) => [promise(ticket, policy, target), ...sum(target, policy, now)]),
  ];
}

/** The same for the customer: what they did, and when they hear from us. */
export function explainToCustomer(ticket: Ticket, targets: readonly SlaTarget[], now: Instant): readonly Line[] {
  const first = targets.find(({ kind }) => kind === 'first_response');
  const due = first === undefined ? undefined : dueOf(first);
  const promised: Line[] =
    first?.state.tag === 'running' && due !== undefined && due >= now
      ? [['We will answer by ', day(due), '.']]
      : first?.state.tag === 'met' || first?.state.tag === 'missed'
        ? [['We answered ', day(first.state.at), '.']]
        : [];
  return [
    [`#${ticket.number} is a request of ${ticket.requester.name}, begun `, day(ticket.startedAt), '.'],
    ...promised,
  ];
}

const promise = (ticket: Ticket, policy: SlaPolicy, target: SlaTarget): Line => [
  `Promise: ${policy.name} (version ${policy.version}), ${ticket.severity}: ${TARGET_WORDS[target.kind]} within ${sayOpenTime(target.budget)} of "${policy.calendarName}".`,
];

function sum(target: SlaTarget, policy: SlaPolicy, now: Instant): readonly Line[] {
  const calendar = calendarOf(policy);
  const due = dueOf(target);
  const end = isOpen(target) ? (due ?? now) : 'at' in target.state ? target.state.at : now;
  const spans = target.runs.flatMap(({ from, to }) => [...spansBetween(calendar, from, earlier(to ?? end, end))]);
  const first = target.runs[0]?.from;
  const lines: Line[] = [];
  if (first !== undefined && spans.length > 0 && nextOpen(calendar, first) > first) {
    lines.push([
      'That was outside these hours, so the clock began at the next opening, ',
      day(nextOpen(calendar, first)),
      '.',
    ]);
  }
  const [only] = spans;
  if (only !== undefined) {
    const counted = spans
      .slice(0, MOST_SPANS)
      .flatMap((span, at): Piece[] => [
        ...(at === 0 ? [] : [' + ']),
        day(span.from),
        ' to ',
        sameDay(span, policy) ? clock(span.to) : day(span.to),
        ` (${sayOpenTime(openTimeBetween(calendar, span.from, span.to))})`,
      ]);
    const more = spans.length > MOST_SPANS ? [` + ${spans.length - MOST_SPANS} more spans`] : [];
    const total = spans.length === 1 ? [] : [` = ${sayOpenTime(spent(target.runs, calendar, end))}`];
    lines.push(['The clock counts ', ...counted, ...more, ...total, '.']);
  }
  lines.push(standing(target, calendar, now));
  return lines;
}

const sameDay = ({ from, to }: { readonly from: Instant; readonly to: Instant }, policy: SlaPolicy): boolean => {
  const { zone } = calendarOf(policy);
  return localDateOf(zone, from) === localDateOf(zone, to);
};

function standing(target: SlaTarget, calendar: ReturnType<typeof calendarOf>, now: Instant): Line {
  const { state, changed, kind } = target;
  const due = dueOf(target);
  const stops =
    kind === 'resolution'
      ? 'Waiting or on hold stops it; resolving ends it.'
      : 'Waiting does not stop it; answering publicly ends it.';
  const since: readonly Piece[] =
    changed === undefined ? [] : [` It was recounted when ${changed.why}, `, day(changed.at), '.'];
  switch (state.tag) {
    case 'running':
      return isOverdue(target, now)
        ? [
            'It was due ',
            day(state.dueAt),
            ' and is late since ',
            day(brokenAt(target) ?? state.dueAt),
            `. ${stops}`,
            ...since,
          ]
        : ['So it is due ', day(state.dueAt), `. Running. ${stops}`, ...since];
    case 'paused': {
      const used = sayOpenTime(spent(target.runs, calendar, now));
      if (isOverdue(target, now))
        return ['It was due ', day(due ?? now), ` and is late; now paused with ${used} used up.`, ...since];
      return [`Paused: ${used} of ${sayOpenTime(target.budget)} are used up, the rest is kept.`, ...since];
    }
    case 'met':
    case 'missed':
      return [
        'It ended ',
        day(state.at),
        ...(due === undefined ? [', before it was due'] : [', due ', day(due)]),
        state.tag === 'met' ? ': kept.' : ': missed.',
        ...since,
      ];
    case 'removed':
      return [`It does not count any more: ${state.why}.`];
  }
}
