import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrations } from '../../../src/adapters/database/migrations';
import { holdSqlite, openSqlite } from '../../../src/adapters/database/sqlite';
import { SetupError } from '../../../src/core/errors';

describe('the SQLite database', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'steward-schema-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('after all migrations is exactly what the entities describe', async () => {
    const { source } = await openSqlite(join(folder, 'desk.db'));
    const { upQueries } = await source.driver.createSchemaBuilder().log();
    await source.destroy();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('keeps history append-only, whoever asks', async () => {
    const { source } = await openSqlite(join(folder, 'desk.db'));
    await source.query(`INSERT INTO ticket_event (ticket_id, type, at, via) VALUES ('t', 'opened', 1, 'test')`);
    await expect(source.query(`UPDATE ticket_event SET type = 'closed'`)).rejects.toThrow('append-only');
    await expect(source.query('DELETE FROM ticket_event')).rejects.toThrow('append-only');
    const guarded: { name: string }[] = await source.query(
      `SELECT DISTINCT tbl_name AS name FROM sqlite_master WHERE type = 'trigger' ORDER BY 1`,
    );
    expect(guarded.map(({ name }) => name)).toEqual([
      'account_event',
      'charge',
      'hours_draw',
      'hours_pack',
      'plan_version',
      'subscription_term',
      'ticket_event',
      'time_entry',
    ]);
    await source.destroy();
  });

  it('refuses a database that a newer version has written', async () => {
    const path = join(folder, 'desk.db');
    const { source } = await openSqlite(path);
    await source.query(`INSERT INTO steward_migration (name) VALUES ('999-later')`);
    await source.destroy();
    await expect(openSqlite(path)).rejects.toThrow(
      new SetupError(
        'This database was written by a newer Steward (it has "999-later"). Start that version, or restore a backup.',
      ),
    );
  });

  it('opens again and again without applying anything twice', async () => {
    const path = join(folder, 'desk.db');
    for (let time = 0; time < 3; time++) {
      const { source } = await openSqlite(path);
      const rows: unknown[] = await source.query('SELECT name FROM steward_migration');
      expect(rows).toEqual(migrations.map(({ name }) => ({ name })));
      await source.destroy();
    }
  });

  it('is held by one process at a time, and let go', async () => {
    const path = join(folder, 'desk.db');
    const release = await holdSqlite(path);
    await expect(holdSqlite(path)).rejects.toThrow('Another Steward is running on the database');
    await release();
    await (await holdSqlite(path))();
  });
});
