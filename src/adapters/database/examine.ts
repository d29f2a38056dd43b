import type { Clock } from '../../core/time';
import type { Settings } from '../config';
import type { Finding } from '../finding';
import { examinePostgres } from './examine-postgres';
import { examineSqlite } from './examine-sqlite';

/** Looks at the database that was set up, and changes nothing in it. */
export const examineDatabase = (database: Settings['database'], clock: Clock): AsyncIterable<Finding> =>
  database.engine === 'postgres' ? examinePostgres(database.url, clock) : examineSqlite(database.path);
