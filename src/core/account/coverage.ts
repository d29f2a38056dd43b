import type { Money } from '../billing/money';
import type { Mode } from '../subscription/plan';

export const VERDICTS = ['covered', 'not_covered', 'exhausted', 'lapsed', 'unknown'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What decided it. */
export type Cause =
  | 'plan'
  | 'policy file'
  | 'contact'
  | 'channel'
  | 'severity'
  | 'product'
  | 'hours'
  | 'incidents'
  | 'ended'
  | 'not begun'
  | 'no subscription'
  | 'no account';

/** Whether a request is covered by the account's contract, decided once and kept with it. */
export interface Coverage {
  readonly verdict: Verdict;
  /** Finishes "Premium, covered: …" and "not covered: …" for the team, in plain words. */
  readonly reason: string;
  readonly cause: Cause;
  /** What the cause is about: a severity, a day, a month, somebody. Everybody is told once of one cause about one thing. */
  readonly about: string;
  readonly mode: Mode;
  /** The name of the SLA policy that is promised. */
  readonly policy: string;
  /** What this request costs besides, being one beyond the included ones. */
  readonly charge?: Money;
  /** The plan that was in force, if any. */
  readonly plan?: string;
}

export const isCovered = ({ verdict }: Coverage): boolean => verdict === 'covered';
