import { type Instant, type Millis, millis, sayDuration } from '../time';
import type { Calendar } from './hours';
import type { Span } from './span-set';
import { edgesUntil, momentAfter, openBefore, openYears, tableOf, totalOf, yearOf } from './spans';
import { localDateOf } from './zone';

export type { Span } from './span-set';

/** How long a calendar may stay shut before we stop looking. The longest natural pause, 29 February, is 8 years. */
export const QUIET_YEARS = 10;
/** How far a budget may reach when the calendar does open, but hardly ever. */
export const HORIZON_YEARS = 100;

/** The calendar has no more openings, or too few for what was asked of it. */
export class ClosedForGood extends Error {
  override readonly name = 'ClosedForGood';

  constructor(
    readonly zone: string,
    readonly from: Instant,
    readonly budget: Millis,
  ) {
    const wanted = budget === 0 ? 'an opening' : `${sayDuration(budget)} of open time`;
    super(
      `The calendar in ${zone} does not offer ${wanted} after ${localDateOf(zone, from)}: it stays closed for ` +
        `${QUIET_YEARS} years, or opens too little in ${HORIZON_YEARS}. Add hours to its week or to its special dates.`,
    );
  }
}

export const isOpen = (calendar: Calendar, at: Instant): boolean =>
  edgesUntil(tableOf(openYears(calendar), yearOf(at)), at) % 2 === 1;

/** Exact; 0 when `to` is not after `from`. */
export function openTimeBetween(calendar: Calendar, from: Instant, to: Instant): Millis {
  if (to <= from) return millis(0);
  const first = yearOf(from);
  const last = yearOf(to);
  const years = openYears(calendar);
  let open = openBefore(tableOf(years, last), to) - openBefore(tableOf(years, first), from);
  for (let year = first; year < last; year++) open += totalOf(years, year);
  return open as Millis;
}

/** `from` itself when open then, else the next opening. At the moment of closing it is closed. */
export function nextOpen(calendar: Calendar, from: Instant): Instant {
  const years = openYears(calendar);
  const first = yearOf(from);
  for (let year = first; year <= first + QUIET_YEARS; year++) {
    const table = tableOf(years, year);
    const count = edgesUntil(table, from);
    if (count % 2 === 1) return from;
    const opening = table.edges.values[count];
    if (opening !== undefined) return opening as Instant;
  }
  throw new ClosedForGood(calendar.zone, from, millis(0));
}

/**
 * When `budget` of open time, counted from `from`, is used up: the earliest such moment, so that a budget used up at
 * closing is due at closing. A budget of 0 asks when the counting starts.
 */
export function addOpenTime(calendar: Calendar, from: Instant, budget: Millis): Instant {
  if (budget === 0) return nextOpen(calendar, from);
  if (!(Number.isSafeInteger(budget) && budget > 0)) throw new RangeError(`${budget} is not a whole, positive budget`);
  const years = openYears(calendar);
  const first = yearOf(from);
  // From here on everything is counted from the start of `year`.
  let year = first;
  const table = tableOf(years, first);
  let { total } = table;
  let spent = openBefore(table, from) + budget;
  let lastOpen = first;
  while (spent > total) {
    if (total > 0) lastOpen = year;
    if (year - lastOpen >= QUIET_YEARS || year - first >= HORIZON_YEARS) {
      throw new ClosedForGood(calendar.zone, from, budget);
    }
    spent -= total;
    year += 1;
    total = totalOf(years, year);
  }
  return momentAfter(year === first ? table : tableOf(years, year), spent);
}

/** The open spans inside [from, to), in order: what a sum of open time is made of. */
export function* spansBetween(calendar: Calendar, from: Instant, to: Instant): Generator<Span, void, undefined> {
  if (to <= from) return;
  const last = yearOf(to);
  // A span over the end of a year lies in two tables: held back until the next one shows whether it goes on.
  let held: Span | undefined;
  for (let year = yearOf(from); year <= last; year++) {
    const { values: edges } = tableOf(openYears(calendar), year).edges;
    for (let i = 0; i < edges.length; i += 2) {
      const opens = Math.max(edges[i] ?? Number.NaN, from) as Instant;
      const closes = Math.min(edges[i + 1] ?? Number.NaN, to) as Instant;
      if (closes <= opens) continue;
      if (held && held.to < opens) yield held;
      held = { from: held?.to === opens ? held.from : opens, to: closes };
    }
  }
  if (held) yield held;
}
