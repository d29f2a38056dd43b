import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { addDays, type LocalDate } from '../../../src/core/calendar/zone';
import { accrued } from '../../../src/core/subscription/accrual';
import { lapses } from '../../../src/core/subscription/lapses';
import type { Period } from '../../../src/core/subscription/plan';
import { type Reminder, remindersDue } from '../../../src/core/subscription/reminders';
import { standingOn } from '../../../src/core/subscription/standing';
import type { Standing, Term } from '../../../src/core/subscription/term';
import { timeline } from '../../../src/core/subscription/timeline';
import { dayWithin, FIRST, LAST, lives, termsOf } from './arbitrary-terms';
import { monthsOn, simulate } from './naive-standing';
import { EUR, started, written } from './terms';

jest.setTimeout(120_000);
const RUNS = { numRuns: Number(process.env.PROPERTY_RUNS ?? 60) };

/** The day a later one begins is told from what was written since, so it is left out where the past is compared. */
const now = (standing: Standing): Standing => (standing.tag === 'none' ? { tag: 'none' } : standing);
function* days(from: LocalDate, to: LocalDate): Generator<LocalDate> {
  for (let day = from; day <= to; day = addDays(day, 1)) yield day;
}
const earned = (terms: readonly Term[], from: LocalDate, to: LocalDate): ReadonlyMap<string, number> =>
  new Map(accrued(terms, from, to).map(({ plan, amount }) => [`${plan} ${amount.currency}`, amount.minor]));

describe('For any three years of changes', () => {
  test('each day stands as a simulation of one day after the other says', () => {
    fc.assert(
      fc.property(lives, (steps) => {
        const terms = termsOf(steps);
        const wrong = [...simulate(terms, FIRST, LAST)].filter(
          ([day, standing]) => !isDeepStrictEqual(now(standingOn(terms, day)), standing),
        );
        expect(wrong.map(([day, standing]) => [day, standing, standingOn(terms, day)])).toEqual([]);
      }),
      RUNS,
    );
  });

  test('the timeline holds every day once, as it stood, and no two neighbours that are alike', () => {
    fc.assert(
      fc.property(lives, (steps) => {
        const terms = termsOf(steps);
        let next = FIRST;
        let before: Standing | undefined;
        for (const { from, to, standing } of timeline(terms, FIRST, LAST)) {
          expect(from).toBe(next);
          expect(to >= from).toBe(true);
          expect(standing).not.toEqual(before);
          expect([...days(from, to)].filter((day) => !isDeepStrictEqual(standingOn(terms, day), standing))).toEqual([]);
          next = addDays(to, 1);
          before = standing;
        }
        expect(next).toBe(addDays(LAST, 1));
      }),
      RUNS,
    );
  });

  test('what is written later says nothing else of the days before it counts', () => {
    fc.assert(
      fc.property(lives, (steps) => {
        for (const { change, before, after } of steps) {
          const changed = [...days(FIRST, addDays(change.on, -1))].filter(
            (day) => !isDeepStrictEqual(now(standingOn(after, day)), now(standingOn(before, day))),
          );
          expect(changed).toEqual([]);
        }
      }),
      RUNS,
    );
  });

  test('what was asked for and not refused is in force, or over, as it was asked', () => {
    fc.assert(
      fc.property(lives, (steps) => {
        for (const { change, after } of steps) {
          const standing = standingOn(after, change.on);
          if (change.type === 'cancelled' && change.until < change.on) expect(standing.tag).not.toBe('in_force');
          else
            expect(standing).toMatchObject({ tag: 'in_force', ...('until' in change ? { until: change.until } : {}) });
        }
      }),
      RUNS,
    );
  });

  test('two ranges earn what the whole of them does, cut anywhere', () => {
    fc.assert(
      fc.property(lives, dayWithin, dayWithin, dayWithin, (steps, a, b, c) => {
        const terms = termsOf(steps);
        const [from = a, cut = b, to = c] = [a, b, c].sort();
        const parts = [earned(terms, from, cut), earned(terms, addDays(cut, 1), to)];
        const whole = earned(terms, from, to);
        const sums = [...whole.keys()].map((key) => [key, parts.reduce((sum, part) => sum + (part.get(key) ?? 0), 0)]);
        expect(sums).toEqual([...whole]);
        expect(parts.flatMap((part) => [...part.keys()]).every((key) => whole.has(key))).toBe(true);
      }),
      RUNS,
    );
  });

  test('day by day it earns only while one is in force that is no trial and has a price', () => {
    fc.assert(
      fc.property(lives, (steps) => {
        const terms = termsOf(steps);
        const wrong = [...simulate(terms, FIRST, LAST)].filter(([day, standing]) => {
          const pays = standing.tag === 'in_force' && !standing.trial && standing.price !== undefined;
          const plans = accrued(terms, day, day).map(({ plan }) => plan);
          return !isDeepStrictEqual(plans, pays ? [standing.plan] : []);
        });
        expect(wrong).toEqual([]);
      }),
      RUNS,
    );
  });

  test('every end and every renewal by itself is told once, however the days are cut into runs', () => {
    fc.assert(
      fc.property(lives, fc.array(dayWithin, { maxLength: 30 }), (steps, cuts) => {
        const terms = termsOf(steps);
        const ends = [...new Set(cuts), LAST].sort();
        const told = ends.flatMap((to, i) => lapses(terms, i === 0 ? FIRST : addDays(ends[i - 1] ?? FIRST, 1), to));
        expect(told).toEqual(lapses(terms, FIRST, LAST));
        expect(new Set(told.map(({ key }) => key)).size).toBe(told.length);
        const simulated = [...simulate(terms, FIRST, LAST)];
        const lapsed = simulated.filter(
          ([, { tag }], i) => tag === 'lapsed' && simulated[i - 1]?.[1].tag === 'in_force',
        );
        const found = told.filter(({ type }) => type !== 'renewed').map(({ day }) => day);
        expect(found).toEqual(lapsed.map(([day]) => day));
      }),
      RUNS,
    );
  });
});

/** What is told on these days by somebody who remembers the keys. */
function toldOn(
  terms: readonly Term[],
  runs: Iterable<LocalDate>,
): readonly (Reminder & { readonly today: LocalDate })[] {
  const known = new Set<string>();
  const told: (Reminder & { readonly today: LocalDate })[] = [];
  for (const today of runs) {
    for (const reminder of remindersDue('Acme', standingOn(terms, today), today)) {
      if (known.has(reminder.key)) continue;
      known.add(reminder.key);
      told.push({ ...reminder, today });
    }
  }
  return told;
}
const once = (all: readonly Reminder[]) =>
  new Set(all.map(({ day, about, step }) => `${day} ${about === 'notice'} ${step}`)).size === all.length;

describe('Reminders', () => {
  test('with a daily run tell each step of each end once, and on its day where the end was known by then', () => {
    fc.assert(
      fc.property(lives, (steps) => {
        const terms = termsOf(steps);
        const told = toldOn(terms, days(FIRST, LAST));
        expect(once(told)).toBe(true);
        for (const { today, step, daysLeft, about } of told) {
          if (daysLeft === step) continue;
          const eve = standingOn(terms, addDays(today, -1));
          const same = standingOn(terms, today);
          const knew = eve.tag === 'in_force' && same.tag === 'in_force' && eve.until === same.until;
          // The eve's words were of another kind, or the step was not one of that day's.
          if (knew && about !== 'notice') expect(eve).not.toMatchObject({ autoRenew: same.autoRenew, from: same.from });
        }
      }),
      RUNS,
    );
  });

  test('with runs missed tell none twice, and never a wider step after a tighter one', () => {
    fc.assert(
      fc.property(lives, fc.array(dayWithin, { maxLength: 60 }), (steps, runs) => {
        const told = toldOn(termsOf(steps), [...new Set(runs)].sort());
        expect(once(told)).toBe(true);
        for (const [i, later] of told.entries()) {
          const earlier = told.slice(0, i).filter(({ day, about }) => day === later.day && about === later.about);
          expect(earlier.every(({ step }) => step > later.step)).toBe(true);
          expect(later.daysLeft <= later.step).toBe(true);
        }
      }),
      RUNS,
    );
  });

  test('reach whoever missed everything, by a run on the last day', () => {
    fc.assert(
      fc.property(lives, (steps) => {
        const terms = termsOf(steps);
        for (const { to, standing } of timeline(terms, FIRST, LAST)) {
          if (standing.tag !== 'in_force' || standing.until !== to || standing.autoRenew) continue;
          expect(toldOn(terms, [to])).toMatchObject([{ day: to, daysLeft: 0 }]);
        }
      }),
      RUNS,
    );
  });
});

test('whole periods of a price, from any day, earn exactly the price', () => {
  fc.assert(
    fc.property(
      dayWithin,
      fc.constantFrom<Period>('month', 'quarter', 'year'),
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 0, max: 10_000_000 }),
      fc.boolean(),
      (from, per, count, minor, wished) => {
        const months = { month: 1, quarter: 3, year: 12 }[per];
        // Only where the first end shows it can anybody tell that the day after a short month was meant.
        const over = wished && monthsOn(from, months, true) !== monthsOn(from, months, false);
        const end = (periods: number) => addDays(monthsOn(from, periods * months, over), -1);
        const price = { minor, currency: EUR, per };
        const terms = written(started(from, end(1), { price, autoRenew: true }));
        expect(accrued(terms, from, end(count))[0]?.amount.minor).toBe(minor * count);
        expect(accrued(terms, addDays(end(count), 1), end(count + 1))[0]?.amount.minor).toBe(minor);
      },
    ),
    { numRuns: 500 },
  );
});
