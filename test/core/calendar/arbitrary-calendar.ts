import * as fc from 'fast-check';
import { type Calendar, type CalendarText, readCalendar, WEEKDAYS } from '../../../src/core/calendar/calendar';
import type { MinuteRules, MinuteWindows } from '../../support/minute-oracle';

const DAY = 1440;
/** Full hours meet each other and the edges of DST; odd minutes meet nothing. Both are wanted. */
const minutes = (max: number) =>
  fc.oneof(
    fc.integer({ min: 0, max: Math.floor(max / 60) }).map((hour) => hour * 60),
    fc.integer({ min: 0, max: Math.floor(max / 30) }).map((half) => half * 30),
    fc.integer({ min: 0, max }),
  );
/** Up to a whole day long, so past midnight too. */
const window = fc
  .tuple(minutes(DAY - 1), minutes(DAY - 1))
  .map(([open, length]): readonly [number, number] => [open, open + length + 1])
  .map(([open, close]): readonly [number, number] => [open, close % 30 === 1 && close - 1 > open ? close - 1 : close]);
const windows = (maxLength: number): fc.Arbitrary<MinuteWindows> => fc.array(window, { maxLength });

/** Any date of a year, the last week of the one before and the first of the next. */
const dateAround = (year: number): fc.Arbitrary<string> =>
  fc.integer({ min: -7, max: 372 }).map((day) => new Date(Date.UTC(year, 0, 1 + day)).toISOString().slice(0, 10));
const dates = (year: number) => fc.array(dateAround(year), { maxLength: 30 });
const byDate = (year: number) => fc.dictionary(dateAround(year), windows(3), { maxKeys: 12 });

const office: MinuteWindows = [[540, 1020]];

/** Calendars with overnight windows, holidays (yearly too), special dates and breaks in and around `year`. */
export const rulesFor = (zone: string, year: number): fc.Arbitrary<MinuteRules> =>
  fc
    .record({
      zone: fc.constant(zone),
      week: fc.array(windows(3), { minLength: 7, maxLength: 7 }),
      special: byDate(year),
      breaks: byDate(year),
      holidays: dates(year),
      yearly: dates(year).map((all) => all.slice(0, 5).map((date) => date.slice(5))),
    })
    .map((rules) => (rules.week.some((day) => day.length > 0) ? rules : { ...rules, week: Array(7).fill(office) }));

const time = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const text = (hours: MinuteWindows): readonly string[] =>
  hours.map(([open, close]) => `${time(open)}-${time(close > DAY ? close - DAY : close)}`);
const textByDate = (all: Readonly<Record<string, MinuteWindows>>): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(Object.entries(all).map(([date, hours]) => [date, text(hours)]));

/** The same rules as a person would write them, read back by the code under test. */
export function calendarOf(rules: MinuteRules): Calendar {
  const written: CalendarText = {
    zone: rules.zone,
    week: Object.fromEntries(WEEKDAYS.map((name, i) => [name, text(rules.week[i] ?? [])])),
    special: textByDate(rules.special),
    breaks: textByDate(rules.breaks),
    holidays: [...rules.holidays, ...rules.yearly],
  };
  return readCalendar(written, { equalEnds: 'next day' });
}

/** Zones with their trouble: the years hold DST at odd hours and sizes, a leap day, a date that was left out. */
export const TROUBLED_ZONES: readonly (readonly [zone: string, year: number, trouble: string])[] = [
  ['UTC', 2024, 'a leap day and no DST'],
  ['Europe/Berlin', 2024, 'a leap day and DST'],
  ['America/New_York', 2026, 'DST at 02:00'],
  ['Australia/Lord_Howe', 2023, 'DST of half an hour, in the south'],
  ['Asia/Kolkata', 2028, 'half an hour off, a leap day'],
  ['America/St_Johns', 2010, 'DST at 00:01, so that midnight comes twice'],
  ['Africa/Cairo', 2014, 'DST at midnight, four times a year'],
  ['Africa/Casablanca', 2025, 'DST around Ramadan'],
  ['Pacific/Apia', 2011, '30 December left out'],
  ['Asia/Tehran', 2022, 'DST at midnight, three and a half hours off'],
  ['America/Sao_Paulo', 2018, 'days that begin at 01:00'],
  ['America/Nuuk', 2024, 'DST from 23:00 to midnight'],
];
