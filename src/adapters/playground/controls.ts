import type { DeskSource } from '../../core/desk/source';
import { nextDigest } from '../../core/digest/run';
import type { Steward } from '../../core/steward';
import type { Store } from '../../core/store';
import { type Clock, earlier, type Instant, type Millis, plus } from '../../core/time';

/** How the page moves the desk's clock. Each resolves when everything that became due has been done. */
export interface TimeControls {
  now(): Instant;
  forward(length: Millis): Promise<void>;
  /** Just past the next warning or breach; undefined, and nothing moved, when none is ahead. */
  toNextDeadline(): Promise<Instant | undefined>;
  /** To the next morning digest; undefined, and nothing moved, when no team has one. */
  morning(): Promise<Instant | undefined>;
}

/** A clock that can be moved ahead. */
export interface MovableClock extends Clock {
  moveTo(at: Instant): void;
}
const MOST_STOPS = 10_000;

/** Moves time as it would pass: everything that falls due on the way is done at its own time. */
export function timeControls(needs: {
  readonly clock: MovableClock;
  readonly steward: Steward;
  readonly store: Store;
  readonly desk: DeskSource;
}): TimeControls {
  const { clock, steward, store, desk } = needs;
  const settle = async () => {
    await steward.settled();
    await steward.tick();
    await steward.settled();
  };
  const moveTo = async (end: Instant) => {
    for (let stop = 0; stop < MOST_STOPS && clock.now() < end; stop++) {
      const next = await steward.nextDue();
      clock.moveTo(next === undefined || next <= clock.now() ? end : earlier(next, end));
      await settle();
    }
  };
  const moveIfAny = async (at: Instant | undefined) => {
    if (at !== undefined) await moveTo(at);
    return at;
  };
  return {
    now: () => clock.now(),
    forward: (length) => moveTo(plus(clock.now(), length)),
    toNextDeadline: async () => moveIfAny(await store.transact((unit) => unit.deadlines.next())),
    morning: () => moveIfAny(nextDigest(desk.current(), clock.now())),
  };
}
