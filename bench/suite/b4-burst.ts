import { AT_ONCE } from '../../src/core/sweep';
import type { Benchmark } from '../benchmark';
import { fullDesk } from '../full-desk';
import { type SlowSide, slowSideBySide } from '../measure-async';
import { type Written, writeAgain, writtenBy } from '../written';

const DUE = { small: 1_000, full: 10_000 } as const;
const RUNS = { small: 3, full: 3 } as const;

/** After an outage everything is due at once: announcing it must cost little more than writing it down. */
export const benchmark: Benchmark = {
  id: 'B4',
  what: 'deadlines due at once, until the last is in the outbox (1,000; with --full: 10,000)',
  against: 'the same rows inserted and updated with raw sqlite3 in equal batches',
  goal: { is: 'at most', ratio: 2 },
  async run(size) {
    const count = DUE[size];
    const tickets = count * (RUNS[size] + 1);
    const [desk, copy] = [await fullDesk(tickets), await fullDesk(tickets)];
    let told = 0;
    let written: readonly Written[] = [];
    const steward: SlowSide = {
      name: 'steward',
      prepare: () => desk.makeDue(count),
      run: () => desk.sweep(),
    };
    const raw: SlowSide = {
      name: 'raw sqlite3',
      prepare: async () => {
        written = await writtenBy(desk, told, count);
        told += count;
        await copy.makeDue(count);
      },
      run: () => writeAgain(copy, written, AT_ONCE),
    };
    try {
      const { ratio, spread, times } = await slowSideBySide(steward, raw, RUNS[size]);
      const rows = written.reduce((sum, { outbox, alerts }) => sum + 3 + outbox.length + alerts.length, 0);
      return {
        // Steward goes first, since its rows are what the other side writes.
        ratio: 1 / ratio,
        spread: [1 / spread[1], 1 / spread[0]],
        times,
        note: `${rows / count} rows for each deadline`,
      };
    } finally {
      await desk.close();
      await copy.close();
    }
  },
};
