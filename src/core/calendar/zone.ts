import { DAY, HOUR, type Instant, MINUTE, type Millis } from '../time';
import { changeBetween, offsetAt } from './offsets';

/** A day on the wall calendar, 'YYYY-MM-DD', in whichever zone is being talked about. */
export type LocalDate = string & { readonly __brand: 'LocalDate' };
/** 0 is Monday, as in `Calendar.week`. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

/** What a clock on a wall in that zone shows. */
export interface WallClock {
  readonly date: LocalDate;
  readonly weekday: Weekday;
  readonly hour: number;
  readonly minute: number;
}

const dayNumber = (date: LocalDate): number => Date.parse(date) / DAY;
const dateOfDay = (day: number): LocalDate => new Date(day * DAY).toISOString().slice(0, 10) as LocalDate;

/** False for '2026-02-30' and for anything not written YYYY-MM-DD. */
export function isLocalDate(text: string): text is LocalDate {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const at = Date.parse(text);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** A day that people may agree on. Earlier is a slip of the finger, and the year 26 no year that can be reckoned with. */
export const isContractDay = (text: string): text is LocalDate => isLocalDate(text) && text >= '1900-01-01';

export const addDays = (date: LocalDate, days: number): LocalDate => dateOfDay(dayNumber(date) + days);

/** From one day to another; below 0 when that is earlier. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => dayNumber(to) - dayNumber(from);

// 1970-01-01 was a Thursday.
export const weekdayOf = (date: LocalDate): Weekday => ((((dayNumber(date) + 3) % 7) + 7) % 7) as Weekday;

export const localDateOf = (zone: string, at: Instant): LocalDate =>
  dateOfDay(Math.floor((at + offsetAt(zone, at)) / DAY));

export function wallClock(zone: string, at: Instant): WallClock {
  const wall = at + offsetAt(zone, at);
  const date = dateOfDay(Math.floor(wall / DAY));
  const inDay = wall - Math.floor(wall / DAY) * DAY;
  return {
    date,
    weekday: weekdayOf(date),
    hour: Math.floor(inDay / HOUR),
    minute: Math.floor((inDay % HOUR) / MINUTE),
  };
}

/** Minutes since the midnight that a date begins with, on a clock that is `offset` from UTC. */
export const wallMinutes = (date: LocalDate, at: Instant, offset: Millis): number =>
  (at + offset - dayNumber(date) * DAY) / MINUTE;

interface Placed {
  readonly at: number;
  /** How far the clock jumped over this wall time; 0 when the wall time exists. */
  readonly gap: number;
}

function place(zone: string, date: LocalDate, minutes: number): Placed {
  const wall = dayNumber(date) * DAY + minutes * MINUTE;
  // No zone is a whole day away from UTC, so these two lie on either side of any change near the wall time.
  const before = offsetAt(zone, wall - DAY);
  const after = offsetAt(zone, wall + DAY);
  if (before === after) return { at: wall - before, gap: 0 };
  const early = wall - Math.max(before, after);
  const late = wall - Math.min(before, after);
  if (early + offsetAt(zone, early) === wall) return { at: early, gap: 0 };
  if (late + offsetAt(zone, late) === wall) return { at: late, gap: 0 };
  return { at: wall - before, gap: after - before };
}

/**
 * The moment of a wall time; `minutes` from midnight may go past 1440. As Temporal's "compatible": a time the clock
 * jumps over moves forward by the jump, a time that comes twice is the first.
 */
export const instantOf = (zone: string, date: LocalDate, minutes: number): Instant =>
  place(zone, date, minutes).at as Instant;

/** The first moment of the date. Not always 00:00: where the clock jumps over midnight, it is the jump. */
export function startOfDay(zone: string, date: LocalDate): Instant {
  const { at, gap } = place(zone, date, 0);
  if (gap === 0) return at as Instant;
  return changeBetween((moment) => offsetAt(zone, moment), at - gap, at) as Instant;
}
