import { statSync } from 'node:fs';
import { SetupError } from '../../core/errors';
import type { Store, Unit } from '../../core/store';
import type { Clock } from '../../core/time';
import { systemClock } from '../clock';
import type { Settings } from '../config';
import { sqliteEngine } from './engine';
import { entities } from './entities';
import { useOf } from './examine-sqlite';
import { checkTables } from './migrate';
import { PostgresStore } from './postgres-store';
import { openedForReading } from './sqlite';
import { SqliteStore } from './sqlite-store';
import { unitOn } from './unit';

/** A database that is looked into while desks may be at work on it. */
export interface Look {
  look<T>(work: (unit: Unit) => Promise<T>): Promise<T>;
  readonly clock: Clock;
  close(): Promise<void>;
}

const lookingInto = (store: Store, clock: Clock): Look => ({
  look: (work) => store.transact(work),
  clock,
  close: () => store.close(),
});

/** Opens a database without writing anything to it; one that is not there yet looks empty. @throws SetupError */
export async function openToLook(database: Settings['database']): Promise<Look> {
  if (database.engine === 'postgres') {
    const store = await PostgresStore.open(database.url, 'look at');
    return lookingInto(store, store.clock);
  }
  const { path } = database;
  const file = statSync(path, { throwIfNoEntry: false });
  if (file === undefined || file.size === 0) return lookingInto(await SqliteStore.open(':memory:'), systemClock);
  if (!file.isFile()) throw new SetupError(`${path} is not a file. Set DATABASE_URL to sqlite: and a file.`);
  const source = await openedForReading(path, useOf(path), entities);
  const close = () => source.destroy();
  try {
    await checkTables((sql) => source.query(sql));
  } catch (error) {
    await close();
    throw error;
  }
  const unit = unitOn(source.manager, sqliteEngine);
  return { look: (work) => work(unit), clock: systemClock, close };
}
