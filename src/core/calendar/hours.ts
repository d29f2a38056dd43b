import { type LocalDate, weekdayOf } from './zone';

/**
 * Minutes from local midnight, half-open: [540, 1020] is 09:00-17:00. `close` may go past 1440, to 2880 at most: the
 * window runs past midnight and belongs to the date it starts on.
 */
export type Hours = readonly (readonly [open: number, close: number])[];

export interface Holidays {
  readonly dates: ReadonlySet<LocalDate>;
  /** 'MM-DD', every year. */
  readonly yearly: ReadonlySet<string>;
}

/**
 * When we are open. A value: never changed, a new one is read instead. Keep and reuse the object, since the tables
 * made for it are found by its identity.
 */
export interface Calendar {
  readonly zone: string;
  readonly week: readonly [mon: Hours, tue: Hours, wed: Hours, thu: Hours, fri: Hours, sat: Hours, sun: Hours];
  /** Replaces the week's hours of that date; [] opens nothing. Wins over a holiday on that very date. */
  readonly special: ReadonlyMap<LocalDate, Hours>;
  /** The whole local date is closed, whatever window runs, the tail of last night's too. */
  readonly holidays: Holidays;
  /** Closed for once, whatever window runs. */
  readonly breaks: ReadonlyMap<LocalDate, Hours>;
}

export const hoursOf = (calendar: Calendar, date: LocalDate): Hours =>
  calendar.special.get(date) ?? calendar.week[weekdayOf(date)];

export const isHoliday = ({ holidays }: Calendar, date: LocalDate): boolean =>
  holidays.dates.has(date) || holidays.yearly.has(date.slice(5));
