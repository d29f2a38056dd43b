import { pathToFileURL } from 'node:url';
import * as sqlite3 from 'sqlite3';
import { DataSource, type QueryRunner } from 'typeorm';
import { messageOf, SetupError } from '../../core/errors';
import { entities } from './entities';
import { migrate } from './migrate';
import { sqliteDialect } from './migrations/migration';

const OLDEST_SQLITE = [3, 51, 3];
/** TypeORM asks for a stack trace with every statement, which takes a sixth of the time; its errors name the statement. */
const driver: object = { ...sqlite3, verbose: () => driver };
const PRAGMAS: readonly (readonly [name: string, value: string, expected: string])[] = [
  ['journal_mode', 'WAL', 'wal'],
  ['synchronous', 'FULL', '2'],
  ['foreign_keys', 'ON', '1'],
  ['busy_timeout', '2000', '2000'],
];

/** Opens, checks and migrates a database file. @throws SetupError with what to do */
export async function openSqlite(path: string): Promise<{ source: DataSource; runner: QueryRunner }> {
  const source = await opened(path, entities);
  const runner = source.createQueryRunner();
  try {
    await checkVersion((sql) => runner.query(sql));
    await setPragmas(runner, path);
    await migrate({
      query: (sql, values) => runner.query(sql, values),
      begin: ['BEGIN IMMEDIATE'],
      dialect: sqliteDialect,
    });
  } catch (error) {
    await source.destroy();
    if (error instanceof SetupError) throw error;
    throw new SetupError(
      `The database ${path} cannot be used (${messageOf(error)}). If another program holds it, stop that program; if it is not a Steward database, set DATABASE_URL to another place.`,
    );
  }
  return { source, runner };
}

/** SQLite's own numbers for opening a file by an address, and for reading alone. */
const BY_ADDRESS = 0x40;
const READ_ONLY = 0x1;

/**
 * For looking into a file that may be in use, without leaving a trace. Where nobody has it open, it is read as one that
 * cannot change: SQLite would otherwise put files of its own beside it, and leave them there.
 */
export async function openedForReading(
  path: string,
  use: 'in use' | 'at rest',
  tables: readonly unknown[] = [],
): Promise<DataSource> {
  const address = `${pathToFileURL(path).href}?${use === 'at rest' ? 'immutable=1' : 'mode=ro'}`;
  const flags = BY_ADDRESS | READ_ONLY;
  return new DataSource({
    type: 'sqlite',
    driver,
    database: address,
    flags,
    entities: tables as never,
    logging: false,
  }).initialize();
}

/** The one place that knows which SQLite driver is in use. */
async function opened(path: string, tables: readonly unknown[]): Promise<DataSource> {
  const source = new DataSource({ type: 'sqlite', driver, database: path, entities: tables as never, logging: false });
  try {
    return await source.initialize();
  } catch (error) {
    throw new SetupError(
      `The database ${path} cannot be opened (${messageOf(error)}). Check that the folder exists and may be written, or set DATABASE_URL to another place.`,
    );
  }
}

/** The file beside a database whose lock says that a desk is at work on it. */
export const lockOf = (path: string): string => `${path}.lock`;

/**
 * Keeps a second Steward off the same file: two of them would each send what one should. A lock on a file beside it,
 * which the system lets go of when the process ends, however it ends. Resolves to letting go. @throws SetupError
 */
export async function holdSqlite(path: string): Promise<() => Promise<void>> {
  const lock = await opened(lockOf(path), []);
  try {
    await lock.query('BEGIN EXCLUSIVE');
  } catch {
    await lock.destroy();
    throw new SetupError(
      `Another Steward is running on the database ${path}. Stop it first, or set DATABASE_URL to another file.`,
    );
  }
  return () => lock.destroy();
}

/** @throws SetupError when this SQLite loses data */
export async function checkVersion(query: (sql: string) => Promise<{ readonly version: string }[]>): Promise<string> {
  const [row] = await query('SELECT sqlite_version() AS version');
  const version = row?.version ?? '';
  const parts = String(version).split('.').map(Number);
  const difference = OLDEST_SQLITE.map((oldest, at) => (parts[at] ?? 0) - oldest).find((step) => step !== 0) ?? 0;
  if (difference < 0) {
    throw new SetupError(
      `SQLite ${version} has known faults. Run \`npm ci\` again to get the version Steward is tested with.`,
    );
  }
  return version;
}

async function setPragmas(runner: QueryRunner, path: string): Promise<void> {
  for (const [name, value, expected] of PRAGMAS) {
    await runner.query(`PRAGMA ${name} = ${value}`);
    const [row] = await runner.query(`PRAGMA ${name}`);
    const found = String(Object.values(row ?? {})[0]);
    if (found !== expected && !(name === 'journal_mode' && path === ':memory:')) {
      throw new SetupError(
        `The database ${path} does not keep ${name} = ${value} (it answers ${found}). Put it on a local disk and set DATABASE_URL to it.`,
      );
    }
  }
}
