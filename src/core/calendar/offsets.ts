import { DAY, type Instant, type Millis, SECOND } from '../time';

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
export function changeBetween(offsetOf: (at: number) => number, from: number, to: number): number {
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

function offsetsIn(name: string, year: number): Offsets {
  const zone = zoneNamed(name);
  let table = zone.years.get(year);
  if (!table) {
    table = readOffsets(zone.format, year);
    zone.years.set(year, table);
  }
  return table;
}

export function offsetAt(name: string, at: number): number {
  const { starts, offsets } = offsetsIn(name, Math.floor(at / YEAR));
  let last = starts.length - 1;
  while (last > 0 && (starts[last] ?? 0) > at) last -= 1;
  return offsets[last] ?? 0;
}

/** The clocks of a zone are put forward or back: what they show just before, and from then on. */
export interface ClockChange {
  readonly at: Instant;
  readonly before: Millis;
  readonly after: Millis;
}
/** Every change in [from, to), with the offsets from UTC before and after it. */
export function clockChanges(name: string, from: Instant, to: Instant): readonly ClockChange[] {
  const changes: ClockChange[] = [];
  for (let year = Math.floor(from / YEAR); year <= Math.floor(to / YEAR); year++) {
    const { starts, offsets } = offsetsIn(name, year);
    // The first entry only says how the year began.
    for (let i = 1; i < starts.length; i++) {
      const [at, before, after] = [starts[i] ?? 0, offsets[i - 1] ?? 0, offsets[i] ?? 0];
      if (at >= from && at < to) changes.push({ at: at as Instant, before: before as Millis, after: after as Millis });
    }
  }
  return changes;
}
