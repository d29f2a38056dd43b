import type { EntityManager } from 'typeorm';

/** A place where the instances of a desk go one after the other. */
export type Door = 'inbox' | 'outbox' | 'channels';

/** What differs between engines where rows are taken on. All other SQL is the same everywhere. */
export interface Engine {
  /** Ends a SELECT of rows to be claimed: it locks them, and passes over those that somebody else has locked. */
  claiming(...aliases: readonly string[]): string;
  /** Ends a SELECT of rows that are about to be changed: it waits for whoever changes them now, and sees the outcome. */
  readonly holding: string;
  /** From here to the end of this unit no other unit, in whatever process, passes this door. */
  alone(manager: EntityManager, door: Door): Promise<void>;
}

/** One connection and one unit at a time: nobody to lock out. */
export const sqliteEngine: Engine = {
  claiming: () => '',
  holding: '',
  alone: async () => undefined,
};

/** First key of all advisory locks of ours: "STEW". */
export const LOCKS = 0x53544557;
const DOORS: Readonly<Record<Door, number>> = { inbox: 1, outbox: 2, channels: 4 };
export const MIGRATION_LOCK = 3;

export const postgresEngine: Engine = {
  claiming: (...aliases) => `FOR UPDATE OF ${aliases.join(', ')} SKIP LOCKED`,
  holding: 'FOR UPDATE',
  // A statement of its own: the next one then sees all that was committed by whoever was here before.
  alone: (manager, door) => manager.query('SELECT pg_advisory_xact_lock($1, $2)', [LOCKS, DOORS[door]]),
};
