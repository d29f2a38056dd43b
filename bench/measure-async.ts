import type { Measured } from './benchmark';
import { median, sayNanos } from './measure';

/** Something that takes its time; `prepare` is not measured. */
export interface SlowSide {
  readonly name: string;
  prepare(): Promise<unknown>;
  run(): Promise<unknown>;
}

async function nanosFor(side: SlowSide): Promise<number> {
  await side.prepare();
  const start = process.hrtime.bigint();
  await side.run();
  return Number(process.hrtime.bigint() - start);
}

/** How many times as long `slower` takes as `faster`, each sample right after the other's; the first of each is practice. */
export async function slowSideBySide(faster: SlowSide, slower: SlowSide, runs: number): Promise<Measured> {
  const samples: { readonly first: number; readonly second: number }[] = [];
  for (let run = 0; run <= runs; run++) samples.push({ first: await nanosFor(faster), second: await nanosFor(slower) });
  const counted = samples.slice(1);
  const ratios = counted.map(({ first, second }) => second / first);
  return {
    ratio: median(ratios),
    spread: [Math.min(...ratios), Math.max(...ratios)],
    times: {
      [faster.name]: sayNanos(median(counted.map(({ first }) => first))),
      [slower.name]: sayNanos(median(counted.map(({ second }) => second))),
    },
  };
}
