import { addDays, daysBetween, type LocalDate } from '../calendar/zone';
import { addMonths, type Grid, monthsUntil } from './months';

/** How long it is, in the way in which it goes on: whole months stay months, everything else is days. */
export type Length =
  | { readonly unit: 'months'; readonly count: number; readonly grid: Grid }
  | { readonly unit: 'days'; readonly count: number };
/** From the first day to the last one. */
export interface Period {
  readonly from: LocalDate;
  readonly until: LocalDate;
  readonly length: Length;
}

function wholeMonths(from: LocalDate, next: LocalDate, grid: Grid): Length | undefined {
  const [begins, ends] = [monthsUntil(grid, from), monthsUntil(grid, next)];
  const exact = ends > begins && addMonths(grid, begins) === from && addMonths(grid, ends) === next;
  return exact ? { unit: 'months', count: ends - begins, grid } : undefined;
}

/** `former` is what the period before it counted from: one that goes on from the 28th of February may be the 31st's. */
export function periodOf(from: LocalDate, until: LocalDate, former?: Length): Period {
  const grids: readonly Grid[] = [
    ...(former?.unit === 'months' ? [former.grid] : []),
    { first: from, short: 'last day' },
    { first: from, short: 'day after' },
  ];
  const next = addDays(until, 1);
  for (const grid of grids) {
    const length = wholeMonths(from, next, grid);
    if (length !== undefined) return { from, until, length };
  }
  return { from, until, length: { unit: 'days', count: daysBetween(from, next) } };
}

/** A period as long as that, from whichever day. */
export function periodFrom(from: LocalDate, length: Length): Period {
  if (length.unit === 'days') return { from, until: addDays(from, length.count - 1), length };
  const month = monthsUntil(length.grid, from);
  const fits = addMonths(length.grid, month) === from;
  const grid: Grid = fits ? length.grid : { first: from, short: 'last day' };
  const next = addMonths(grid, (fits ? month : 0) + length.count);
  return { from, until: addDays(next, -1), length: { ...length, grid } };
}

/** The period that day lies in when one follows the other; by arithmetic, so that years go by in one step. */
export function periodAround(period: Period, day: LocalDate): Period {
  const { length } = period;
  if (length.unit === 'days') {
    const gone = Math.floor(daysBetween(period.from, day) / length.count);
    return periodFrom(addDays(period.from, gone * length.count), length);
  }
  const begun = monthsUntil(length.grid, period.from);
  const gone = Math.floor((monthsUntil(length.grid, day) - begun) / length.count);
  return periodFrom(addMonths(length.grid, begun + gone * length.count), length);
}
