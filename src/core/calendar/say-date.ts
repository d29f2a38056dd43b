import type { LocalDate } from './zone';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** `Nov 2026` for '2026-11', or for any day in it. */
export const sayMonth = (month: string): string => `${MONTHS[Number(month.slice(5, 7)) - 1]} ${month.slice(0, 4)}`;

/** `31 Dec 2026`: for days of a contract, where the weekday says nothing. */
export const sayDate = (date: LocalDate): string => `${Number(date.slice(8))} ${sayMonth(date)}`;
