import * as fc from 'fast-check';
import type { Calendar } from '../../../src/core/calendar/calendar';
import { addOpenTime, ClosedForGood, isOpen, openTimeBetween } from '../../../src/core/calendar/open-time';
import { instant, millis } from '../../../src/core/time';
import { minuteOracle, zoneMinutes } from '../../support/minute-oracle';
import { calendarOf, rulesFor, TROUBLED_ZONES } from './arbitrary-calendar';

/** Questions asked in each zone; `STEWARD_ORACLE_CASES=10000` for the long run. */
const CASES = Number(process.env.STEWARD_ORACLE_CASES ?? 1_000);
const QUESTIONS_PER_CALENDAR = 50;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const budgets = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 1, max: 8 * HOUR }),
  fc.integer({ min: 1, max: 80 }).map((hours) => hours * HOUR),
  fc.integer({ min: 1, max: 2_000 }).map((hours) => hours * HOUR),
);

function dueOrNever(calendar: Calendar, from: number, budget: number): number {
  try {
    return addOpenTime(calendar, instant(from), millis(budget));
  } catch (error) {
    if (error instanceof ClosedForGood) return Number.POSITIVE_INFINITY;
    throw error;
  }
}

describe('Calendar arithmetic equals counting every minute', () => {
  test.each(TROUBLED_ZONES)('in %s %i: %s', (zone, year) => {
    const minutes = zoneMinutes(zone, year);
    // A week from the start of the table, since a window may have begun before it.
    const first = minutes.start * 60_000 + 7 * DAY;
    const last = minutes.end * 60_000 - 7 * DAY;
    const anyMoment = fc.integer({ min: first, max: last });
    const fullHour = anyMoment.map((at) => at - (at % (HOUR / 2)));
    const nearJump = fc
      .tuple(fc.constantFrom(...minutes.jumps, Date.UTC(year, 0, 1)), fc.integer({ min: -96, max: 96 }))
      .map(([jump, halves]) => Math.min(last, Math.max(first, jump + (halves * HOUR) / 2)));
    const moment = fc.oneof(anyMoment, fullHour, nearJump);
    const question = fc.record({ from: moment, to: moment, budget: budgets });
    const questions = fc.array(question, { minLength: QUESTIONS_PER_CALENDAR, maxLength: QUESTIONS_PER_CALENDAR });
    let asked = 0;
    let dueInTable = 0;

    fc.assert(
      fc.property(rulesFor(zone, year), questions, (rules, all) => {
        const calendar = calendarOf(rules);
        const oracle = minuteOracle(rules, minutes);
        for (const { from, to, budget } of all) {
          asked += 1;
          const due = dueOrNever(calendar, from, budget);
          const ours = [isOpen(calendar, instant(from)), openTimeBetween(calendar, instant(from), instant(to)), due];
          // Past the end of its table the oracle only knows that it is not due before.
          const countedDue = oracle.due(from, budget);
          const expectedDue = countedDue ?? Math.max(due, last);
          if (countedDue !== undefined) dueInTable += 1;
          const theirs = [oracle.isOpen(from), oracle.openBetween(from, to), expectedDue];
          // `expect` on each would take longer than the counting.
          if (ours.some((answer, i) => answer !== theirs[i])) expect({ from, to, budget, ours }).toEqual({ theirs });
        }
      }),
      // Shrinking a whole calendar takes minutes; the one question that differs says enough.
      { numRuns: Math.ceil(CASES / QUESTIONS_PER_CALENDAR), endOnFailure: true },
    );
    expect(asked).toBeGreaterThanOrEqual(CASES);
    expect(dueInTable).toBeGreaterThan(CASES / 2);
  });
});
