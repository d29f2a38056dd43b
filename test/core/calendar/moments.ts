import { type Instant, instant } from '../../../src/core/time';

/** `at('2026-03-29T09:00:00+02:00')`. The offset is required: a test that needs the host's zone tests the host. */
export function at(iso: string): Instant {
  if (!/(Z|[+-]\d\d:\d\d)$/.test(iso)) throw new Error(`${iso} needs an offset`);
  return instant(Date.parse(iso));
}

export const iso = (moment: Instant): string => new Date(moment).toISOString();

const office = ['09:00-17:00'];
/** Monday to Friday, 09:00 to 17:00. */
export const OFFICE_WEEK = { mon: office, tue: office, wed: office, thu: office, fri: office };
const day = ['00:00-24:00'];
export const WHOLE_WEEK = { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day };
