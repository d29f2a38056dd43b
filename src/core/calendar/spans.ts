import type { Instant } from '../time';
import { type Calendar, type Hours, hoursOf, isHoliday } from './hours';
import { YEAR } from './offsets';
import { countUntil, type Rising, rising, valueAt } from './rising';
import { clip, type Span, subtract, union } from './span-set';
import { addDays, instantOf, type LocalDate, localDateOf, startOfDay } from './zone';

/** The open spans of one slice of time, YEAR long and numbered from 1970, cut off at its ends. */
export interface YearTable {
  readonly year: number;
  /** Opening, closing, opening, closing ... strictly rising. */
  readonly edges: Rising;
  /** Open time in the year up to the end of each span. */
  readonly closed: Rising;
  readonly total: number;
}

/**
 * All that is known of one calendar so far. Ask for it once, then for its years. Lists by year, since a due date is
 * looked up in less time than a Map takes to find its table.
 */
export interface OpenYears {
  readonly calendar: Calendar;
  /** At `slotOf(year)`; the tables made first go first. */
  readonly tables: (YearTable | undefined)[];
  readonly made: number[];
  /** Outlives the tables: a span of decades adds up totals and walks no days. */
  readonly totals: (number | undefined)[];
}

/** A desk asks about last year, this year and the next; a table is some 9 kB and made again in milliseconds. */
const KEPT_TABLES = 8;
/** 1900 to 2400: beyond lies a mistake, such as seconds taken for milliseconds, and no loop may follow it there. */
const FIRST_YEAR = -70;
const LAST_YEAR = 430;

const kept = new WeakMap<Calendar, OpenYears>();
/** Whoever asks about a calendar asks again, and to find it takes a fifth of the time. */
let latest: OpenYears | undefined;

/** @throws RangeError when `at` is no moment between 1900 and 2400 */
export function yearOf(at: Instant): number {
  const year = Math.floor(at / YEAR);
  if (year >= FIRST_YEAR && year < LAST_YEAR) return year;
  throw new RangeError(`${at} is not a moment between the years 1900 and 2400, in milliseconds since 1970`);
}

/** Each local date that touches the frame or may reach into it with a window begun before, and its span. */
function* datesAround(zone: string, frame: Span): Generator<readonly [LocalDate, Span]> {
  const last = addDays(localDateOf(zone, frame.to), 1);
  // A window may reach two days past its date, and a jump of the clock may carry it a little further.
  let date = addDays(localDateOf(zone, frame.from), -4);
  let from = startOfDay(zone, date);
  while (date <= last) {
    const next = addDays(date, 1);
    const to = startOfDay(zone, next);
    // A date that never was (Samoa, 30 December 2011) opens nothing; "forward by the gap" would open it a day late.
    if (from < to) yield [date, { from, to }];
    date = next;
    from = to;
  }
}

const spansOn = (zone: string, date: LocalDate, hours: Hours): readonly Span[] =>
  union(hours.map(([open, close]) => ({ from: instantOf(zone, date, open), to: instantOf(zone, date, close) })));

/** The rules of opening, in one place: hours, less holidays, but not hours given for that very date, less breaks. */
function openSpans(calendar: Calendar, year: number): readonly Span[] {
  const { zone } = calendar;
  const frame = { from: (year * YEAR) as Instant, to: ((year + 1) * YEAR) as Instant };
  const windows: Span[] = [];
  const granted: Span[] = [];
  const holidays: Span[] = [];
  const breaks: Span[] = [];
  for (const [date, day] of datesAround(zone, frame)) {
    windows.push(...spansOn(zone, date, hoursOf(calendar, date)));
    granted.push(...clip(spansOn(zone, date, calendar.special.get(date) ?? []), day));
    breaks.push(...spansOn(zone, date, calendar.breaks.get(date) ?? []));
    if (isHoliday(calendar, date)) holidays.push(day);
  }
  const open = union([...subtract(union(windows), union(holidays)), ...granted]);
  return clip(subtract(open, union(breaks)), frame);
}

function makeTable(year: number, spans: readonly Span[]): YearTable {
  const edges = new Float64Array(spans.length * 2);
  const closed = new Float64Array(spans.length);
  let total = 0;
  spans.forEach(({ from, to }, i) => {
    edges[2 * i] = from;
    edges[2 * i + 1] = to;
    total += to - from;
    closed[i] = total;
  });
  return { year, edges: rising(edges, year * YEAR), closed: rising(closed, 0), total };
}

export function openYears(calendar: Calendar): OpenYears {
  if (latest?.calendar === calendar) return latest;
  let years = kept.get(calendar);
  if (!years) {
    years = { calendar, tables: [], made: [], totals: [] };
    kept.set(calendar, years);
  }
  latest = years;
  return years;
}

const slotOf = (year: number): number => year - FIRST_YEAR;

function addTable(years: OpenYears, year: number): YearTable {
  const table = makeTable(year, openSpans(years.calendar, year));
  if (years.made.length >= KEPT_TABLES) years.tables[years.made.shift() ?? 0] = undefined;
  years.made.push(slotOf(year));
  years.tables[slotOf(year)] = table;
  years.totals[slotOf(year)] = table.total;
  return table;
}

export const tableOf = (years: OpenYears, year: number): YearTable =>
  years.tables[slotOf(year)] ?? addTable(years, year);

export const totalOf = (years: OpenYears, year: number): number =>
  years.totals[slotOf(year)] ?? tableOf(years, year).total;

/** How many edges are at or before `at`: odd inside a span, even outside. */
export const edgesUntil = ({ edges }: YearTable, at: number): number => countUntil(edges, at);

/** Open time in the year before the span numbered `index`. */
const openBeforeSpan = ({ closed }: YearTable, index: number): number =>
  index === 0 ? 0 : valueAt(closed.values, index - 1);

/** Open time in the year before `at`. */
export function openBefore(table: YearTable, at: number): number {
  const count = edgesUntil(table, at);
  const whole = openBeforeSpan(table, count >>> 1);
  return count % 2 === 0 ? whole : whole + at - valueAt(table.edges.values, count - 1);
}

/** The earliest moment with `spent` open time of the year before it; 0 < spent <= total. */
export function momentAfter(table: YearTable, spent: number): Instant {
  // The first span that ends with at least `spent` behind it: a budget used up at closing is due at closing.
  const span = countUntil(table.closed, spent - 1);
  return (valueAt(table.edges.values, 2 * span) + spent - openBeforeSpan(table, span)) as Instant;
}
