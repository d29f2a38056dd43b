import { type Clock, type Instant, instant, type Millis, millis, plus } from '../core/time';

/** The machine's clock. */
export const systemClock: Clock = { now: () => instant(Date.now()) };

/** The machine's clock, moved forward by hand: for the playground. */
export class ShiftedClock implements Clock {
  private ahead: Millis = millis(0);

  now(): Instant {
    return plus(systemClock.now(), this.ahead);
  }

  moveTo(at: Instant): void {
    this.ahead = millis(Math.max(this.ahead, at - systemClock.now()));
  }
}

/** How far the wall clock has jumped against the machine's steady one since it was last asked. */
export class JumpWatch {
  private wall = Date.now();
  private steady = performance.now();

  jumped(): Millis {
    const [wall, steady] = [Date.now(), performance.now()];
    const jump = wall - this.wall - (steady - this.steady);
    this.wall = wall;
    this.steady = steady;
    return millis(jump);
  }
}
