import type { Money } from '../billing/money';
import { type Rational, roundAway } from '../billing/rational';

/** How much of `whole` the part is, in percent with one decimal: `65.7`. Undefined of nothing, or of less than nothing. */
export function percentOf(part: Money, whole: Money): string | undefined {
  if (whole.minor <= 0) return undefined;
  const tenths = roundAway({ top: BigInt(part.minor) * 1_000n, below: BigInt(whole.minor) });
  const size = tenths < 0n ? -tenths : tenths;
  return `${tenths < 0n ? '-' : ''}${size / 10n}.${size % 10n}`;
}

/** Whether the part is less than so many percent of the whole, before any rounding. */
export const isBelow = (part: Money, whole: Money, { top, below }: Rational): boolean =>
  BigInt(part.minor) * 100n * below < BigInt(whole.minor) * top;
