import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteStore } from '../../src/adapters/database/sqlite-store';
import { StoreUnavailable } from '../../src/core/errors';
import type { Millis } from '../../src/core/time';
import { storeContract } from '../contract/store';
import { addTicket, event, NOW } from '../support/tickets';

let folder = '';
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'steward-store-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
const newFile = () => {
  count += 1;
  return join(folder, `desk-${count}.db`);
};

storeContract('SQLite in memory', () => SqliteStore.open(':memory:'));
storeContract('SQLite in a file', () => SqliteStore.open(newFile()));

describe('a SQLite file', () => {
  it('opened again has everything that was acknowledged and nothing that was not', async () => {
    const path = newFile();
    const first = await SqliteStore.open(path);
    await first.transact((unit) => addTicket(unit, 'kept'));
    await expect(
      first.transact(async (unit) => {
        await addTicket(unit, 'lost');
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    await first.close();
    const second = await SqliteStore.open(path);
    const all = await second.transact((unit) => unit.tickets.list({ scope: { of: 'everything' }, limit: 10 }));
    expect(all.map(({ id }) => id)).toEqual(['kept']);
    await second.close();
  });

  it('refuses work once it is closed', async () => {
    const store = await SqliteStore.open(newFile());
    await store.close();
    await expect(store.transact(async () => undefined)).rejects.toThrow(StoreUnavailable);
  });

  it('finishes the units already in line before it closes', async () => {
    const path = newFile();
    const store = await SqliteStore.open(path);
    const work = Array.from({ length: 20 }, (_, n) => store.transact((unit) => unit.inbox.add([event(`e${n}`)], NOW)));
    await store.close();
    await Promise.all(work);
    const again = await SqliteStore.open(path);
    expect(await again.transact((unit) => unit.inbox.waiting())).toBe(20);
    await again.close();
  });

  it('gives back, once reclaimed, what a dead process had taken on', async () => {
    const path = newFile();
    const dead = await SqliteStore.open(path);
    await dead.transact(async (unit) => {
      await unit.inbox.add([event('e1')], NOW);
      await unit.inbox.claim(NOW, 60_000 as Millis, 10);
    });
    await dead.close();
    const next = await SqliteStore.open(path);
    await next.reclaim();
    const rows = await next.transact((unit) => unit.inbox.claim(NOW, 60_000 as Millis, 10));
    expect(rows.map(({ key }) => key)).toEqual(['e1']);
    await next.close();
  });
});
