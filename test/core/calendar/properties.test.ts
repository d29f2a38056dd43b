import * as fc from 'fast-check';
import {
  addOpenTime,
  ClosedForGood,
  isOpen,
  nextOpen,
  openTimeBetween,
  spansBetween,
} from '../../../src/core/calendar/open-time';
import { instant, millis } from '../../../src/core/time';
import { calendarOf, rulesFor, TROUBLED_ZONES } from './arbitrary-calendar';

const HOUR = 3_600_000;
/** Within two years of where the calendar has its dates and its zone its trouble. */
const momentAround = (year: number) =>
  fc.integer({ min: Date.UTC(year - 2, 0), max: Date.UTC(year + 2, 0) }).map((moment) => instant(moment));
/** A calendar and three moments, in order. */
const situations = fc.constantFrom(...TROUBLED_ZONES).chain(([zone, year]) =>
  fc.record({
    calendar: rulesFor(zone, year).map(calendarOf),
    moments: fc
      .tuple(momentAround(year), momentAround(year), momentAround(year))
      .map(([x, y, z]) => [Math.min(x, y, z), x + y + z - Math.min(x, y, z) - Math.max(x, y, z), Math.max(x, y, z)])
      .map(([a = 0, b = 0, c = 0]) => [instant(a), instant(b), instant(c)] as const),
  }),
);
const budgets = fc.oneof(fc.integer({ min: 0, max: 20 * HOUR }), fc.integer({ min: 0, max: 3_000 * HOUR })).map(millis);

/** A random week may be too thin for its budget, which is the right answer and no case for the property. */
const whenItFits = (property: () => void): void => {
  try {
    property();
  } catch (error) {
    if (error instanceof ClosedForGood) fc.pre(false);
    throw error;
  }
};

describe('For any calendar, moment and budget', () => {
  test('the open time until the due date is the budget', () => {
    fc.assert(
      fc.property(situations, budgets, ({ calendar, moments: [from] }, budget) =>
        whenItFits(() => expect(openTimeBetween(calendar, from, addOpenTime(calendar, from, budget))).toBe(budget)),
      ),
    );
  });

  test('the due date is the earliest such moment at or after the first opening', () => {
    fc.assert(
      fc.property(situations, budgets, ({ calendar, moments: [from] }, budget) =>
        whenItFits(() => {
          const due = addOpenTime(calendar, from, budget);
          if (budget === 0) expect(due).toBe(nextOpen(calendar, from));
          else expect(openTimeBetween(calendar, from, instant(due - 1))).toBe(budget - 1);
        }),
      ),
    );
  });

  test('a budget that is used up at a closing is due at that closing', () => {
    fc.assert(
      fc.property(situations, ({ calendar, moments: [from, to] }) => {
        for (const span of [...spansBetween(calendar, from, to)].slice(0, 5))
          expect(addOpenTime(calendar, from, openTimeBetween(calendar, from, span.to))).toBe(span.to);
      }),
    );
  });

  test('open time adds up over any midpoint and is never negative', () => {
    fc.assert(
      fc.property(situations, ({ calendar, moments: [a, b, c] }) => {
        const [ab, bc, ac] = [
          openTimeBetween(calendar, a, b),
          openTimeBetween(calendar, b, c),
          openTimeBetween(calendar, a, c),
        ];
        expect(ab + bc).toBe(ac);
        expect(Math.min(ab, bc)).toBeGreaterThanOrEqual(0);
        expect(ac).toBeLessThanOrEqual(c - a);
        expect(openTimeBetween(calendar, c, a)).toBe(0);
      }),
    );
  });

  test('a budget in two parts is due when the whole is', () => {
    fc.assert(
      fc.property(situations, budgets, budgets, ({ calendar, moments: [from] }, first, second) =>
        whenItFits(() => {
          fc.pre(second > 0);
          const whole = addOpenTime(calendar, from, millis(first + second));
          expect(addOpenTime(calendar, addOpenTime(calendar, from, first), second)).toBe(whole);
        }),
      ),
    );
  });

  test('a longer budget is never due earlier, a later start never either', () => {
    fc.assert(
      fc.property(situations, budgets, budgets, ({ calendar, moments: [a, b] }, c, d) =>
        whenItFits(() => {
          const early = addOpenTime(calendar, a, millis(Math.min(c, d)));
          const late = addOpenTime(calendar, b, millis(Math.max(c, d)));
          expect(late).toBeGreaterThanOrEqual(early);
        }),
      ),
    );
  });

  test('the spans between two moments are apart, in order, open at the start, closed at the end, and add up', () => {
    fc.assert(
      fc.property(situations, ({ calendar, moments: [from, to] }) => {
        const all = [...spansBetween(calendar, from, to)];
        let sum = 0;
        all.forEach((one, i) => {
          sum += one.to - one.from;
          expect(one.from).toBeGreaterThan(all[i - 1]?.to ?? from - 1);
          expect(isOpen(calendar, one.from)).toBe(true);
          expect(one.to === to || !isOpen(calendar, one.to)).toBe(true);
        });
        expect(sum).toBe(openTimeBetween(calendar, from, to));
      }),
      { numRuns: 30 },
    );
  });
});
