import { CalendarError, type Path } from './calendar-error';
import type { Holidays } from './hours';
import { addDays, isLocalDate, type LocalDate } from './zone';

/** The reach of the tables; a date outside it is a typing slip. */
const FIRST_DATE = '1900-01-01';
const LAST_DATE = '2399-12-31';
/** So that a slip in the year of a range is named, not filled with a century of holidays. */
const LONGEST_RANGE_DAYS = 3_660;

export function readDate(text: string, path: Path): LocalDate {
  if (!isLocalDate(text)) {
    throw new CalendarError(path, `"${text}" is not a date. Write an existing day as 2026-12-25.`);
  }
  if (text >= FIRST_DATE && text <= LAST_DATE) return text;
  throw new CalendarError(path, `${text} is out of reach. Write a date between the years 1900 and 2399.`);
}

function* datesFrom(first: LocalDate, last: LocalDate, text: string, path: Path): Generator<LocalDate> {
  if (last < first) {
    throw new CalendarError(path, `"${text}" ends before it starts. Write the earlier date first.`);
  }
  if (last > addDays(first, LONGEST_RANGE_DAYS)) {
    throw new CalendarError(path, `"${text}" is longer than ten years. Check the years, or split the range.`);
  }
  for (let date = first; date <= last; date = addDays(date, 1)) yield date;
}

/** Yearly days are checked and counted in a leap year, so that 02-29 exists. */
const LEAP_YEAR = '2000-';
const isYearly = (text: string): boolean => isLocalDate(LEAP_YEAR + text);

/** A range over New Year that closes most of the year is a slip in the order of its dates. */
const LONGEST_OVER_NEW_YEAR_DAYS = 183;

function yearlyDates(first: string, last: string, text: string, path: Path): readonly LocalDate[] {
  const inOneYear = (from: string, to: string): readonly LocalDate[] => [
    ...datesFrom(readDate(LEAP_YEAR + from, path), readDate(LEAP_YEAR + to, path), text, path),
  ];
  if (last >= first) return inOneYear(first, last);
  const overNewYear = [...inOneYear(first, '12-31'), ...inOneYear('01-01', last)];
  return overNewYear.length > LONGEST_OVER_NEW_YEAR_DAYS ? inOneYear(first, last) : overNewYear;
}

/** `2026-12-25`, `2026-12-24..2026-12-31`, and every year `12-25`, `12-24..12-31`, `12-24..01-02`. */
export function readHolidays(texts: readonly string[], path: Path): Holidays {
  const dates = new Set<LocalDate>();
  const yearly = new Set<string>();
  texts.forEach((text, i) => {
    const here = [...path, i];
    const [first = '', last = first, ...rest] = String(text)
      .split('..')
      .map((part) => part.trim());
    if (isYearly(first) && isYearly(last) && rest.length === 0) {
      for (const date of yearlyDates(first, last, text, here)) yearly.add(date.slice(5));
    } else if (isLocalDate(first) && isLocalDate(last) && rest.length === 0) {
      for (const date of datesFrom(readDate(first, here), readDate(last, here), text, here)) dates.add(date);
    } else {
      throw new CalendarError(
        here,
        `"${text}" is not a date. Write an existing day as 2026-12-25, 12-25 for every year, ` +
          'or two of them as 2026-12-24..2026-12-31.',
      );
    }
  });
  return { dates, yearly };
}
