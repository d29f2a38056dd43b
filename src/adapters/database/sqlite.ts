import { DataSource, type QueryRunner } from 'typeorm';
import { messageOf, SetupError } from '../../core/errors';
import { migrations } from './migrations';
import { sqliteDialect } from './migrations/migration';
import { InboxTable, OutboxTable } from './queue-schema';
import * as schema from './schema';

/** The one place that knows which SQLite driver is in use. */
export const entities = [...Object.values(schema), InboxTable, OutboxTable];

const OLDEST_SQLITE = [3, 51, 3];
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
    await checkVersion(runner);
    await setPragmas(runner, path);
    await migrate(runner);
  } catch (error) {
    await source.destroy();
    if (error instanceof SetupError) throw error;
    throw new SetupError(
      `The database ${path} cannot be used (${messageOf(error)}). If another program holds it, stop that program; if it is not a Steward database, set DATABASE_URL to another place.`,
    );
  }
  return { source, runner };
}

async function opened(path: string, tables: readonly unknown[]): Promise<DataSource> {
  const source = new DataSource({ type: 'sqlite', database: path, entities: tables as never, logging: false });
  try {
    return await source.initialize();
  } catch (error) {
    throw new SetupError(
      `The database ${path} cannot be opened (${messageOf(error)}). Check that the folder exists and may be written, or set DATABASE_URL to another place.`,
    );
  }
}

/**
 * Keeps a second Steward off the same file: two of them would each send what one should. A lock on a file beside it,
 * which the system lets go of when the process ends, however it ends. Resolves to letting go. @throws SetupError
 */
export async function holdSqlite(path: string): Promise<() => Promise<void>> {
  const lock = await opened(`${path}.lock`, []);
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

async function checkVersion(runner: QueryRunner): Promise<void> {
  const [{ version }] = await runner.query('SELECT sqlite_version() AS version');
  const parts = String(version).split('.').map(Number);
  const difference = OLDEST_SQLITE.map((oldest, at) => (parts[at] ?? 0) - oldest).find((step) => step !== 0) ?? 0;
  if (difference < 0) {
    throw new SetupError(
      `SQLite ${version} has known faults. Run \`npm ci\` again to get the version Steward is tested with.`,
    );
  }
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

async function migrate(runner: QueryRunner): Promise<void> {
  await runner.query('CREATE TABLE IF NOT EXISTS steward_migration (name text PRIMARY KEY NOT NULL)');
  for (;;) {
    await runner.query('BEGIN IMMEDIATE');
    try {
      const done = ((await runner.query('SELECT name FROM steward_migration')) as { name: string }[]).map(
        ({ name }) => name,
      );
      const newer = done.find((name) => !migrations.some((migration) => migration.name === name));
      if (newer !== undefined) {
        throw new SetupError(
          `This database was written by a newer Steward (it has "${newer}"). Start that version, or restore a backup.`,
        );
      }
      const next = migrations.find(({ name }) => !done.includes(name));
      for (const statement of next?.up(sqliteDialect) ?? []) await runner.query(statement);
      if (next !== undefined) await runner.query('INSERT INTO steward_migration (name) VALUES ($1)', [next.name]);
      await runner.query('COMMIT');
      if (next === undefined) return;
    } catch (error) {
      await runner.query('ROLLBACK');
      throw error;
    }
  }
}
