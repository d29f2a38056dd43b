import { DAY, type Instant } from '../../core/time';

/**
 * Last day of each release line of Node.js, as its release group plans it:
 * https://github.com/nodejs/Release/blob/main/schedule.json (read in November 2026).
 */
const LAST_DAYS: Readonly<Record<number, string>> = {
  18: '2025-04-30',
  20: '2026-04-30',
  21: '2024-06-01',
  22: '2027-04-30',
  23: '2025-06-01',
  24: '2028-04-30',
  25: '2026-06-01',
  26: '2029-04-30',
};
/** What to move to: a line with long support that others have tried before us. */
export const RECOMMENDED = 24;

/** When fixes of security faults end for a release line, and the last day in words; undefined when that is not known. */
export function endOfLife(line: number): { readonly at: Instant; readonly lastDay: string } | undefined {
  const day = LAST_DAYS[line];
  if (day === undefined) return undefined;
  const start = Date.parse(`${day}T00:00:00Z`);
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' });
  return { at: (start + DAY) as Instant, lastDay: format.format(start) };
}
