import fc from 'fast-check';
import { countUntil, rising } from '../../../src/core/calendar/rising';

const whole = fc.integer({ min: 1, max: 100_000 });
/** Anything from close together to far apart, as the windows of a calendar may lie. */
const steps = fc.array(fc.oneof(whole, fc.integer({ min: 1, max: 3 })), { maxLength: 40 });

describe('Rising numbers', () => {
  it('are counted up to any number as by counting each, however unevenly they lie', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e6, max: 1e6 }), steps, (start, apart) => {
        let last = start;
        const values = Float64Array.from(apart.map((step) => (last += step)));
        const table = rising(values, start);
        const around = [start, ...values].flatMap((value) => [value - 1, value, value + 1]);
        for (const at of [...around, start - 1e9, last + 1e9]) {
          expect(countUntil(table, at)).toBe(values.filter((value) => value <= at).length);
        }
      }),
    );
  });
});
