import {
  type Calendar,
  type CalendarText,
  readCalendar,
  WEEKDAYS,
  type WeekdayName,
  type WindowText,
} from '../../calendar/calendar';
import { CaseError } from './case-error';
import { type Fields, fieldsIn, isFields, isMissing, listIn, textIn } from './fields';

/** The part of a case that says when it is open. */
export interface CaseCalendar {
  readonly text: CalendarText;
  readonly calendar: Calendar;
}

/** Without a zone, UTC. A window that ends when it starts is a whole day here; a calendar may never open. */
export function readCaseCalendar(fields: Fields): CaseCalendar {
  if (isMissing(fields.calendar)) throw new CaseError('"calendar" is missing: say when it is open, by weekday.');
  const text: CalendarText = {
    zone: textIn(fields, 'timezone') ?? 'UTC',
    week: weekOf(fieldsIn(fields, 'calendar')),
    holidays: listIn(fields, 'holidays').map((date) => (typeof date === 'string' ? date.trim() : JSON.stringify(date))),
    special: byDate(fieldsIn(fields, 'date_hours')),
    breaks: byDate(fieldsIn(fields, 'breaks')),
  };
  return { text, calendar: readCalendar(text, { equalEnds: 'next day', neverOpen: 'allow' }) };
}

function weekOf(calendar: Fields): NonNullable<CalendarText['week']> {
  const week: Partial<Record<WeekdayName, readonly WindowText[]>> = {};
  for (const name of Object.keys(calendar)) {
    const weekday = weekdayNamed(name);
    if (weekday === undefined) throw new CaseError(`"${name}" is not a weekday. Write ${WEEKDAYS.join(', ')}.`);
    if (week[weekday] !== undefined) throw new CaseError(`"${name}" is a weekday that is there twice. Write it once.`);
    week[weekday] = windowsIn(calendar, name);
  }
  return week;
}

const FULL_NAMES = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
/** By its name or the beginning of it: `mon`, `Thurs`, `Sunday`. */
const weekdayNamed = (name: string): WeekdayName | undefined =>
  WEEKDAYS.find((known, at) => {
    const written = name.trim().toLowerCase();
    return written.startsWith(known) && FULL_NAMES[at]?.startsWith(written);
  });

const byDate = (dates: Fields): NonNullable<CalendarText['special']> =>
  Object.fromEntries(Object.keys(dates).map((date) => [date.trim(), windowsIn(dates, date)]));

function windowsIn(of: Fields, key: string): readonly WindowText[] {
  const windows = listIn(of, key);
  const [open, close] = windows;
  // One window without the list around it.
  if (windows.length === 2 && isTime(open) && isTime(close)) return [[trimmed(open), trimmed(close)]];
  return windows.map((window) => readWindow(window, key));
}

function readWindow(window: unknown, key: string): WindowText {
  if (typeof window === 'string') return window;
  const ends = isFields(window) ? [window.open, window.close] : Array.isArray(window) ? window : [];
  const [open, close] = ends;
  if (ends.length === 2 && isTime(open) && isTime(close)) return [trimmed(open), trimmed(close)];
  throw new CaseError(`${key}: ${JSON.stringify(window)} is not a time window. Write it as ["09:00", "17:00"].`);
}

const isTime = (value: unknown): value is string =>
  typeof value === 'string' && /^\s*\d{1,2}:\d\d/.test(value) && !value.includes('-');

/** Windows are whole minutes; `09:00:00` says no more than `09:00`. */
const trimmed = (time: string): string => time.trim().replace(/^(\d{1,2}:\d\d):00$/, '$1');
