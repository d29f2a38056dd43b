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
