import { type Clock, type Instant, type Millis, millis, plus } from '../../core/time';

/**
 * The machine's clock moved to where the database's is, so that all instances agree on what is due and whose lease has
 * run out. Each reading lies between asking and answer; the offset moves only as far as that leaves no doubt, so slow
 * answers and small differences do not shake it.
 */
export class DatabaseClock implements Clock {
  private offset: Millis = millis(0);

  constructor(private readonly machine: Clock) {}

  now(): Instant {
    return plus(this.machine.now(), this.offset);
  }

  /** Reads the database's clock with `ask` and follows it. */
  async follow(ask: () => Promise<Instant>): Promise<void> {
    const asked = this.machine.now();
    const theirs = await ask();
    const answered = this.machine.now();
    this.offset = millis(Math.min(Math.max(this.offset, theirs - answered), theirs - asked));
  }
}
