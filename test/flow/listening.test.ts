import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteStore } from '../../src/adapters/database/sqlite-store';
import { EAR_LEASE, Listener } from '../../src/core/listening';
import { HOUR, millis, SECOND } from '../../src/core/time';
import { TestClock } from '../support/test-clock';

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
let clock: TestClock;
let store: SqliteStore;
let folder: string;
beforeEach(async () => {
  clock = new TestClock('2026-11-23T09:00:00Z');
  folder = await mkdtemp(join(tmpdir(), 'steward-listening-'));
  store = await SqliteStore.open(join(folder, 'desk.db'));
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

function instance(name: string) {
  const ear = {
    listens: false,
    begun: 0,
    fails: false,
    async begin() {
      if (this.fails) throw new Error('no network');
      this.listens = true;
      this.begun += 1;
    },
    async end() {
      this.listens = false;
    },
  };
  return { ear, listener: new Listener({ store, clock, log, instance: name }, 'discord', ear) };
}

describe('of several instances', () => {
  it('one listens, for as long as it keeps at it', async () => {
    const [a, b] = [instance('a'), instance('b')];
    for (let round = 0; round < 10; round++) {
      await Promise.all([a.listener.keep(), b.listener.keep()]);
      expect([a.ear.listens, b.ear.listens].filter(Boolean)).toHaveLength(1);
      clock.advance(millis(5 * SECOND));
    }
    expect(a.ear.begun + b.ear.begun).toBe(1);
  });

  it('another listens once the first has been dead for as long as the lease', async () => {
    const [a, b] = [instance('a'), instance('b')];
    await a.listener.keep();
    clock.advance(millis(EAR_LEASE - 1));
    await b.listener.keep();
    expect(b.ear.listens).toBe(false);
    clock.advance(millis(1));
    await b.listener.keep();
    expect(b.ear.listens).toBe(true);
  });

  it('one that was frozen stops listening when it wakes, and the other is not disturbed', async () => {
    const [a, b] = [instance('a'), instance('b')];
    await a.listener.keep();
    clock.advance(HOUR);
    await b.listener.keep();
    await a.listener.keep();
    expect([a.ear.listens, b.ear.listens]).toEqual([false, true]);
    expect(b.ear.begun).toBe(1);
  });

  it('one that was frozen and finds its turn come round again connects anew', async () => {
    const [a, b] = [instance('a'), instance('b')];
    await a.listener.keep();
    clock.advance(HOUR);
    await b.listener.keep();
    clock.advance(HOUR);
    await a.listener.keep();
    expect(a.ear).toMatchObject({ listens: true, begun: 2 });
  });

  it('the next one listens at once when the first is stopped, or cannot connect', async () => {
    const [a, b, c] = [instance('a'), instance('b'), instance('c')];
    await a.listener.keep();
    await a.listener.stop();
    b.ear.fails = true;
    await expect(b.listener.start()).rejects.toThrow('no network');
    await c.listener.keep();
    expect([a.ear.listens, b.ear.listens, c.ear.listens]).toEqual([false, false, true]);
  });
});
