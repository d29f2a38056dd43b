import { SetupError } from '../../core/errors';
import { migrations } from './migrations';
import type { Dialect, Migration } from './migrations/migration';

export interface MigrationNeeds {
  readonly query: (sql: string, values?: unknown[]) => Promise<unknown>;
  /** Opens a transaction in which nobody else migrates. */
  readonly begin: readonly string[];
  readonly dialect: Dialect;
}

/** Brings a database up to date, each migration in a transaction of its own. @throws SetupError when it is newer than we are */
export async function migrate(needs: MigrationNeeds): Promise<void> {
  while (await migrateOnce(needs));
}

/** What only a newer program can have written. */
export const newerThanWeAre = (done: readonly string[]): string | undefined =>
  done.find((name) => !migrations.some((migration) => migration.name === name));
export const sayNewer = (migration: string): string =>
  `This database was written by a newer Steward (it has "${migration}"). Start that version, or restore a backup.`;
export const stillToDo = (done: readonly string[]): readonly Migration[] =>
  migrations.filter(({ name }) => !done.includes(name));

/** For whoever only looks. @throws SetupError when the tables are not those of this version */
export async function checkTables(query: (sql: string) => Promise<unknown>): Promise<void> {
  const rows = await query('SELECT name FROM steward_migration').catch(() => []);
  const done = (rows as { name: string }[]).map(({ name }) => name);
  const newer = newerThanWeAre(done);
  if (newer !== undefined) throw new SetupError(sayNewer(newer));
  if (stillToDo(done).length === 0) return;
  throw new SetupError(
    'This database has the tables of an older Steward. Start the desk once: it brings them up to date.',
  );
}

async function migrateOnce({ query, begin, dialect }: MigrationNeeds): Promise<boolean> {
  try {
    for (const statement of begin) await query(statement);
    await query('CREATE TABLE IF NOT EXISTS steward_migration (name text PRIMARY KEY NOT NULL)');
    const done = ((await query('SELECT name FROM steward_migration')) as { name: string }[]).map(({ name }) => name);
    const newer = newerThanWeAre(done);
    if (newer !== undefined) {
      throw new SetupError(sayNewer(newer));
    }
    const [next] = stillToDo(done);
    for (const statement of next?.up(dialect) ?? []) await query(statement);
    if (next !== undefined) await query('INSERT INTO steward_migration (name) VALUES ($1)', [next.name]);
    await query('COMMIT');
    return next !== undefined;
  } catch (error) {
    await query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}
