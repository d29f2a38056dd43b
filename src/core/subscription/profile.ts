import type { Money } from '../billing/money';
import type { Mode } from './plan';

export const TECHNICAL_LEVELS = ['low', 'medium', 'high'] as const;
export const USE_CASES = ['experimenting', 'production', 'critical'] as const;
export const EXPECTATIONS = ['community', 'office_hours', 'day_and_night'] as const;
export const NEEDS = ['training', 'consulting', 'development', 'maintenance', 'platform'] as const;
export type Need = (typeof NEEDS)[number] & Mode;

/** What a customer needs, in the few words a first talk gives. */
export interface RequirementProfile {
  readonly technicalLevel: (typeof TECHNICAL_LEVELS)[number];
  readonly useCase: (typeof USE_CASES)[number];
  /** For a year. */
  readonly budget?: Money;
  readonly expected: (typeof EXPECTATIONS)[number];
  readonly needs?: readonly Need[];
}
