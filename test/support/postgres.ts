import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, readdirSync } from 'node:fs';
import { appendFile, chown, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';

const run = promisify(execFile);
const DEBIAN = '/usr/lib/postgresql';
const OWNER = 'steward';
/** PostgreSQL refuses to run as root. */
const NOBODY = 65_534;

/** Where a PostgreSQL is installed: POSTGRES_BIN, Debian's folders (newest first), then the PATH. */
function binaries(): string {
  const debian = () => readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a));
  const found = [
    process.env.POSTGRES_BIN ?? '',
    ...(exists(DEBIAN) ? debian().map((version) => join(DEBIAN, version, 'bin')) : []),
    ...(process.env.PATH ?? '').split(':'),
  ].find((folder) => folder !== '' && exists(join(folder, 'initdb')));
  if (found === undefined)
    throw new Error('These tests need PostgreSQL: `apt-get install postgresql`, or POSTGRES_BIN with its programs.');
  return found;
}
const exists = (path: string): boolean => {
  try {
    accessSync(path);
    return true;
  } catch {
    return false;
  }
};

/**
 * A PostgreSQL of the tests' own, on a socket in a temporary folder. It forgets what is lost with the machine (fsync
 * off), not with a process. Stopped and removed by stop(), or by its guard when the tests end in any other way.
 */
export class PostgresServer {
  private databases = 0;

  private constructor(
    readonly folder: string,
    private readonly bin: string,
    private readonly guard: ChildProcess,
  ) {}

  static async start(): Promise<PostgresServer> {
    const bin = binaries();
    const folder = await mkdtemp(join(tmpdir(), 'steward-pg-'));
    if (isRoot()) await chown(folder, NOBODY, NOBODY);
    // Reads until its end is closed, which the system does when this process is gone, however it went.
    const guard = spawn('sh', ['-c', `cat; ${bin}/pg_ctl -D ${folder}/data -m immediate -w stop; rm -rf ${folder}`], {
      ...asNobody(),
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    const server = new PostgresServer(folder, bin, guard);
    try {
      const data = join(folder, 'data');
      await run(join(bin, 'initdb'), ['-D', data, '-U', OWNER, '-E', 'UTF8', '--locale=C', '-A', 'trust', '-N'], {
        ...asNobody(),
      });
      await appendFile(join(data, 'postgresql.conf'), settings(folder));
      await writeFile(join(data, 'pg_hba.conf'), 'local all locked scram-sha-256\nlocal all all trust\n');
      await server.up();
      return server;
    } catch (error) {
      await server.stop();
      throw error;
    }
  }

  /** A new, empty database, as a DATABASE_URL. */
  async database(options = ''): Promise<string> {
    this.databases += 1;
    const name = `desk_${this.databases}`;
    await this.ask('postgres', `CREATE DATABASE ${name} ${options}`);
    return this.url(name);
  }

  url(database: string, user = OWNER): string {
    return `postgres://${user}@localhost/${database}?host=${this.folder}`;
  }

  /** Asks on a connection of its own. */
  async ask<T>(database: string, sql: string): Promise<T[]> {
    const client = new Client(this.url(database));
    await client.connect();
    try {
      return (await client.query(sql)).rows as T[];
    } finally {
      await client.end();
    }
  }

  /** Starts it again where it stopped. */
  async up(): Promise<void> {
    await this.control('start', '-l', join(this.folder, 'log'));
  }
  /** As when the machine it runs on fails. */
  async down(): Promise<void> {
    await this.control('stop', '-m', 'immediate');
  }

  async stop(): Promise<void> {
    const ended = once(this.guard, 'exit');
    this.guard.stdin?.end();
    await ended;
  }

  private async control(act: string, ...how: readonly string[]): Promise<void> {
    const child = spawn(join(this.bin, 'pg_ctl'), ['-D', join(this.folder, 'data'), '-w', '-s', ...how, act], {
      ...asNobody(),
      stdio: 'ignore',
    });
    const [code] = await once(child, 'exit');
    if (code !== 0) throw new Error(`pg_ctl ${act} failed: see ${this.folder}/log`);
  }
}

const isRoot = () => userInfo().uid === 0;
const asNobody = () => ({ cwd: '/', ...(isRoot() ? { uid: NOBODY, gid: NOBODY } : {}) });

const settings = (folder: string) => `
listen_addresses = ''
unix_socket_directories = '${folder}'
fsync = off
full_page_writes = off
shared_buffers = 32MB
max_connections = 60
deadlock_timeout = 200ms
`;
