import type { Store } from '../../src/core/store';
import { addTicket, channel, event, later, NOW } from '../support/tickets';

const UNITS = 200;
/** A slow disk must sync each of them. */
const LONG = 60_000;
const throwing = (n: number) => n % 10 === 3;

/** Units of work: whole or not at all, and never in each other's way. */
export function unitContract(open: () => Promise<Store>): void {
  it(
    `keeps all of every unit that ends well and nothing of those that throw, ${UNITS} of them overlapping`,
    async () => {
      const store = await open();
      const work = (n: number) =>
        store.transact(async (unit) => {
          await unit.inbox.add([event(`event ${n}`, `lane ${n}`)], NOW);
          await unit.digests.claim(`digest ${n}`, '2026-11-23', NOW);
          const number = await unit.tickets.nextNumber();
          if (throwing(n)) throw new Error(`unit ${n} fails`);
          await unit.cursors.set({ platform: 'playground', placeId: `place ${n}` }, String(number));
          return number;
        });
      const all = Array.from({ length: UNITS }, (_, n) => n);
      const ended = await Promise.allSettled(all.map(work));
      expect(ended.map(({ status }) => status)).toEqual(all.map((n) => (throwing(n) ? 'rejected' : 'fulfilled')));

      const numbers = ended.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      expect(new Set(numbers).size).toBe(numbers.length);
      const kept = await store.transact(async (unit) => {
        const claimed = (await unit.inbox.claim(NOW, later(0) as never, UNITS)).map(({ key }) => key);
        const digests: (string | undefined)[] = [];
        const cursors: (string | undefined)[] = [];
        for (const n of all) {
          digests.push(await unit.digests.latest(`digest ${n}`));
          cursors.push(await unit.cursors.get({ platform: 'playground', placeId: `place ${n}` }));
        }
        return { claimed, digests, cursors };
      });
      expect(kept.claimed.sort()).toEqual(
        all
          .filter((n) => !throwing(n))
          .map((n) => `event ${n}`)
          .sort(),
      );
      expect(kept.digests).toEqual(all.map((n) => (throwing(n) ? undefined : '2026-11-23')));
      expect(kept.cursors.map((cursor) => cursor === undefined)).toEqual(all.map(throwing));
    },
    LONG,
  );

  it('takes back everything a failing unit wrote', async () => {
    const store = await open();
    const failing = store.transact(async (unit) => {
      await addTicket(unit, 'a');
      await unit.outbox.put({ key: 'ack', act: { type: 'post', channel }, message: { lines: [] } }, NOW);
      await unit.deadlines.set({ key: 'warn', kind: 'warn', ticketId: 'a' as never, dueAt: NOW });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await store.transact(async (unit) => {
      expect(await unit.tickets.list({ scope: { of: 'everything' }, limit: 10 })).toEqual([]);
      expect(await unit.outbox.known(['ack'])).toEqual(new Set());
      expect(await unit.deadlines.next()).toBeUndefined();
    });
  });

  it('goes on after a unit has failed, whatever failed in it', async () => {
    const store = await open();
    const twice = store.transact(async (unit) => {
      await addTicket(unit, 'a');
      await addTicket(unit, 'a');
    });
    await expect(twice).rejects.toThrow();
    await store.transact((unit) => addTicket(unit, 'a'));
    expect(await store.transact((unit) => unit.tickets.list({ scope: { of: 'everything' }, limit: 10 }))).toHaveLength(
      1,
    );
  });

  it('refuses a unit inside another, and the outer one is not harmed by having tried', async () => {
    const store = await open();
    await store.transact(async (unit) => {
      await expect(store.transact(async () => undefined)).rejects.toThrow();
      await unit.digests.claim('core', '2026-11-23', NOW);
    });
    expect(await store.transact((unit) => unit.digests.latest('core'))).toBe('2026-11-23');
  });

  it('gives back what the unit answers, and hands on what it throws as it is', async () => {
    const store = await open();
    expect(await store.transact(async () => 42)).toBe(42);
    const error = new RangeError('mine');
    await expect(store.transact(() => Promise.reject(error))).rejects.toBe(error);
  });

  it('is ready once a write went through', async () => {
    const store = await open();
    await store.transact((unit) => unit.digests.claim('core', '2026-11-23', NOW));
    expect(store.ready).toBe(true);
  });

  it('undoes an attempt that fails and nothing else, and goes on', async () => {
    const store = await open();
    const place = (placeId: string) => ({ platform: 'playground', placeId });
    const kept = await store.transact(async (unit) => {
      await unit.cursors.set(place('before'), '1');
      const refused = unit.attempt(async () => {
        await unit.cursors.set(place('before'), '2');
        await unit.cursors.set(place('within'), '2');
        throw new Error('refused');
      });
      await expect(refused).rejects.toThrow('refused');
      await unit.attempt(() => unit.cursors.set(place('after'), '3'));
      const found: (string | undefined)[] = [];
      for (const id of ['before', 'within', 'after']) found.push(await unit.cursors.get(place(id)));
      return found;
    });
    expect(kept).toEqual(['1', undefined, '3']);
  });
}
