import { HOUR } from '../time';
import type { Draw } from './hours';
import { type Currency, type Money, share } from './money';

/**
 * What the overage among the draws costs, one amount for each currency: a plan that changes within a month may change
 * its currency. Summed exactly and rounded once, so that many short entries cost no more than one long one.
 */
export function overageCost(draws: readonly Draw[]): readonly Money[] {
  const sums = new Map<Currency, bigint>();
  for (const { source, length } of draws) {
    if (source.from !== 'overage') continue;
    const { minor, currency } = source.rate;
    sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(minor) * BigInt(length));
  }
  return [...sums]
    .filter(([, total]) => total !== 0n)
    .map(([currency, total]) => share({ minor: 1, currency }, total, HOUR));
}
