import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPostgres } from '../../src/adapters/database/postgres';
import { PostgresStore } from '../../src/adapters/database/postgres-store';
import { openSqlite } from '../../src/adapters/database/sqlite';
import { SqliteStore } from '../../src/adapters/database/sqlite-store';
import { PlaygroundPlatform } from '../../src/adapters/playground/platform';
import type { Store } from '../../src/core/store';
import { PostgresServer } from '../support/postgres';
import { TestClock } from '../support/test-clock';
import { world } from '../support/world';

let server: PostgresServer;
let folder: string;
beforeAll(async () => {
  server = await PostgresServer.start();
  folder = await mkdtemp(join(tmpdir(), 'steward-upgrade-'));
}, 60_000);
afterAll(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A database as the version before steps left it. */
const BACK = [
  `UPDATE outbox SET key = replace(replace(key, ':80%:', ':'), 'alert:', 'alert:warn:') WHERE key LIKE 'alert:%:80~%:%' ESCAPE '~'`,
  `UPDATE outbox SET key = replace(replace(key, ':breach:', ':'), 'alert:', 'alert:breach:') WHERE key LIKE 'alert:%:breach:%'`,
  `UPDATE deadline SET key = replace(key, ':80%', '')`,
  'DROP TABLE alert',
  'DROP INDEX deadline_target',
  `DELETE FROM steward_migration WHERE name = '4-steps'`,
];
interface Engine {
  readonly open: () => Promise<Store>;
  readonly run: (statements: readonly string[]) => Promise<void>;
}
const sqlite = async (): Promise<Engine> => {
  const path = join(folder, 'desk.db');
  const run = async (statements: readonly string[]) => {
    const { source, runner } = await openSqlite(path);
    for (const statement of statements) await runner.query(statement);
    await source.destroy();
  };
  return { open: () => SqliteStore.open(path), run };
};
const postgres = async (): Promise<Engine> => {
  const url = await server.database();
  const run = async (statements: readonly string[]) => {
    const source = await openPostgres(url);
    for (const statement of statements) await source.query(statement);
    await source.destroy();
  };
  return { open: () => PostgresStore.open(url), run };
};

describe.each([
  ['SQLite', sqlite],
  ['PostgreSQL', postgres],
])('a %s database from before there were steps', (_name, make) => {
  it('has its alerts kept true, sends none of them again, and those to come at their time', async () => {
    const { open, run } = await make();
    const clock = new TestClock('2026-11-23T09:00:00Z');
    const platform = new PlaygroundPlatform({ clock, page: 'http://localhost/' });
    const before = await world({ clock, platform, store: await open() });
    const root = await before.carol.says('acme', 'Upgrade fails');
    await before.carol.says('acme', 'The export hangs too');
    await before.pass('50m');
    await before.close();
    await run(BACK);
    const after = await world({ clock, platform, store: await open() });
    const alerts = () => after.reads('triage').filter((line) => /[⏳🔴](~~)? #1/u.test(line) && !line.includes('🎫'));
    expect(alerts()).toHaveLength(1);
    await after.pass('11m');
    expect(alerts()).toHaveLength(2);
    await after.alice.says(`acme/${root}`, 'Use 5.2.1');
    await after.settle();
    expect(alerts()).toHaveLength(2);
    expect(alerts().every((line) => line.includes('answered 11:01 by Alice'))).toBe(true);
    await after.pass('5h 23m');
    expect(alerts()).toHaveLength(3);
  });
});
