import { addDays, type LocalDate } from '../calendar/zone';

/** '2026-11', as in the source of included hours. */
export const monthOf = (day: LocalDate): string => day.slice(0, 7);

/** From the 28th of any month, four days on is the next month's; from there back to the day before its first. */
export function lastDayOf(month: string): LocalDate {
  const next = addDays(`${month}-28` as LocalDate, 4);
  return addDays(next, -Number(next.slice(8)));
}
