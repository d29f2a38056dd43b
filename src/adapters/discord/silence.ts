import type { Instant } from '../../core/time';
import { later, MINUTE, millis, plus } from '../../core/time';

/** Heartbeats are answered every 41 seconds; the library gives a connection up after one that is not. */
export const LONG_SILENCE = millis(3 * MINUTE);

/** How long nothing was heard, a heartbeat's answer included. */
export class Silence {
  private last = 0 as Instant;

  sign(at: Instant): void {
    this.last = later(this.last, at);
  }

  isLong(now: Instant, answeredPing: number): boolean {
    this.sign(answeredPing as Instant);
    return plus(this.last, LONG_SILENCE) < now;
  }
}
