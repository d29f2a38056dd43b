import * as fc from 'fast-check';
import { daySums } from '../../../src/core/calendar/day-sums';
import { openTimeBetween } from '../../../src/core/calendar/open-time';
import { union } from '../../../src/core/calendar/span-set';
import { DAY, instant } from '../../../src/core/time';
import { calendarOf, rulesFor, TROUBLED_ZONES } from './arbitrary-calendar';

const situations = fc.constantFrom(...TROUBLED_ZONES).chain(([zone, year]) =>
  fc.record({
    calendar: rulesFor(zone, year).map(calendarOf),
    start: fc.integer({ min: Date.UTC(year, 0), max: Date.UTC(year, 11) }).map(instant),
    days: fc.array(fc.integer({ min: 0, max: 20 * DAY }), { minLength: 2, maxLength: 6 }),
  }),
);

describe('For any calendar, the days of a sum', () => {
  test('add up to its open time, and to what was open while the clock stood still', () => {
    fc.assert(
      fc.property(situations, ({ calendar, start, days }) => {
        let at = start;
        const moments = days.map((length) => {
          at = instant(at + length);
          return at;
        });
        const frame = { from: start, to: at };
        // It runs in every second span between the moments.
        const runs = union(moments.flatMap((to, i) => (i % 2 === 0 ? [{ from: moments[i - 1] ?? start, to }] : [])));
        const sums = [...daySums(calendar, frame, runs)];
        const stopped = sums.flatMap((day) => day.stopped).reduce((sum, { from, to }) => sum + to - from, 0);
        const counted = sums.reduce((sum, { length }) => sum + length, 0);
        expect(counted).toBe(runs.reduce((sum, { from, to }) => sum + openTimeBetween(calendar, from, to), 0));
        expect(counted + stopped).toBe(openTimeBetween(calendar, frame.from, frame.to));
      }),
      { numRuns: 200 },
    );
  });

  test('come in order, each once, and each that counts nothing says why', () => {
    fc.assert(
      fc.property(situations, ({ calendar, start, days: [length = 0] }) => {
        const frame = { from: start, to: instant(start + length + 1) };
        const sums = [...daySums(calendar, frame, [frame])];
        sums.forEach(({ date, length, remarks }, i) => {
          expect(i === 0 || (sums[i - 1]?.date ?? '') < date).toBe(true);
          if (length === 0) expect(remarks.length).toBeGreaterThan(0);
        });
      }),
      { numRuns: 200 },
    );
  });
});
