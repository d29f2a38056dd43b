import { type Calendar, type CalendarText, readCalendar, WEEKDAYS, type WindowText } from '../../calendar/calendar';
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
    holidays: listIn(fields, 'holidays').map((date) => String(date).trim()),
    special: byDate(fieldsIn(fields, 'date_hours')),
    breaks: byDate(fieldsIn(fields, 'breaks')),
  };
  return { text, calendar: readCalendar(text, { equalEnds: 'next day', neverOpen: 'allow' }) };
}

function weekOf(calendar: Fields): NonNullable<CalendarText['week']> {
  const days = Object.keys(calendar).map((name) => {
    const weekday = WEEKDAYS.find((known) => name.toLowerCase().startsWith(known));
    if (weekday === undefined) throw new CaseError(`"${name}" is not a weekday. Write ${WEEKDAYS.join(', ')}.`);
    return [weekday, windowsIn(calendar, name)] as const;
  });
  return Object.fromEntries(days);
}

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
  const [open, close] = Array.isArray(window) ? window : isFields(window) ? [window.open, window.close] : [];
  if (isTime(open) && isTime(close)) return [trimmed(open), trimmed(close)];
  throw new CaseError(`${key}: ${JSON.stringify(window)} is not a time window. Write it as ["09:00", "17:00"].`);
}

const isTime = (value: unknown): value is string =>
  typeof value === 'string' && /^\s*\d{1,2}:\d\d/.test(value) && !value.includes('-');

/** Windows are whole minutes; `09:00:00` says no more than `09:00`. */
const trimmed = (time: string): string => time.trim().replace(/^(\d{1,2}:\d\d):00$/, '$1');
