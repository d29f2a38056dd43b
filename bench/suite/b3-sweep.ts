import type { Benchmark } from '../benchmark';
import { type FullDesk, fullDesk } from '../full-desk';
import { type SlowSide, slowSideBySide } from '../measure-async';

const DUE = 100;
const FEW = 1_000;
const MANY = { small: 100_000, full: 1_000_000 } as const;
const RUNS = { small: 7, full: 9 } as const;

/** A desk must not slow down with the tickets it has, only with what there is to do. */
export const benchmark: Benchmark = {
  id: 'B3',
  what: `one sweep with ${DUE} due among 100,000 open tickets (with --full: 1,000,000)`,
  against: `itself with ${FEW} open tickets`,
  goal: { is: 'at most', ratio: 1.3 },
  async run(size) {
    const few = await fullDesk(FEW);
    const many = await fullDesk(MANY[size]);
    const side = (desk: FullDesk, tickets: number): SlowSide => ({
      name: `${tickets} open`,
      prepare: () => desk.makeDue(DUE),
      run: () => desk.sweep(),
    });
    try {
      return await slowSideBySide(side(few, FEW), side(many, MANY[size]), RUNS[size]);
    } finally {
      await few.close();
      await many.close();
    }
  },
};
