/** One benchmark is one file in suite/, which exports it as `benchmark`. */
export interface Benchmark {
  /** As in the table of goals: `B1`. */
  readonly id: string;
  readonly what: string;
  readonly against: string;
  readonly goal: Goal;
  run(size: Size): Promise<Measured>;
}
export type Size = 'small' | 'full';

export interface Goal {
  readonly is: 'at least' | 'at most';
  readonly ratio: number;
}

/** Ratios are measured side by side in one run; absolute times are for orientation only. */
export interface Measured {
  readonly ratio: number;
  /** The lowest and the highest of the runs. */
  readonly spread: readonly [low: number, high: number];
  readonly times: Readonly<Record<string, string>>;
  readonly note?: string;
}

/** The other side of a comparison is not there: told, and not counted as met. */
export class NoPeer extends Error {
  override readonly name = 'NoPeer';
}

export const isMet = ({ is, ratio }: Goal, measured: number): boolean =>
  is === 'at least' ? measured >= ratio : measured <= ratio;
