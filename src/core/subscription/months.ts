import { addDays, type LocalDate } from '../calendar/zone';

/**
 * Months counted from one day. Where a month has no such day, a new one begins on its last day or on the day after that:
 * people mean either when they write an end, and each is kept to for good. Counting from the first day, never from the
 * month before, is what keeps the 31st from becoming the 28th for ever.
 */
export interface Grid {
  readonly first: LocalDate;
  readonly short: 'last day' | 'day after';
}

const monthNumber = (date: LocalDate): number => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
const firstOfMonth = (month: number): LocalDate =>
  `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01` as LocalDate;

export function addMonths({ first, short }: Grid, months: number): LocalDate {
  const month = monthNumber(first) + months;
  const sameDay = addDays(firstOfMonth(month), Number(first.slice(8)) - 1);
  const next = firstOfMonth(month + 1);
  if (sameDay < next) return sameDay;
  return short === 'day after' ? next : addDays(next, -1);
}

/** How many whole months have gone by on that day; below zero before the first. */
export function monthsUntil(grid: Grid, day: LocalDate): number {
  const months = monthNumber(day) - monthNumber(grid.first);
  return addMonths(grid, months) <= day ? months : months - 1;
}
