import type { Store } from '../../src/core/store';

/** Writes down who works on which lane, and every time two do at once. */
export class LaneWatch {
  readonly overlaps: string[] = [];
  private readonly busy = new Map<string, string>();

  begin(lane: string, what: string): void {
    const other = this.busy.get(lane);
    if (other !== undefined) this.overlaps.push(`${lane}: ${what} while ${other}`);
    this.busy.set(lane, what);
  }
  /** To be said before the work is recorded as done: from then on the lane may be somebody else's. */
  end(lane: string): void {
    this.busy.delete(lane);
  }
}

const MOST_ROUNDS = 10_000;

/** Has every store do its rounds beside the others until `over`. */
export async function allUntil(
  stores: readonly Store[],
  round: (store: Store, who: number) => Promise<unknown>,
  over: () => Promise<boolean>,
): Promise<void> {
  const worker = async (store: Store, who: number) => {
    for (let rounds = 0; rounds < MOST_ROUNDS; rounds++) {
      await round(store, who);
      if (await over()) return;
    }
    throw new Error('there was no end to it');
  };
  await Promise.all(stores.map(worker));
}

/** The same numbers in the same order every time, below `limit`. */
export function dice(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) % limit;
  };
}
