import { AsyncLocalStorage } from 'node:async_hooks';
import type { PoolClient, QueryResult } from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import { StaleWrite, StoreUnavailable } from '../../core/errors';
import type { Store, Unit } from '../../core/store';
import { instant } from '../../core/time';
import { systemClock } from '../clock';
import { DatabaseClock } from './database-clock';
import { postgresEngine } from './engine';
import { AT_ONCE, BEGIN_UNIT, openPostgres } from './postgres';
import { troubleOf } from './postgres-errors';
import { Turns } from './turns';
import { unitOn } from './unit';

/** How often a unit is begun: it is given up only when so many others were first. */
const MOST_TRIES = 20;

/** Units side by side, each on a connection of its own, in as many instances as there are. */
export class PostgresStore implements Store {
  ready = true;
  /** The clock all instances share; read with every unit. */
  readonly clock = new DatabaseClock(systemClock);
  private closed = false;
  private readonly inside = new AsyncLocalStorage<true>();
  private readonly turns = new Turns(AT_ONCE);
  private readonly underWay = new Set<Promise<unknown>>();

  private constructor(private readonly source: DataSource) {}

  static async open(url: string, tables?: Parameters<typeof openPostgres>[1]): Promise<PostgresStore> {
    return new PostgresStore(await openPostgres(url, tables));
  }

  transact<T>(work: (unit: Unit) => Promise<T>): Promise<T> {
    if (this.inside.getStore()) return Promise.reject(new Error('a unit of work cannot be opened inside another'));
    if (this.closed) return Promise.reject(new StoreUnavailable('the database is closed'));
    const turn = this.turns.take(() => this.inside.run(true, () => this.repeatedly(work)));
    const ended: Promise<void> = turn.then(
      () => void this.underWay.delete(ended),
      () => void this.underWay.delete(ended),
    );
    this.underWay.add(ended);
    return turn;
  }

  private async repeatedly<T>(work: (unit: Unit) => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        const result = await this.once(work);
        this.ready = true;
        return result;
      } catch (error) {
        const trouble = troubleOf(error);
        if (trouble === 'unavailable') {
          this.ready = false;
          throw new StoreUnavailable('the database cannot be used', { cause: error });
        }
        const stale = error instanceof StaleWrite;
        if (!stale && trouble !== 'conflict') throw error;
        if (tries < MOST_TRIES) continue;
        throw stale ? error : new StaleWrite('others were always first', { cause: error });
      }
    }
  }

  private async once<T>(work: (unit: Unit) => Promise<T>): Promise<T> {
    const runner = this.source.createQueryRunner();
    let client: PoolClient | undefined;
    try {
      client = (await runner.connect()) as PoolClient;
      await this.begin(client);
      const result = await work(unitOn(runner.manager, postgresEngine));
      shut(runner);
      // PostgreSQL answers ROLLBACK, and no error, when a statement had failed and nobody minded.
      const { command } = await client.query('COMMIT');
      if (command !== 'COMMIT') throw new Error('a statement of this unit had failed, so nothing of it was kept');
      return result;
    } catch (error) {
      shut(runner);
      if (client !== undefined) await abandon(client, error);
      throw error;
    } finally {
      await runner.release();
    }
  }

  private begin(client: PoolClient): Promise<void> {
    return this.clock.follow(async () => {
      const answers = (await client.query(BEGIN_UNIT)) as unknown as readonly QueryResult<{ now: string }>[];
      return instant(Number(answers.at(-1)?.rows[0]?.now));
    });
  }

  /** Other instances are alive, and a dead one's leases end by themselves. */
  async reclaim(): Promise<void> {}

  async close(): Promise<void> {
    this.closed = true;
    while (this.underWay.size > 0) await Promise.all(this.underWay);
    if (this.source.isInitialized) await this.source.destroy();
    // Node.js 20 goes through all of them with every promise there is, those of closed stores too.
    this.inside.disable();
  }
}

/** What a unit left running must not reach the connection after the unit has ended: it is somebody else's then. */
function shut(runner: QueryRunner): void {
  runner.query = () => Promise.reject(new Error('this unit of work is over'));
}

/** Takes back what was done; a connection that cannot be trusted to do so is dropped, and the server does it. */
async function abandon(client: PoolClient, error: unknown): Promise<void> {
  const drop = () => void (client as unknown as { end(): Promise<void> }).end().catch(() => undefined);
  if (troubleOf(error) === 'unavailable') return drop();
  await client.query('ROLLBACK').catch(drop);
}
