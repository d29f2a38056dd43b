import { readCalendar } from '../src/core/calendar/calendar';
import { nextOpen } from '../src/core/calendar/open-time';
import { DAY, type Instant, instant, MINUTE } from '../src/core/time';

/** An office in a zone with daylight saving and holidays, as both sides of a comparison know it. */
export const ZONE = 'Europe/Berlin';
export const HOLIDAYS: readonly string[] = [
  '2026-01-01',
  '2026-04-03',
  '2026-04-06',
  '2026-05-01',
  '2026-05-14',
  '2026-05-25',
  '2026-10-03',
  '2026-12-24',
  '2026-12-25',
  '2026-12-31',
];
const hours = ['09:00-17:00'];
export const office = () =>
  readCalendar({
    zone: ZONE,
    week: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours },
    holidays: HOLIDAYS,
  });

/** Park and Miller's: the same numbers on every machine. */
function* numbers(seed: number): Generator<number, never, undefined> {
  for (let state = seed; ; ) {
    state = (state * 48_271) % 2_147_483_647;
    yield state / 2_147_483_647;
  }
}

/** Whole minutes of 2026 in office hours, so that both sides start where they are asked to. */
export function starts(count: number): readonly Instant[] {
  const calendar = office();
  const random = numbers(2_026);
  return Array.from({ length: count }, () => {
    const any = Date.UTC(2026, 0, 1) + Math.floor((random.next().value * 330 * DAY) / MINUTE) * MINUTE;
    return nextOpen(calendar, instant(any));
  });
}
