import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../time';

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

/**
 * The mean Gregorian year, whole milliseconds. Tables are cut every YEAR from 1970 on: within two days of New Year,
 * and the number of the slice is one division instead of calendar arithmetic.
 */
export const YEAR = 31_556_952_000;

/** `offsets[i]` (local minus UTC, in milliseconds) holds from `starts[i]` until the next start. */
interface Offsets {
  readonly starts: readonly number[];
  readonly offsets: readonly number[];
}

interface Zone {
  readonly format: Intl.DateTimeFormat;
  readonly years: Map<number, Offsets>;
}

const zones = new Map<string, Zone>();

function zoneNamed(name: string): Zone {
  const known = zones.get(name);
  if (known) return known;
  // Later Node versions also take '+01:00' here, which has no daylight saving and is never what a policy means.
  if (/^[+-]/.test(name)) throw new RangeError(`"${name}" is an offset, not a time zone`);
  const format = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const zone = { format, years: new Map() };
  zones.set(name, zone);
  return zone;
}

export function zoneExists(name: string): boolean {
  try {
    zoneNamed(name);
    return true;
  } catch {
    return false;
  }
}

/** Zones whose city is the last word of `name`, for a hint: `berlin` and `Germany/Berlin` give `Europe/Berlin`. */
export function zonesLike(name: string): readonly string[] {
  const city = (text: string): string => text.slice(text.lastIndexOf('/') + 1).toLowerCase();
  const wanted = city(name.trim().replace(/\s+/g, '_'));
  return Intl.supportedValuesOf('timeZone').filter((zone) => city(zone) === wanted);
}

/** Asks Intl, which costs microseconds: only to fill the tables of offsets. */
function askOffset(format: Intl.DateTimeFormat, at: number): number {
  const second = Math.floor(at / SECOND) * SECOND;
  const [month = 0, day = 0, year = 0, hour = 0, minute = 0, rest = 0] = (
    format.format(second).match(/\d+/g) ?? []
  ).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, rest) - second;
}

/** The first moment in (from, to] with the offset of `to`; exact when the offset changes once in between. */
function changeBetween(offsetOf: (at: number) => number, from: number, to: number): number {
  const after = offsetOf(to);
  let [before, changed] = [from, to];
  while (changed - before > 1) {
    const middle = Math.floor((before + changed) / 2);
    if (offsetOf(middle) === after) changed = middle;
    else before = middle;
  }
  return changed;
}

/** One look a day finds every change: since 1900 no offset has lasted less than four days (tz database 2025c). */
function readOffsets(format: Intl.DateTimeFormat, year: number): Offsets {
  const ask = (at: number): number => askOffset(format, at);
  const end = (year + 1) * YEAR;
  let at = year * YEAR;
  let offset = ask(at);
  const starts = [at];
  const offsets = [offset];
  while (at < end) {
    const next = Math.min(at + DAY, end);
    const nextOffset = ask(next);
    if (nextOffset !== offset) {
      starts.push(changeBetween(ask, at, next));
      offsets.push(nextOffset);
    }
    at = next;
    offset = nextOffset;
  }
  return { starts, offsets };
}

function offsetAt(name: string, at: number): number {
  const zone = zoneNamed(name);
  const year = Math.floor(at / YEAR);
  let table = zone.years.get(year);
  if (!table) {
    table = readOffsets(zone.format, year);
    zone.years.set(year, table);
  }
  const { starts, offsets } = table;
  let last = starts.length - 1;
  while (last > 0 && (starts[last] ?? 0) > at) last -= 1;
  return offsets[last] ?? 0;
}

const dayNumber = (date: LocalDate): number => Date.parse(date) / DAY;
const dateOfDay = (day: number): LocalDate => new Date(day * DAY).toISOString().slice(0, 10) as LocalDate;

/** False for '2026-02-30' and for anything not written YYYY-MM-DD. */
export function isLocalDate(text: string): text is LocalDate {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const at = Date.parse(text);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

export const addDays = (date: LocalDate, days: number): LocalDate => dateOfDay(dayNumber(date) + days);

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
