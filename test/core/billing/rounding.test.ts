import * as fc from 'fast-check';
import { countedLength, roundUp } from '../../../src/core/billing/rounding';
import { MINUTE, millis } from '../../../src/core/time';
import { planWith } from './account-hours';

const minutes = (count: number) => millis(count * MINUTE);
const lengths = fc.integer({ min: 0, max: 1e12 }).map(millis);

describe('Rounding', () => {
  it.each([
    [0, 15, 0],
    [1, 15, 15],
    [15, 15, 15],
    [16, 15, 30],
    [61, 60, 120],
    [7, 0, 7],
  ])('makes %i minutes with a rounding of %i count as %i', (length, rounding, counted) => {
    expect(roundUp(minutes(length), minutes(rounding))).toBe(minutes(counted));
  });

  it('never shortens, adds less than one step, and ends on a step', () => {
    fc.assert(
      fc.property(lengths, fc.integer({ min: 1, max: 1e9 }).map(millis), (length, rounding) => {
        const counted = roundUp(length, rounding);
        expect(counted).toBeGreaterThanOrEqual(length);
        expect(counted - length).toBeLessThan(rounding);
        expect(counted % rounding).toBe(0);
      }),
    );
  });

  it('goes by the plan, and counts to the last bit where none is in force', () => {
    expect(countedLength(minutes(40), planWith({ rounding: minutes(30) }))).toBe(minutes(60));
    expect(countedLength(minutes(40), undefined)).toBe(minutes(40));
  });

  it('takes no negative length', () => {
    expect(() => roundUp(millis(-1), minutes(15))).toThrow('negative');
  });
});
