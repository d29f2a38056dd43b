import type { LocalDate } from '../calendar/zone';
import { UserError } from '../errors';

/** The days a report is about, both included. */
export interface ReportPeriod {
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** As people name it: `2026-Q4`. */
  readonly label: string;
}

const WRITTEN = /^(\d{4})(?:-(?:Q([1-4])|H([12])|(0[1-9]|1[0-2])))?$/;
const [FIRST_YEAR, LAST_YEAR] = [1900, 2399];

/** `2026`, `2026-H2`, `2026-Q4` or `2026-11`. @throws UserError report.period */
export function periodOf(text: string): ReportPeriod {
  const label = text.trim().toUpperCase();
  const [, year = '', quarter, half, month] = WRITTEN.exec(label) ?? [];
  if (year === '' || Number(year) < FIRST_YEAR || Number(year) > LAST_YEAR) {
    throw new UserError(
      'report.period',
      `"${text}" is not a period; write a year, half, quarter or month, such as 2026, 2026-H2, 2026-Q4 or 2026-11.`,
    );
  }
  const [first, last] = monthsIn(quarter, half, month);
  return { from: dayOf(`${year}-${two(first)}-01`), to: dayOf(`${year}-${two(last)}-${daysIn(year, last)}`), label };
}

function monthsIn(quarter?: string, half?: string, month?: string): readonly [first: number, last: number] {
  if (quarter !== undefined) return [Number(quarter) * 3 - 2, Number(quarter) * 3];
  if (half !== undefined) return [Number(half) * 6 - 5, Number(half) * 6];
  return month === undefined ? [1, 12] : [Number(month), Number(month)];
}

const two = (number: number): string => String(number).padStart(2, '0');
const dayOf = (text: string): LocalDate => text as LocalDate;
/** Day 0 of the next month is the last of this one. */
const daysIn = (year: string, month: number): number => new Date(Date.UTC(Number(year), month, 0)).getUTCDate();
