import { type Currency, currencyOf } from '../../../src/core/billing/money';
import type { LocalDate } from '../../../src/core/calendar/zone';
import type { Period, Price } from '../../../src/core/subscription/plan';
import type { Term, TermChange } from '../../../src/core/subscription/term';
import { instant } from '../../../src/core/time';

export const on = (date: string): LocalDate => date as LocalDate;
export const EUR: Currency = currencyOf('EUR');
export const eur = (minor: number, per: Period): Price => ({ minor, currency: EUR, per });

type Written = TermChange & { readonly on: LocalDate };
/** Terms of one account in the order in which they were written. */
export const written = (...changes: readonly Written[]): readonly Term[] => changes.reduce<readonly Term[]>(add, []);
export const add = (terms: readonly Term[], change: Written): readonly Term[] => [
  ...terms,
  { seq: terms.length + 1, account: 'Acme', writtenAt: instant(0), via: 'test', ...change },
];

type Started = Extract<Written, { readonly type: 'started' }>;
export const started = (day: string, until: string | undefined, more: Partial<Started> = {}): Started => ({
  type: 'started',
  on: on(day),
  plan: 'premium',
  ...(until === undefined ? {} : { until: on(until) }),
  autoRenew: false,
  trial: false,
  ...more,
});
export const changed = (day: string, plan: string, price?: Price): Written => ({
  type: 'changed',
  on: on(day),
  plan,
  ...(price === undefined ? {} : { price }),
});
export const renewed = (
  day: string,
  until: string,
  more: { readonly plan?: string; readonly price?: Price } = {},
): Written => ({
  type: 'renewed',
  on: on(day),
  until: on(until),
  ...more,
});
export const cancelled = (day: string, until: string): Written => ({
  type: 'cancelled',
  on: on(day),
  until: on(until),
});
