import { type Clock, type Instant, instant, type Millis, plus } from '../../src/core/time';

/** Stands still until told to move. There is no default start: a test says when it happens. */
export class TestClock implements Clock {
  private at: Instant;

  constructor(start: string) {
    this.at = instant(Date.parse(start));
  }

  now(): Instant {
    return this.at;
  }

  advance(length: Millis): void {
    this.at = plus(this.at, length);
  }

  set(at: Instant): void {
    this.at = at;
  }
}
