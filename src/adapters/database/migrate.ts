import { SetupError } from '../../core/errors';
import { migrations } from './migrations';
import type { Dialect } from './migrations/migration';

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

async function migrateOnce({ query, begin, dialect }: MigrationNeeds): Promise<boolean> {
  try {
    for (const statement of begin) await query(statement);
    await query('CREATE TABLE IF NOT EXISTS steward_migration (name text PRIMARY KEY NOT NULL)');
    const done = ((await query('SELECT name FROM steward_migration')) as { name: string }[]).map(({ name }) => name);
    const newer = done.find((name) => !migrations.some((migration) => migration.name === name));
    if (newer !== undefined) {
      throw new SetupError(
        `This database was written by a newer Steward (it has "${newer}"). Start that version, or restore a backup.`,
      );
    }
    const next = migrations.find(({ name }) => !done.includes(name));
    for (const statement of next?.up(dialect) ?? []) await query(statement);
    if (next !== undefined) await query('INSERT INTO steward_migration (name) VALUES ($1)', [next.name]);
    await query('COMMIT');
    return next !== undefined;
  } catch (error) {
    await query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}
