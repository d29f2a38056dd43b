import * as fc from 'fast-check';
import { judgeTerm } from '../../../src/core/import/judge-term';
import { lives } from '../subscription/arbitrary-terms';

jest.setTimeout(120_000);
const RUNS = { numRuns: Number(process.env.PROPERTY_RUNS ?? 300) };

describe('A term of a file', () => {
  it('is right wherever chat wrote it, whenever it was asked for', () => {
    fc.assert(
      fc.property(lives, (steps) => {
        for (const { change, before } of steps) expect(() => judgeTerm(before, change)).not.toThrow();
      }),
      RUNS,
    );
  });
});
