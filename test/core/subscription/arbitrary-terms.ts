import * as fc from 'fast-check';
import { currencyOf } from '../../../src/core/billing/money';
import { addDays, type LocalDate } from '../../../src/core/calendar/zone';
import { UserError } from '../../../src/core/errors';
import { cancelSubscription } from '../../../src/core/subscription/cancel-subscription';
import { changeSubscription } from '../../../src/core/subscription/change-subscription';
import type { Price } from '../../../src/core/subscription/plan';
import { renewSubscription } from '../../../src/core/subscription/renew-subscription';
import { startSubscription } from '../../../src/core/subscription/start-subscription';
import type { Term, TermChange } from '../../../src/core/subscription/term';
import { monthsOn } from './naive-standing';
import { add, on } from './terms';

/** Three years with a leap day in the middle. */
export const FIRST = on('2023-01-01');
export const LAST = on('2025-12-31');
const DAYS = 1095;

const plan = fc.constantFrom('silver', 'gold', 'platinum');
const price: fc.Arbitrary<Price | undefined> = fc.option(
  fc.record({
    minor: fc.integer({ min: 0, max: 5_000_000 }),
    currency: fc.constantFrom(currencyOf('EUR'), currencyOf('JPY')),
    per: fc.constantFrom('month', 'quarter', 'year'),
  }),
  { nil: undefined },
);
/** From a day to an end: months in both readings of the 31st, days, or none. */
const end = fc.oneof(
  fc.record({ months: fc.constantFrom(1, 1, 2, 3, 12, 12), over: fc.boolean() }),
  fc.record({ days: fc.integer({ min: -3, max: 200 }) }),
  fc.constant(undefined),
);
type End = { readonly months: number; readonly over: boolean } | { readonly days: number } | undefined;
const endFrom = (from: LocalDate, length: End): LocalDate | undefined => {
  if (length === undefined) return undefined;
  return 'days' in length ? addDays(from, length.days) : addDays(monthsOn(from, length.months, length.over), -1);
};
/** Mostly days on which months go wrong. */
const shift = fc.oneof(fc.constant(0), fc.integer({ min: -60, max: 60 }));
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

const ask = fc.record({
  verb: fc.constantFrom('start', 'start', 'change', 'renew', 'renew', 'cancel'),
  wait: fc.integer({ min: 0, max: 150 }),
  monthEnd: fc.boolean(),
  shift: optional(shift),
  end,
  plan: optional(plan),
  price,
  autoRenew: fc.boolean(),
  trial: fc.boolean(),
  noticeDays: optional(fc.integer({ min: 1, max: 60 })),
});
type Ask = typeof ask extends fc.Arbitrary<infer T> ? T : never;

export interface Step {
  readonly today: LocalDate;
  readonly change: TermChange & { readonly on: LocalDate };
  readonly before: readonly Term[];
  readonly after: readonly Term[];
}

/** What people ask for over the years; what is refused leaves no trace. */
export const lives: fc.Arbitrary<readonly Step[]> = fc.array(ask, { minLength: 1, maxLength: 14 }).map((asks) => {
  const steps: Step[] = [];
  let terms: readonly Term[] = [];
  let today = FIRST;
  for (const asked of asks) {
    const waited = addDays(today, asked.wait);
    const lastOfMonth = addDays(monthsOn(`${waited.slice(0, 7)}-01`, 1, false), -1);
    today = asked.monthEnd ? lastOfMonth : waited;
    if (today > addDays(FIRST, DAYS - 40)) break;
    const change = attempt(terms, asked, today);
    if (change === undefined || change.on < FIRST) continue;
    const after = add(terms, change);
    steps.push({ today, change, before: terms, after });
    terms = after;
  }
  return steps;
});

function attempt(terms: readonly Term[], asked: Ask, today: LocalDate): Step['change'] | undefined {
  const day = asked.shift === undefined ? undefined : addDays(today, asked.shift);
  const until = endFrom(day ?? today, asked.end);
  const [dated, ending] = [day === undefined ? {} : { on: day }, until === undefined ? {} : { until }];
  const named = asked.plan === undefined ? {} : { plan: asked.plan };
  const priced = asked.price === undefined ? {} : { price: asked.price };
  try {
    switch (asked.verb) {
      case 'start': {
        const { autoRenew, trial, noticeDays } = asked;
        const notice = noticeDays === undefined ? {} : { noticeDays };
        return startSubscription(
          terms,
          { plan: 'silver', ...named, ...dated, ...ending, ...priced, ...notice, autoRenew, trial },
          today,
        );
      }
      case 'change':
        return changeSubscription(terms, { ...named, ...dated, ...priced }, today);
      case 'renew':
        return renewSubscription(terms, { ...named, ...dated, ...ending, ...priced }, today);
      default:
        return cancelSubscription(terms, ending, today);
    }
  } catch (error) {
    if (error instanceof UserError && error.message.endsWith('Nothing was changed.')) return undefined;
    throw error;
  }
}

export const termsOf = (steps: readonly Step[]): readonly Term[] => steps.at(-1)?.after ?? [];
export const dayWithin = fc.integer({ min: 0, max: DAYS }).map((days) => addDays(FIRST, days));
