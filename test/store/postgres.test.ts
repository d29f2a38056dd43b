import { Client } from 'pg';
import { PostgresStore } from '../../src/adapters/database/postgres-store';
import { StoreUnavailable } from '../../src/core/errors';
import type { Millis } from '../../src/core/time';
import { storeContract } from '../contract/store';
import { PostgresServer } from '../support/postgres';
import { addTicket, event, NOW } from '../support/tickets';

let server: PostgresServer;
beforeAll(async () => {
  server = await PostgresServer.start();
}, 60_000);
afterAll(() => server?.stop());
jest.setTimeout(60_000);

storeContract('PostgreSQL', async () => PostgresStore.open(await server.database()));

describe('a PostgreSQL database', () => {
  const opened: PostgresStore[] = [];
  const open = async (url: string) => {
    const store = await PostgresStore.open(url);
    opened.push(store);
    return store;
  };
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close();
  });
  const add = (store: PostgresStore, key: string) => store.transact((unit) => unit.inbox.add([event(key)], NOW));
  const waiting = (store: PostgresStore) => store.transact((unit) => unit.inbox.waiting());

  it('opened again has everything that was acknowledged and nothing that was not', async () => {
    const url = await server.database();
    const first = await open(url);
    await first.transact((unit) => addTicket(unit, 'kept'));
    const failing = first.transact(async (unit) => {
      await addTicket(unit, 'lost');
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await first.close();
    const second = await open(url);
    const all = await second.transact((unit) => unit.tickets.list({ scope: { of: 'everything' }, limit: 10 }));
    expect(all.map(({ id }) => id)).toEqual(['kept']);
  });

  it('finishes the units already begun before it closes, and refuses work afterwards', async () => {
    const url = await server.database();
    const store = await open(url);
    const work = Array.from({ length: 40 }, (_, n) => add(store, `e${n}`));
    await store.close();
    await Promise.all(work);
    await expect(add(store, 'late')).rejects.toThrow(StoreUnavailable);
    expect(await waiting(await open(url))).toBe(40);
  });

  it('does not take from another instance what it works on, and gives it out when the lease has run out', async () => {
    const url = await server.database();
    const [one, two] = [await open(url), await open(url)];
    await add(one, 'e1');
    const claim = (store: PostgresStore, at: number) =>
      store.transact((unit) => unit.inbox.claim((NOW + at) as typeof NOW, 60_000 as Millis, 10));
    await claim(one, 0);
    await two.reclaim();
    expect(await claim(two, 59_999)).toEqual([]);
    expect(await claim(two, 60_000)).toHaveLength(1);
  });

  it('goes on by itself when the server was gone, and acknowledges nothing meanwhile', async () => {
    const store = await open(await server.database());
    await add(store, 'before');
    await server.down();
    for (const key of ['lost1', 'lost2']) await expect(add(store, key)).rejects.toThrow(StoreUnavailable);
    expect(store.ready).toBe(false);
    await server.up();
    await add(store, 'after');
    expect(store.ready).toBe(true);
    expect(await waiting(store)).toBe(2);
  });

  it('does not wait for ever for what another program has locked', async () => {
    const url = await server.database();
    const store = await open(url);
    const lock = new Client(url);
    await lock.connect();
    await lock.query('BEGIN; LOCK TABLE inbox');
    await expect(add(store, 'e1')).rejects.toThrow(StoreUnavailable);
    expect(store.ready).toBe(false);
    await lock.end();
    await add(store, 'e1');
    expect(store.ready).toBe(true);
  });

  it('takes back a unit whose connection broke in the middle', async () => {
    const url = await server.database();
    const store = await open(url);
    const broken = store.transact(async (unit) => {
      await unit.inbox.add([event('e1')], NOW);
      await server.ask(
        'postgres',
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state LIKE 'idle in%'`,
      );
      await unit.inbox.add([event('e2')], NOW);
    });
    await expect(broken).rejects.toThrow(StoreUnavailable);
    expect(await waiting(store)).toBe(0);
  });

  it('keeps nothing, and says so, when a statement failed and the unit went on regardless', async () => {
    const store = await open(await server.database());
    const careless = store.transact(async (unit) => {
      await unit.inbox.add([event('e1')], NOW);
      await addTicket(unit, 'a');
      await addTicket(unit, 'a').catch(() => undefined);
    });
    await expect(careless).rejects.toThrow('nothing of it was kept');
    expect(await waiting(store)).toBe(0);
  });

  it('lets nothing through that a unit does after it has ended', async () => {
    const store = await open(await server.database());
    let late: Promise<unknown> = Promise.resolve();
    let ended = (): void => undefined;
    const over = new Promise<void>((resolve) => {
      ended = resolve;
    });
    await store.transact(async (unit) => {
      late = over.then(() => unit.inbox.add([event('late')], NOW));
    });
    ended();
    await expect(late).rejects.toThrow();
    expect(await waiting(store)).toBe(0);
  });

  it('shares one clock between instances, whatever the machine’s says', async () => {
    const store = await open(await server.database());
    const real = Date.now;
    try {
      Date.now = () => real() + 3_600_000;
      await waiting(store);
      expect(Math.abs(store.clock.now() - real())).toBeLessThan(60_000);
    } finally {
      Date.now = real;
    }
  });
});
