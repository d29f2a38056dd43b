import * as fc from 'fast-check';
import type { Pack } from '../../../src/core/billing/hours';
import { addDays, type LocalDate } from '../../../src/core/calendar/zone';
import type { PlanVersion } from '../../../src/core/subscription/plan';
import { instant, MINUTE, type Millis, millis } from '../../../src/core/time';
import { euros, on, planWith } from './account-hours';

export const FIRST = on('2026-01-01');
const minutesUpTo = (most: number) => fc.integer({ min: 0, max: most }).map((count) => millis(count * MINUTE));
const dayFrom = (min: number, max: number) => fc.integer({ min, max }).map((days) => addDays(FIRST, days));
/** Few enough that two entries often meet in one month, with one pack. */
export const dayOfYear = dayFrom(0, 364);

const plans: fc.Arbitrary<PlanVersion | undefined> = fc.option(
  fc
    .record(
      {
        hours: minutesUpTo(1200),
        overage: fc.constantFrom(euros('100'), euros('133.33')),
        rounding: fc.constantFrom(0, 6, 15, 60).map((count) => millis(count * MINUTE)),
      },
      { requiredKeys: ['rounding'] },
    )
    .map(planWith),
  { nil: undefined, freq: 4 },
);

/** Which plan counts on each day: up to three changes, lapses and returns among them. */
const planYears = fc.tuple(plans, fc.array(fc.tuple(dayOfYear, plans), { maxLength: 3 })).map(([first, changes]) => {
  const dated = [...changes].sort(([a], [b]) => (a < b ? -1 : 1));
  return (day: LocalDate) => dated.filter(([from]) => from <= day).reduce((_, [, plan]) => plan, first);
});

const packs: fc.Arbitrary<Pack> = fc
  .record({
    // Few days, so that two packs often begin on one.
    from: fc.integer({ min: -3, max: 11 }).map((count) => addDays(FIRST, count * 30)),
    days: fc.option(fc.integer({ min: 0, max: 250 }), { nil: undefined }),
    length: fc.integer({ min: 1, max: 1800 }).map((count) => millis(count * MINUTE)),
    writtenAt: fc.integer({ min: 0, max: 3 }).map(instant),
  })
  .map(({ from, days, length, writtenAt }) => ({
    id: 'given by the place',
    account: 'acme',
    from,
    ...(days === undefined ? {} : { until: addDays(from, days) }),
    length,
    writtenAt,
  }));

export type Step =
  | { readonly do: 'log'; readonly day: LocalDate; readonly length: Millis; readonly billable: boolean }
  /** `which` picks among the entries that stand. */
  | { readonly do: 'correct'; readonly which: number; readonly length: Millis; readonly billable: boolean };

const billable = fc.integer({ min: 0, max: 5 }).map((n) => n > 0);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('log' as const), day: dayOfYear, length: minutesUpTo(600), billable }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('correct' as const),
      which: fc.nat({ max: 40 }),
      length: minutesUpTo(600),
      billable,
    }),
  },
);

export const year = fc.record({
  planOn: planYears,
  packs: fc
    .array(packs, { maxLength: 4 })
    .map((list) => list.map((pack, place) => ({ ...pack, id: `p${(place * 7) % 5}` }))),
  steps: fc.array(step, { minLength: 1, maxLength: 30 }),
});
