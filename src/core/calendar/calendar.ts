import { CalendarError } from './calendar-error';
import type { Calendar, Hours } from './hours';
import { zoneExists, zonesLike } from './offsets';
import { spansBetween } from './open-time';
import { readDate, readHolidays } from './read-dates';
import { type EqualEnds, readHours, type WindowText } from './read-hours';
import { addDays, instantOf, type LocalDate } from './zone';

export { CalendarError } from './calendar-error';
export type { Calendar, Holidays, Hours } from './hours';
export type { EqualEnds, WindowText } from './read-hours';
export type { LocalDate } from './zone';

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type WeekdayName = (typeof WEEKDAYS)[number];
type HoursByDate = Readonly<Record<string, readonly WindowText[]>>;

/** A calendar as people write it. A weekday left out is closed. */
export interface CalendarText {
  readonly zone: string;
  readonly week?: Readonly<Partial<Record<WeekdayName, readonly WindowText[] | undefined>>> | undefined;
  /** `2026-12-25`, `2026-12-24..2026-12-31`; every year: `12-25`, `12-24..01-02`. */
  readonly holidays?: readonly string[] | undefined;
  /** Hours for one date, instead of the week's; [] stays closed. */
  readonly special?: HoursByDate | undefined;
  /** Closed in between, on one date. */
  readonly breaks?: HoursByDate | undefined;
}

export interface ReadOptions {
  readonly equalEnds: EqualEnds;
  /** What a calendar without any open time means: a slip in a policy file, a fair question in pure arithmetic. */
  readonly neverOpen: 'refuse' | 'allow';
}
const AS_A_POLICY: ReadOptions = { equalEnds: 'refuse', neverOpen: 'refuse' };

/** 366 days, 29 February among them. */
const DAYS_IN_A_LEAP_YEAR = 366;

function checkZone(zone: string): void {
  if (zoneExists(zone)) return;
  const [like] = zonesLike(zone);
  const cure = like ? `Did you mean ${like}?` : 'Write one such as Europe/Berlin, America/New_York or UTC.';
  throw new CalendarError(['zone'], `There is no time zone "${zone}". ${cure}`);
}

function readWeek(week: NonNullable<CalendarText['week']>, equalEnds: EqualEnds): Calendar['week'] {
  for (const name of Object.keys(week)) {
    if (!WEEKDAYS.some((weekday) => weekday === name)) {
      throw new CalendarError(['week', name], `"${name}" is not a weekday. Write ${WEEKDAYS.join(', ')}.`);
    }
  }
  const on = (name: WeekdayName): Hours => readHours(week[name] ?? [], equalEnds, ['week', name]);
  return [on('mon'), on('tue'), on('wed'), on('thu'), on('fri'), on('sat'), on('sun')];
}

const readByDate = (name: string, byDate: HoursByDate, equalEnds: EqualEnds): ReadonlyMap<LocalDate, Hours> =>
  new Map(
    Object.entries(byDate).map(([date, windows]) => [
      readDate(date, [name, date]),
      readHours(windows, equalEnds, [name, date]),
    ]),
  );

/** A week with hours opens some day, unless every day of every year is a holiday; special dates can be looked at. */
function everOpens(calendar: Calendar): boolean {
  const weekly = calendar.week.some((hours) => hours.length > 0);
  if (weekly && calendar.holidays.yearly.size < DAYS_IN_A_LEAP_YEAR) return true;
  return [...calendar.special].some(([date, hours]) => {
    if (hours.length === 0) return false;
    // Three days: a window may run on into the next date, when its own is cut away by a break.
    const [from, to] = [instantOf(calendar.zone, date, 0), instantOf(calendar.zone, addDays(date, 3), 0)];
    return spansBetween(calendar, from, to).next().done !== true;
  });
}

/** @throws CalendarError naming the place and the cure */
export function readCalendar(text: CalendarText, options: Partial<ReadOptions> = {}): Calendar {
  const { equalEnds, neverOpen } = { ...AS_A_POLICY, ...options };
  checkZone(text.zone);
  const calendar: Calendar = {
    zone: text.zone,
    week: readWeek(text.week ?? {}, equalEnds),
    special: readByDate('special', text.special ?? {}, equalEnds),
    holidays: readHolidays(text.holidays ?? [], ['holidays']),
    breaks: readByDate('breaks', text.breaks ?? {}, equalEnds),
  };
  if (neverOpen === 'allow' || everOpens(calendar)) return calendar;
  throw new CalendarError(['week'], 'This calendar never opens. Give a weekday hours, such as mon: ["09:00-17:00"].');
}

/** Open day and night. */
export function always(zone: string): Calendar {
  const day = ['00:00-24:00'];
  return readCalendar({ zone, week: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day } });
}
