import type { Calendar } from '../calendar/calendar';
import { daySums } from '../calendar/day-sums';
import { sayClosedDays } from '../calendar/day-words';
import { nextOpen, openTimeBetween, spansBetween } from '../calendar/open-time';
import { localDateOf } from '../calendar/zone';
import { clock, day, type Line, type Piece } from '../message';
import { calendarOf, PAUSING_STATUSES, pausedIn, type SlaPolicy, TARGET_KINDS } from '../sla/policy';
import {
  brokenAt,
  brokenByPolicy,
  dueOf,
  isEnded,
  isFirstVerdict,
  isOpen,
  isOverdue,
  type SlaTarget,
  spent,
} from '../sla/target';
import { STATUS_WORDS, type Ticket } from '../ticket/ticket';
import { earlier, type Instant, sayOpenTime } from '../time';
import { coverageLine } from './coverage-words';
import { nextSteps } from './next-steps';
import { TARGET_WORDS } from './words';

/** Spans are listed up to this many; the rest is one number. */
const MOST_SPANS = 6;

/** Why a ticket is one, what was promised, and the sum behind each clock. */
export function explain(
  ticket: Ticket,
  policies: ReadonlyMap<string, SlaPolicy>,
  targets: readonly SlaTarget[],
  now: Instant,
): readonly Line[] {
  const name = policies.get(ticket.policyId)?.name ?? 'The policy';
  return [
    [`#${ticket.number} became a ticket because ${ticket.cause}. It began `, day(ticket.startedAt), '.'],
    ...coverageLine(ticket.coverage).map((line): Line => ('quote' in line ? line : ['Contract: ', ...line, '.'])),
    ...(targets.length === 0 ? [[`Promise: none. ${name} promises nothing for ${ticket.severity}.`]] : []),
    ...toTell(targets).flatMap(({ target, times }) => {
      const policy = policies.get(target.policyId);
      if (policy === undefined) return [];
      const coming = nextSteps(ticket, target, policy, now);
      return [promise(ticket, policy, target, times), ...sum(target, policy, now), ...coming];
    }),
  ];
}

/** The same for the customer: what they did, and when they hear from us. */
export function explainToCustomer(ticket: Ticket, targets: readonly SlaTarget[], now: Instant): readonly Line[] {
  const first = targets.find(({ kind }) => kind === 'first_response');
  const next = targets.find(({ kind, state }) => kind.endsWith('_response') && state.tag === 'running');
  const due = next === undefined ? undefined : dueOf(next);
  const promised: Line[] =
    due !== undefined && due >= now
      ? [['We will answer by ', day(due), '.']]
      : first?.state.tag === 'met' || first?.state.tag === 'missed'
        ? [['We answered ', day(first.state.at), '.']]
        : [];
  return [
    [`#${ticket.number} is a request of ${ticket.requester.name}, begun `, day(ticket.startedAt), '.'],
    ...promised,
  ];
}

interface Told {
  readonly target: SlaTarget;
  /** What was promised again and again, up to this time, in a few words. */
  readonly times: string;
}

/** What is promised again and again is told by its latest time, the times before by their number. */
function toTell(targets: readonly SlaTarget[]): readonly Told[] {
  const first = targets.find(isFirstVerdict);
  return TARGET_KINDS.flatMap((kind): readonly Told[] => {
    const rounds = targets
      .filter((target) => target.kind === kind && target !== first)
      .sort((a, b) => (a.runs[0]?.from ?? 0) - (b.runs[0]?.from ?? 0));
    const target = rounds.at(-1);
    if (target === undefined) return [];
    if (kind === 'resolution' && first !== undefined) return [{ target, times: ` ${firstWords(first)}` }];
    const before = rounds.slice(0, -1).filter(isEnded);
    const late = before.filter(({ state }) => state.tag === 'missed').length;
    return [{ target, times: before.length === 0 ? '' : ` Before it ${before.length - late} kept and ${late} late.` }];
  });
}

const firstWords = ({ state }: SlaTarget): string =>
  `It was first resolved ${state.tag === 'met' ? 'in time' : 'late'}, which stays on record; opened again, the same clock goes on.`;

const promise = (ticket: Ticket, policy: SlaPolicy, target: SlaTarget, times: string): Line => [
  `Promise: ${policy.name} (version ${policy.version}), ${ticket.severity}: ${TARGET_WORDS[target.kind]} within ${sayOpenTime(target.budget)} of "${policy.calendarName}".${times}`,
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
  lines.push(...notCounted(target, calendar, end), standing(target, policy, now));
  return lines;
}

/** What lies between start and end and does not count: closed days with the reason, and what stopped the clock. */
function notCounted({ runs }: SlaTarget, calendar: Calendar, end: Instant): readonly Line[] {
  const from = runs[0]?.from;
  if (from === undefined || end <= from) return [];
  const cut = runs.map((run) => ({ from: run.from, to: earlier(run.to ?? end, end) }));
  const closed = sayClosedDays(calendar.zone, daySums(calendar, { from, to: end }, cut));
  const gaps = cut.slice(1).map((run, at): Line => {
    const since = cut[at]?.to ?? run.from;
    const open = sayOpenTime(openTimeBetween(calendar, since, run.from));
    return ['It stood still from ', day(since), ' to ', day(run.from), ` (${open} of open time).`];
  });
  const days = closed.length === 0 ? [] : [[`Nothing counts on ${listed(closed)}, by the days of ${calendar.zone}.`]];
  return [...gaps.slice(0, MOST_SPANS), ...days];
}

const listed = (all: readonly string[]): string =>
  [...all.slice(0, MOST_SPANS), ...(all.length > MOST_SPANS ? [`${all.length - MOST_SPANS} more times`] : [])].join(
    ', ',
  );

const sameDay = ({ from, to }: { readonly from: Instant; readonly to: Instant }, policy: SlaPolicy): boolean => {
  const { zone } = calendarOf(policy);
  return localDateOf(zone, from) === localDateOf(zone, to);
};

function standing(target: SlaTarget, policy: SlaPolicy, now: Instant): Line {
  const { state, changed } = target;
  const calendar = calendarOf(policy);
  const due = dueOf(target);
  const stops = whatStops(target, policy);
  const since: readonly Piece[] =
    changed === undefined
      ? []
      : [
          ` It was recounted when ${changed.why}, `,
          day(changed.at),
          brokenByPolicy(target) ? '; until then it was in time, so the change of policy made it late.' : '.',
        ];
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

/** `It stands still while waiting for the customer or on hold; resolving ends it.` */
function whatStops({ kind }: SlaTarget, policy: SlaPolicy): string {
  const statuses = PAUSING_STATUSES.filter((status) => pausedIn(policy, status).includes(kind));
  const still =
    statuses.length === 0
      ? 'No status stops it'
      : `It stands still while ${statuses.map((status) => STATUS_WORDS[status]).join(' or ')}`;
  return `${still}; ${kind === 'resolution' ? 'resolving' : 'answering publicly'} ends it.`;
}
