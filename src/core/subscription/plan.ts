import type { Money } from '../billing/money';
import type { Severity } from '../sla/severity';
import type { Instant, Millis } from '../time';

/** How a piece of work is sold. A ticket or a time entry belongs to one. */
export const MODES = [
  'subscription',
  'community',
  'on_demand',
  'consulting',
  'training',
  'development',
  'maintenance',
  'platform',
] as const;
export type Mode = (typeof MODES)[number];
export const MODE_WORDS: Readonly<Record<Mode, string>> = {
  subscription: 'subscription',
  community: 'community',
  on_demand: 'on demand',
  consulting: 'consulting',
  training: 'training',
  development: 'custom development',
  maintenance: 'maintenance and updates',
  platform: 'platform services',
};

export const PERIODS = ['month', 'quarter', 'year'] as const;
export type Period = (typeof PERIODS)[number];
export const MONTHS_IN: Readonly<Record<Period, number>> = { month: 1, quarter: 3, year: 12 };
/** So much for each period, the first one beginning on the day the price counts from. */
export interface Price extends Money {
  readonly per: Period;
}

/** What is sold, as plain data, so that a version of it can be stored and read again years later. */
export interface PlanBody {
  /** The name in the policy file. */
  readonly name: string;
  readonly mode: Mode;
  /** The name of the SLA policy it promises. */
  readonly policy: string;
  /** Covered severities; all when absent. */
  readonly severities?: readonly Severity[];
  /** How many named contacts there may be; only they are covered. Absent: everybody of the account. */
  readonly contacts?: number;
  /** In how many channels they may ask. Absent: in any number. */
  readonly channels?: number;
  /** Covered products, each with its covered versions (`5.2`, `5.*`, `*`). Absent: all. */
  readonly products?: Readonly<Record<string, readonly string[]>>;
  /** Other rights by name, such as `phone`, for people to read. */
  readonly features: readonly string[];
  /** The list price; a subscription keeps the price it was agreed at. */
  readonly price?: Price;
  /** Hours included in each calendar month. What is left at its end is gone. */
  readonly hours?: Millis;
  /** Logged time is rounded up to a multiple of this. */
  readonly rounding: Millis;
  /** Included in each year of the subscription; `price` is that of each further one. Without it they end there. */
  readonly incidents?: { readonly aYear: number; readonly price?: Money };
  /** The price of an hour beyond all that is paid for. Absent: no hour goes beyond. */
  readonly overage?: Money;
}

/** A plan as it stood when first used. Never changed; a changed file makes the next version, which counts from then on. */
export interface PlanVersion extends PlanBody {
  readonly version: number;
  readonly since: Instant;
}
