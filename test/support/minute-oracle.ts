/**
 * Open time by looking at every single minute: slow, and so simple that it can be believed. It shares no code with
 * src/core/calendar, not even the way it asks Intl, and knows the rules of sla.md only as questions about one minute.
 */

/** Minutes from local midnight; a window past midnight ends after 1440. */
export type MinuteWindows = readonly (readonly [open: number, close: number])[];

export interface MinuteRules {
  readonly zone: string;
  /** Monday first. */
  readonly week: readonly MinuteWindows[];
  readonly special: Readonly<Record<string, MinuteWindows>>;
  readonly breaks: Readonly<Record<string, MinuteWindows>>;
  readonly holidays: readonly string[];
  readonly yearly: readonly string[];
}

const MINUTE = 60_000;
const HOUR_MINUTES = 60;
const DAY_MINUTES = 1440;

/** What the wall clock shows in every minute of a year and some weeks around it; minutes count from 1970. */
export interface ZoneMinutes {
  readonly start: number;
  readonly end: number;
  /** Moments at which the clock jumps. */
  readonly jumps: readonly number[];
  /** The local day (since 1970) each minute belongs to: a day begins once and lasts until the next begins. */
  readonly dayAt: Int32Array;
  /** Every day that came, once. */
  readonly days: readonly number[];
  /** The minute at which a wall time comes first; for a time jumped over, as far after the jump as it lies in it. */
  readonly minuteOf: (wall: number) => number | undefined;
}

function offsetMinutes(format: Intl.DateTimeFormat, minute: number): number {
  const [, sign, hours, minutes] = /GMT(?:([+-])(\d\d):(\d\d))?$/.exec(format.format(minute * MINUTE)) ?? [];
  const size = Number(hours ?? 0) * HOUR_MINUTES + Number(minutes ?? 0);
  return sign === '-' ? -size : size;
}

/** The wall time of every minute. An hour that ends as it began is one; in the others each minute is asked for. */
function wallMinutes(zone: string, start: number, end: number): Int32Array {
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  const wallAt = new Int32Array(end - start);
  let offset = offsetMinutes(format, start);
  for (let hour = start; hour < end; hour += HOUR_MINUTES) {
    const next = offsetMinutes(format, hour + HOUR_MINUTES);
    for (let minute = hour; minute < hour + HOUR_MINUTES; minute++) {
      wallAt[minute - start] = minute + (offset === next ? offset : offsetMinutes(format, minute));
    }
    offset = next;
  }
  return wallAt;
}

export function zoneMinutes(zone: string, year: number): ZoneMinutes {
  const start = Date.UTC(year - 1, 10, 1) / MINUTE;
  const end = Date.UTC(year + 1, 3, 1) / MINUTE;
  const wallAt = wallMinutes(zone, start, end);
  const wallStart = start - 2 * DAY_MINUTES;
  const firstAt = new Int32Array(wallAt.length + 4 * DAY_MINUTES);
  const dayAt = new Int32Array(wallAt.length);
  const jumps: number[] = [];
  let day = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < wallAt.length; i++) {
    const wall = wallAt[i] ?? 0;
    if (firstAt[wall - wallStart] === 0) firstAt[wall - wallStart] = start + i;
    day = Math.max(day, Math.floor(wall / DAY_MINUTES));
    dayAt[i] = day;
    if (i > 0 && wall !== (wallAt[i - 1] ?? 0) + 1) jumps.push(start + i);
  }
  for (const jump of jumps) {
    const previous = wallAt[jump - start - 1] ?? 0;
    const gap = (wallAt[jump - start] ?? 0) - previous - 1;
    for (let missing = previous + 1; missing <= previous + gap; missing++) {
      firstAt[missing - wallStart] = firstAt[missing + gap - wallStart] ?? 0;
    }
  }
  return {
    start,
    end,
    jumps: jumps.map((minute) => minute * MINUTE),
    dayAt,
    days: [...new Set(dayAt)],
    minuteOf: (wall) => firstAt[wall - wallStart] || undefined,
  };
}

export interface MinuteOracle {
  readonly isOpen: (at: number) => boolean;
  readonly openBetween: (from: number, to: number) => number;
  /** Undefined when the budget lasts beyond the minutes of this table. */
  readonly due: (from: number, budget: number) => number | undefined;
}

const dateOf = (day: number): string => new Date(day * DAY_MINUTES * MINUTE).toISOString().slice(0, 10);
const MONDAY = 4; // 1970-01-05

/** The windows of one date as minutes ticked off in two days of them, so that any that meet are one. */
function runs(windows: MinuteWindows): MinuteWindows {
  if (windows.length === 0) return [];
  const ticked = new Uint8Array(2 * DAY_MINUTES + 1);
  for (const [open, close] of windows) ticked.fill(1, open, close);
  const found: [number, number][] = [];
  for (let from = ticked.indexOf(1); from >= 0; ) {
    const to = ticked.indexOf(0, from);
    found.push([from, to]);
    from = ticked.indexOf(1, to);
  }
  return found;
}

function openMinutes(rules: MinuteRules, zone: ZoneMinutes): Uint8Array {
  const { start, dayAt, days, minuteOf } = zone;
  const open = new Uint8Array(zone.end - start);
  const firstDay = days[0] ?? 0;
  const closed = new Uint8Array(2 * days.length);
  for (const day of days) {
    const date = dateOf(day);
    if (rules.holidays.includes(date) || rules.yearly.includes(date.slice(5))) closed[day - firstDay] = 1;
  }
  /** Index of the minute a wall time of that day comes; past the table's end, its end. */
  const indexOf = (day: number, wall: number): number => (minuteOf(day * DAY_MINUTES + wall) ?? zone.end) - start;
  for (const day of days) {
    const special = rules.special[dateOf(day)];
    const windows = special ?? rules.week[(((day - MONDAY) % 7) + 7) % 7] ?? [];
    for (const [from, to] of runs(windows)) {
      const last = indexOf(day, to);
      for (let i = indexOf(day, from); i < last; i++) {
        const today = dayAt[i] ?? 0;
        if (closed[today - firstDay] === 0 || (special !== undefined && today === day)) open[i] = 1;
      }
    }
  }
  for (const day of days) {
    for (const [from, to] of runs(rules.breaks[dateOf(day)] ?? [])) {
      const last = indexOf(day, to);
      for (let i = indexOf(day, from); i < last; i++) open[i] = 0;
    }
  }
  return open;
}

export function minuteOracle(rules: MinuteRules, zone: ZoneMinutes): MinuteOracle {
  const { start } = zone;
  const open = openMinutes(rules, zone);
  const before = new Float64Array(open.length + 1);
  for (let i = 0; i < open.length; i++) before[i + 1] = (before[i] ?? 0) + (open[i] ?? 0);
  const minuteIndex = (at: number): number => Math.floor(at / MINUTE) - start;
  const openUntil = (at: number): number => {
    const i = minuteIndex(at);
    return (before[i] ?? Number.NaN) * MINUTE + (open[i] === 1 ? at - (start + i) * MINUTE : 0);
  };
  return {
    isOpen: (at) => open[minuteIndex(at)] === 1,
    openBetween: (from, to) => (to <= from ? 0 : openUntil(to) - openUntil(from)),
    due: (from, budget) => {
      let left = budget;
      let at = from;
      for (let i = minuteIndex(from); i < open.length; i++) {
        const next = (start + i + 1) * MINUTE;
        if (open[i] === 1) {
          if (left <= next - at) return at + left;
          left -= next - at;
        }
        at = next;
      }
      return undefined;
    },
  };
}
