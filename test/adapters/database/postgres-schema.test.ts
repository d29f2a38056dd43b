import { migrations } from '../../../src/adapters/database/migrations';
import { openPostgres } from '../../../src/adapters/database/postgres';
import { SetupError } from '../../../src/core/errors';
import { PostgresServer } from '../../support/postgres';

let server: PostgresServer;
beforeAll(async () => {
  server = await PostgresServer.start();
}, 60_000);
afterAll(() => server?.stop());
jest.setTimeout(60_000);

/** What the operator reads. */
const refusal = async (url: string): Promise<string> => {
  const error = await openPostgres(url).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(SetupError);
  return (error as SetupError).message;
};

describe('the PostgreSQL database', () => {
  it('after all migrations is exactly what the entities describe', async () => {
    const source = await openPostgres(await server.database());
    const { upQueries } = await source.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
    const checks: { name: string }[] = await source.query(`SELECT conname AS name FROM pg_constraint WHERE contype = 'c'
      AND connamespace = 'public'::regnamespace ORDER BY 1`);
    const described = source.entityMetadatas.flatMap((table) => table.checks.map(({ name }) => name));
    expect(checks.map(({ name }) => name)).toEqual(described.sort());
    await source.destroy();
  });

  it('keeps history append-only, whoever asks', async () => {
    const source = await openPostgres(await server.database());
    await source.query(`INSERT INTO ticket_event (ticket_id, type, at, via) VALUES ('t', 'opened', 1, 'test')`);
    const books = [
      'account_event',
      'plan_version',
      'subscription_term',
      'hours_pack',
      'time_entry',
      'hours_draw',
      'charge',
    ];
    for (const table of ['ticket_event', ...books]) {
      for (const attempt of [
        `UPDATE ${table} SET ${table === 'plan_version' ? 'name' : 'account'} = 'x'`,
        `DELETE FROM ${table}`,
        `TRUNCATE ${table}`,
      ])
        await expect(
          source.query(attempt.replace('ticket_event SET account', 'ticket_event SET type')),
        ).rejects.toThrow('append-only');
    }
    await source.destroy();
  });

  it('is made once when several open it at the same moment, and never again', async () => {
    const url = await server.database();
    const sources = await Promise.all(Array.from({ length: 4 }, () => openPostgres(url)));
    sources.push(await openPostgres(url));
    expect(await sources[0]?.query('SELECT name FROM steward_migration')).toEqual(
      migrations.map(({ name }) => ({ name })),
    );
    for (const source of sources) await source.destroy();
  });

  it('is refused when a newer version has written it', async () => {
    const url = await server.database();
    const source = await openPostgres(url);
    await source.query(`INSERT INTO steward_migration (name) VALUES ('999-later')`);
    await source.destroy();
    expect(await refusal(url)).toBe(
      'This database was written by a newer Steward (it has "999-later"). Start that version, or restore a backup.',
    );
  });

  it('keeps nothing of a migration that fails halfway', async () => {
    const url = await server.database();
    const name = new URL(url).pathname.slice(1);
    await server.ask(name, 'CREATE TABLE inbox (theirs text)');
    expect(await refusal(url)).toContain('If it is not a Steward database, set DATABASE_URL to another one.');
    const tables = await server.ask(name, `SELECT 1 FROM pg_tables WHERE schemaname = 'public'`);
    expect(tables).toHaveLength(1);
  });

  it('says in one sentence what is wrong with the way to it, and never the password', async () => {
    await server.ask('postgres', `CREATE ROLE locked LOGIN PASSWORD 'right'`);
    const wrong = server.url('postgres').replace('steward@', 'locked:s3cret@');
    expect(await refusal(wrong)).toMatch(/does not let "locked" in .*Check the user and the password/);
    expect(await refusal(server.url('nowhere'))).toContain('Create it (`createdb nowhere`)');
    const gone = `postgres://steward:s3cret@127.0.0.1:1/desk`;
    expect(await refusal(gone)).toMatch(/^PostgreSQL on 127\.0\.0\.1:1 cannot be used now .*Check that it runs there/);
    for (const url of [wrong, gone]) expect(await refusal(url)).not.toContain('s3cret');
  });

  it('is refused when it may not be written, belongs to others, or cannot keep all letters', async () => {
    const locked = server.url(new URL(await server.database()).pathname.slice(1)).replace('steward@', 'locked:right@');
    expect(await refusal(locked)).toContain('Make that user its owner.');
    expect(await refusal(await server.database(`TEMPLATE template0 ENCODING 'LATIN1'`))).toContain('createdb -E UTF8');
    const url = await server.database();
    await server.ask(
      'postgres',
      `ALTER DATABASE ${new URL(url).pathname.slice(1)} SET default_transaction_read_only = on`,
    );
    expect(await refusal(url)).toContain('is read-only');
  });
});
