import type { Store } from '../../core/store';
import type { Clock } from '../../core/time';
import { systemClock } from '../clock';
import type { Settings } from '../config';
import { PostgresStore } from './postgres-store';
import { holdSqlite } from './sqlite';
import { SqliteStore } from './sqlite-store';

/** The database that was set up, and the clock that goes with it. `release` lets others have it. @throws SetupError */
export async function openDatabase(
  database: Settings['database'],
): Promise<{ readonly store: Store; readonly clock: Clock; readonly release: () => Promise<void> }> {
  if (database.engine === 'postgres') {
    const store = await PostgresStore.open(database.url);
    return { store, clock: store.clock, release: async () => undefined };
  }
  const release = await holdSqlite(database.path);
  const store = await SqliteStore.open(database.path);
  // We alone hold it, so whoever had taken something on is dead.
  await store.reclaim();
  return { store, clock: systemClock, release };
}

/** A database opened to change what is in force there, and whether a desk of its own holds the file. */
export interface Opened {
  readonly store: Store;
  readonly clock: Clock;
  readonly heldBy: 'nobody else' | 'a desk';
  close(): Promise<void>;
}

/**
 * Opens a database although a desk may be at work on it. A file that a desk holds may be written for a moment, since
 * SQLite lets writers take turns; whatever takes longer is that desk's. @throws SetupError
 */
export async function openBeside(database: Settings['database']): Promise<Opened> {
  if (database.engine === 'postgres') {
    const { store, clock } = await openDatabase(database);
    return { store, clock, heldBy: 'nobody else', close: () => store.close() };
  }
  const release = await holdSqlite(database.path).catch(() => undefined);
  const store = await SqliteStore.open(database.path);
  return {
    store,
    clock: systemClock,
    heldBy: release === undefined ? 'a desk' : 'nobody else',
    close: async () => {
      await store.close();
      await release?.();
    },
  };
}
