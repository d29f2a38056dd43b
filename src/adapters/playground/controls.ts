import type { Instant, Millis } from '../../core/time';

/** How the page moves the desk's clock. Each resolves when everything that became due has been done. */
export interface TimeControls {
  now(): Instant;
  forward(length: Millis): Promise<void>;
  /** Just past the next warning or breach; undefined, and nothing moved, when none is ahead. */
  toNextDeadline(): Promise<Instant | undefined>;
  /** To the next morning digest; undefined, and nothing moved, when no team has one. */
  morning(): Promise<Instant | undefined>;
}
