import { AsyncLocalStorage } from 'node:async_hooks';
import type { DataSource, QueryRunner } from 'typeorm';
import { StoreUnavailable } from '../../core/errors';
import type { Store, Unit } from '../../core/store';
import { sqliteEngine } from './engine';
import { openSqlite } from './sqlite';
import { unitOn } from './unit';

/** Full, failing, corrupt, read-only or locked: the file cannot take a write now; the platform must keep the event. */
const UNAVAILABLE = /SQLITE_(FULL|IOERR|CORRUPT|NOTADB|READONLY|BUSY|LOCKED|CANTOPEN|PROTOCOL|NOMEM)/;

/**
 * SQLite through TypeORM shares one connection, so overlapping transactions fail or lose acknowledged rows.
 * Every unit therefore waits its turn in one line: BEGIN IMMEDIATE, work, COMMIT or ROLLBACK.
 */
export class SqliteStore implements Store {
  ready = true;
  private line: Promise<unknown> = Promise.resolve();
  private closed = false;
  private readonly inside = new AsyncLocalStorage<true>();
  private readonly unit: Unit;

  private constructor(
    private readonly source: DataSource,
    private readonly runner: QueryRunner,
  ) {
    this.unit = unitOn(runner.manager, sqliteEngine);
  }

  static async open(path: string): Promise<SqliteStore> {
    const { source, runner } = await openSqlite(path);
    return new SqliteStore(source, runner);
  }

  transact<T>(work: (unit: Unit) => Promise<T>): Promise<T> {
    if (this.inside.getStore()) return Promise.reject(new Error('a unit of work cannot be opened inside another'));
    if (this.closed) return Promise.reject(new StoreUnavailable('the database is closed'));
    const turn = this.line.then(() => this.inside.run(true, () => this.run(work)));
    this.line = turn.catch(() => undefined);
    return turn;
  }

  private async run<T>(work: (unit: Unit) => Promise<T>): Promise<T> {
    try {
      await this.runner.query('BEGIN IMMEDIATE');
      const result = await work(this.unit);
      await this.runner.query('COMMIT');
      this.ready = true;
      return result;
    } catch (error) {
      await this.runner.query('ROLLBACK').catch(() => undefined);
      if (!UNAVAILABLE.test(String(error))) throw error;
      this.ready = false;
      throw new StoreUnavailable('the database cannot be written', { cause: error });
    } finally {
      // TypeORM keeps its own idea of a transaction; after a failure it would be wrong for everyone after us.
      Object.assign(this.runner, { isTransactionActive: false, transactionDepth: 0 });
    }
  }

  reclaim(): Promise<void> {
    return this.transact(async ({ inbox, outbox, leases }) => {
      await inbox.reclaim();
      await outbox.reclaim();
      await leases.reclaim();
    });
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.line;
    await this.source.destroy();
    // Node.js 20 goes through all of them with every promise there is, those of closed stores too.
    this.inside.disable();
  }
}
