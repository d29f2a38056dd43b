import type { Measured } from './benchmark';

/** Something to be done over and over; `count` is how many operations one call of `run` is. */
export interface Side {
  readonly name: string;
  readonly count: number;
  /** Answers with something that depends on every operation, so that none can be left out. */
  readonly run: () => number;
}

const SAMPLE_NANOS = 20_000_000;
const WARM_UP_NANOS = 100_000_000;

let sink = 0;

function nanosFor({ run }: Side, passes: number): number {
  const start = process.hrtime.bigint();
  for (let pass = 0; pass < passes; pass++) sink += run();
  return Number(process.hrtime.bigint() - start);
}

/** Enough passes for a sample that a clock can measure, after the code is warm. */
function passesFor(side: Side): number {
  let passes = 1;
  let spent = 0;
  while (spent < WARM_UP_NANOS) {
    const nanos = nanosFor(side, passes);
    spent += nanos;
    if (nanos < SAMPLE_NANOS)
      passes = Math.ceil(passes * Math.min(10, Math.max(1.2, SAMPLE_NANOS / Math.max(nanos, 1))));
  }
  return passes;
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = Number.NaN, high = Number.NaN] =
    sorted.length % 2 === 1 ? [sorted[middle], sorted[middle]] : sorted.slice(middle - 1, middle + 1);
  return (low + high) / 2;
};

/** How many times as long `slower` takes for one operation as `faster`, each sample right after the other's. */
export function sideBySide(faster: Side, slower: Side, runs: number): Measured {
  const passes = [passesFor(faster), passesFor(slower)] as const;
  const samples = Array.from({ length: runs }, () => {
    const first = nanosFor(faster, passes[0]) / (passes[0] * faster.count);
    const second = nanosFor(slower, passes[1]) / (passes[1] * slower.count);
    return { first, second, ratio: second / first };
  });
  if (!Number.isFinite(sink)) throw new Error('a measured operation gave no number');
  const ratios = samples.map(({ ratio }) => ratio);
  return {
    ratio: median(ratios),
    spread: [Math.min(...ratios), Math.max(...ratios)],
    times: {
      [faster.name]: sayNanos(median(samples.map(({ first }) => first))),
      [slower.name]: sayNanos(median(samples.map(({ second }) => second))),
    },
  };
}

export function sayNanos(nanos: number): string {
  const [size, unit] =
    nanos < 1_000 ? [nanos, 'ns'] : nanos < 1_000_000 ? [nanos / 1_000, 'µs'] : [nanos / 1_000_000, 'ms'];
  return `${size.toFixed(size < 10 ? 1 : 0)} ${unit}`;
}
