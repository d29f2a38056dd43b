import { mkdir, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { holdSqlite } from '../../src/adapters/database/sqlite';
import { SqliteStore } from '../../src/adapters/database/sqlite-store';
import { lines, setUp } from '../support/doctor';
import { event, NOW } from '../support/tickets';

type SetUp = Awaited<ReturnType<typeof setUp>>;
/** What is said of the database, with the outcome. */
async function said(made: SetUp): Promise<string> {
  const { reads } = await made.examine();
  return (reads.match(/^. Database: .*(?:\n {4}.*)?/gm) ?? []).join('\n');
}
const withFile = async (path = 'desk.db') => {
  const made = await setUp({ platforms: [] });
  return { made, path: join(made.folder, path) };
};
async function asked(path: string, ...statements: readonly string[]): Promise<void> {
  const source = await new DataSource({ type: 'sqlite', database: path, entities: [] }).initialize();
  for (const statement of statements) await source.query(statement);
  await source.destroy();
}
/** Every file there is, with its content and when it was last written. */
async function traces(folder: string): Promise<unknown> {
  const names = (await readdir(folder)).sort();
  return Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      const { mtimeMs, size } = await stat(path);
      return [name, size, mtimeMs, (await readFile(path)).toString('base64')];
    }),
  );
}

describe('steward doctor on SQLite', () => {
  it('creates no file where there is none yet', async () => {
    const { made } = await withFile();
    expect(await said(made)).toBe('✓ Database: desk.db will be created on first start.');
    expect(await readdir(made.folder)).toEqual([]);
  });

  it('finds a desk’s file in order and leaves no trace of having looked', async () => {
    const { made, path } = await withFile();
    await (await SqliteStore.open(path)).close();
    const before = await traces(made.folder);
    expect(await said(made)).toBe(
      lines(`
        ✓ Database: SQLite 3.
        ✓ Database: desk.db has the tables this version needs.
      `),
    );
    expect(await traces(made.folder)).toEqual(before);
  });

  it('may be run while a desk is at work, whose units go on', async () => {
    const { made, path } = await withFile();
    const release = await holdSqlite(path);
    const store = await SqliteStore.open(path);
    await store.transact((unit) => unit.inbox.add([event('before')], NOW));
    const unit = store.transact(async ({ inbox }) => {
      await inbox.add([event('during')], NOW);
      expect(await said(made)).toBe(
        lines(`
          ✓ Database: SQLite 3.
          ✓ Database: desk.db has the tables this version needs.
          ✓ Database: A desk is at work on desk.db now; a second one would be refused.
        `),
      );
      return inbox.waiting();
    });
    expect(await unit).toBe(2);
    await store.close();
    await release();
    expect(await said(made)).not.toContain('at work');
  });

  it('names a file of a newer Steward', async () => {
    const { made, path } = await withFile();
    await (await SqliteStore.open(path)).close();
    await asked(path, "INSERT INTO steward_migration (name) VALUES ('99-from-the-future')");
    expect(await said(made)).toBe(
      lines(`
        ✓ Database: SQLite 3.
        ✗ Database: This database was written by a newer Steward (it has "99-from-the-future").
            Start that version, or restore a backup.
      `),
    );
  });

  it('says that an older one will be brought up to date, and does not do it', async () => {
    const { made, path } = await withFile();
    await asked(path, 'CREATE TABLE steward_migration (name text PRIMARY KEY NOT NULL)');
    expect(await said(made)).toContain('✓ Database: desk.db is empty: the first start makes its tables.');
    const before = await traces(made.folder);
    await said(made);
    expect(await traces(made.folder)).toEqual(before);
  });

  it('names files that are somebody else’s', async () => {
    const { made, path } = await withFile();
    await asked(path, 'CREATE TABLE bookmark (address text)');
    expect(await said(made)).toContain(
      lines(`
        ! Database: desk.db holds tables of something else (such as bookmark): Steward would put its own beside them.
            Set DATABASE_URL to a database of its own, unless that is meant.
      `),
    );
    await asked(path, 'CREATE TABLE ticket (address text)');
    expect(await said(made)).toContain(
      '✗ Database: desk.db is not Steward’s, and holds tables with names Steward needs: ticket.',
    );
  });

  it('names what is no database, no file, or in no folder', async () => {
    const { made, path } = await withFile();
    await writeFile(path, 'policies:\n  premium: a policy file by mistake\n');
    expect(await said(made)).toBe(
      lines(`
        ✗ Database: desk.db is not a database of SQLite’s.
            Move it out of the way, or set DATABASE_URL to another place.
      `),
    );
    const inFile = await setUp({ platforms: [], env: { DATABASE_URL: `sqlite:${path}/desk.db` } });
    expect((await said(inFile)).replaceAll(`${made.folder}/`, '')).toBe(
      lines(`
        ✗ Database: desk.db is not a folder, so desk.db/desk.db cannot be in it.
            Make one, or set DATABASE_URL to another place.
      `),
    );
    const folder = await withFile();
    await mkdir(folder.path);
    expect(await said(folder.made)).toContain('✗ Database: desk.db is not a file.');
  });

  it('names a damaged file, and one another program keeps to itself', async () => {
    const { made, path } = await withFile();
    await (await SqliteStore.open(path)).close();
    await truncate(path, 5000);
    expect(await said(made)).toMatch(
      /^✗ Database: desk\.db cannot be read \(.*SQLITE_\w+.*\)\.\n {4}If another program/,
    );

    const held = await withFile();
    const other = await new DataSource({ type: 'sqlite', database: held.path, entities: [] }).initialize();
    await other.query('CREATE TABLE x (a)');
    await other.query('BEGIN EXCLUSIVE');
    expect(await said(held.made)).toMatch(/^✗ Database: desk\.db cannot be read \(.*SQLITE_BUSY.*\)\.\n {4}If another/);
    await other.destroy();
  });

  it('in memory is told to be lost', async () => {
    const made = await setUp({ platforms: [], env: { DATABASE_URL: 'sqlite::memory:' } });
    expect(await said(made)).toContain('! Database: All is kept in memory, and lost when the desk stops.');
  });
});
