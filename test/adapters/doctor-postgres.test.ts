import { systemClock } from '../../src/adapters/clock';
import { PostgresStore } from '../../src/adapters/database/postgres-store';
import { millis, plus } from '../../src/core/time';
import { lines, setUp } from '../support/doctor';
import { PostgresServer } from '../support/postgres';

let server: PostgresServer;
beforeAll(async () => {
  server = await PostgresServer.start();
}, 60_000);
afterAll(() => server?.stop());
jest.setTimeout(60_000);

/** What is said of the database by a machine whose clock is so far ahead: no test can hold the server’s. */
async function said(url: string, ahead = 0): Promise<string> {
  const clock = { now: () => plus(systemClock.now(), millis(ahead)) };
  const { reads } = await (await setUp({ env: { DATABASE_URL: url }, platforms: [], clock })).examine();
  const about = (reads.match(/^. Database: .*(?:\n {4}.*)?/gm) ?? []).join('\n');
  // Errors of Node.js itself are of another realm in these tests, and show their kind.
  return about.replaceAll(server.folder, 'HOST').replace('(Error: ', '(');
}
const nameOf = (url: string) => new URL(url).pathname.slice(1);
const tablesIn = async (url: string) =>
  (
    await server.ask<{ name: string }>(
      nameOf(url),
      "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'",
    )
  ).map(({ name }) => name);

describe('steward doctor on PostgreSQL', () => {
  it('finds an empty database in order, and leaves it empty', async () => {
    const url = await server.database();
    expect(await said(url)).toBe(
      lines(`
        ✓ Database: PostgreSQL 15 on HOST lets "steward" in.
        ✓ Database: This machine’s clock agrees with the database’s.
        ✓ Database: The database "${nameOf(url)}" is empty: the first start makes its tables.
      `),
    );
    expect(await tablesIn(url)).toEqual([]);
  });

  it('finds a desk’s database in order while the desk is at work', async () => {
    const url = await server.database();
    const store = await PostgresStore.open(url);
    expect(await said(url)).toBe(
      lines(`
        ✓ Database: PostgreSQL 15 on HOST lets "steward" in.
        ✓ Database: This machine’s clock agrees with the database’s.
        ✓ Database: The database "${nameOf(url)}" has the tables this version needs.
      `),
    );
    await store.close();
  });

  it('compares the clocks, and breaks nothing over it, for a desk goes by the database’s', async () => {
    const url = await server.database();
    expect(await said(url, 90_000)).toContain(
      lines(`
        ! Database: This machine’s clock is 90 s ahead of the database’s.
            Let the machine set its clock by NTP (\`timedatectl set-ntp true\`, or chrony): every promise is counted by it. Where the two differ, the desk goes by the database’s.
      `),
    );
    expect(await said(url, -5_000)).toContain('! Database: This machine’s clock is 5 s behind the database’s.');
  });

  it('names a database that is not there, and a server that is not', async () => {
    expect(await said(server.url('nowhere'))).toBe(
      lines(`
        ✗ Database: There is no database "nowhere" on HOST.
            Create it (\`createdb nowhere\`), or name another in DATABASE_URL.
      `),
    );
    expect(await said('postgres://steward:hunter2hunter2@127.0.0.1:1/desk')).toBe(
      lines(`
        ✗ Database: PostgreSQL on 127.0.0.1:1 cannot be used now (connect ECONNREFUSED 127.0.0.1:1).
            Check that it runs there and that DATABASE_URL names it.
      `),
    );
  });

  it('names a user who is not let in', async () => {
    const url = await server.database();
    await server.ask('postgres', "CREATE ROLE locked LOGIN PASSWORD 'right'");
    const refused = await said(server.url(nameOf(url), 'locked:wrong-password'));
    expect(refused).toMatch(
      /^✗ Database: PostgreSQL on HOST does not let "locked" in \(.+\)\.\n {4}Check the user and the password in DATABASE_URL\.$/,
    );
    expect(refused).not.toContain('wrong-password');
  });

  it('names a user who may not create the tables that are still to be made', async () => {
    const url = await server.database();
    await server.ask('postgres', 'CREATE ROLE reader LOGIN');
    // As PostgreSQL does by itself since version 15.
    await server.ask(nameOf(url), 'REVOKE CREATE ON SCHEMA public FROM PUBLIC');
    expect(await said(server.url(nameOf(url), 'reader'))).toBe(
      lines(`
        ✓ Database: PostgreSQL 15 on HOST lets "reader" in.
        ✓ Database: This machine’s clock agrees with the database’s.
        ✓ Database: The database "${nameOf(url)}" is empty: the first start makes its tables.
        ✗ Database: "reader" may not create tables in the schema "public", and some are still to be made.
            Make "reader" the owner of the database, or run GRANT CREATE ON SCHEMA public TO "reader".
      `),
    );
  });

  it('names tables that are closed to the user', async () => {
    const url = await server.database();
    await (await PostgresStore.open(url)).close();
    await server.ask('postgres', 'CREATE ROLE helper LOGIN');
    await server.ask(nameOf(url), 'REVOKE CREATE ON SCHEMA public FROM PUBLIC');
    const tables = (await tablesIn(url)).filter((name) => name !== 'ticket' && name !== 'inbox');
    await server.ask(nameOf(url), `GRANT SELECT, INSERT, UPDATE, DELETE ON ${tables.join(', ')} TO helper`);
    await server.ask(nameOf(url), 'GRANT SELECT ON ticket, inbox TO helper');
    expect(await said(server.url(nameOf(url), 'helper'))).toBe(
      lines(`
        ✓ Database: PostgreSQL 15 on HOST lets "helper" in.
        ✓ Database: This machine’s clock agrees with the database’s.
        ✗ Database: "helper" may not read and write these tables: inbox, ticket.
            Make "helper" their owner.
        ✓ Database: The database "${nameOf(url)}" has the tables this version needs.
        ! Database: "helper" may not create tables in the schema "public", as a newer Steward may need.
            Make "helper" the owner of the database, or run GRANT CREATE ON SCHEMA public TO "helper".
      `),
    );
    await server.ask(nameOf(url), 'REVOKE ALL ON steward_migration FROM helper');
    expect(await said(server.url(nameOf(url), 'helper'))).toMatch(/these tables: .*steward_migration.*\.\n.*owner\.$/);
  });

  it('names a database of a newer Steward, of something else, of another encoding, and one that is read-only', async () => {
    const newer = await server.database();
    await (await PostgresStore.open(newer)).close();
    await server.ask(nameOf(newer), "INSERT INTO steward_migration (name) VALUES ('99-from-the-future')");
    expect(await said(newer)).toContain(
      '✗ Database: This database was written by a newer Steward (it has "99-from-the-future").',
    );

    const other = await server.database();
    await server.ask(nameOf(other), 'CREATE TABLE bookmark (address text)');
    expect(await said(other)).toContain('holds tables of something else (such as bookmark)');
    await server.ask(nameOf(other), 'CREATE TABLE ticket (address text)');
    expect(await said(other)).toContain('is not Steward’s, and holds tables with names Steward needs: ticket.');

    const latin = await server.database("ENCODING 'LATIN1' TEMPLATE template0");
    expect(await said(latin)).toContain(
      `✗ Database: The database "${nameOf(latin)}" on HOST keeps text as LATIN1.\n    Create one with UTF8`,
    );

    const standby = await server.database();
    await server.ask('postgres', `ALTER DATABASE ${nameOf(standby)} SET default_transaction_read_only = on`);
    expect(await said(standby)).toContain('is read-only, perhaps a standby.\n    Name the primary in DATABASE_URL.');
  });
});
