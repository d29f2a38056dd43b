import type { PlanVersion } from '../subscription/plan';
import { type Millis, millis } from '../time';
import type { Draw, Pack, Source } from './hours';

/** All that the hours of one account follow from. */
export interface HoursFacts {
  readonly account: string;
  readonly packs: readonly Pack[];
  /** Every line of the account's ledger written so far. */
  readonly draws: readonly Draw[];
  /** What was in force on the day that is asked about. */
  readonly plan: PlanVersion | undefined;
}

/** One text for one source, whatever object it comes in. */
export function sourceKey(source: Source): string {
  switch (source.from) {
    case 'included':
      return `included:${source.month}`;
    case 'pack':
      return `pack:${source.pack}`;
    case 'overage':
      return `overage:${source.rate.minor} ${source.rate.currency}`;
    case 'flat':
    case 'nothing':
      return source.from;
  }
}

export interface Taken {
  readonly source: Source;
  /** What was drawn less what was given back. */
  readonly length: Millis;
}

/** By `sourceKey`, in the order in which the sources were first drawn from. */
export function takenBySource(draws: readonly Draw[]): ReadonlyMap<string, Taken> {
  const taken = new Map<string, Taken>();
  for (const { source, length } of draws) {
    const key = sourceKey(source);
    taken.set(key, { source, length: millis((taken.get(key)?.length ?? 0) + length) });
  }
  return taken;
}

export const sumOf = (draws: readonly Draw[]): Millis => millis(draws.reduce((total, { length }) => total + length, 0));
