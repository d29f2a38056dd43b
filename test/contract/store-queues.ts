import type { Store, Unit } from '../../src/core/store';
import { type Millis, SECOND } from '../../src/core/time';
import { addTicket, channel, event, later, NOW } from '../support/tickets';

const LEASE = (30 * SECOND) as Millis;
const over = later(LEASE);
const words = (text: string) => ({ lines: [[text]] });
const act = { type: 'post', channel } as const;
const ref = { place: channel, messageId: 'm1' };

/** Inbox, outbox, deadlines and digest runs: once each, in order, and safe from a worker that was thought dead. */
export function queueContract(open: () => Promise<Store>): void {
  const inStore = async <T>(work: (unit: Unit) => Promise<T>) => (await open()).transact(work);
  const keys = (rows: readonly { readonly key: string }[]) => rows.map(({ key }) => key);

  it('stores an event once per key and platform', () =>
    inStore(async ({ inbox }) => {
      await inbox.add([event('e1'), event('e1')], NOW);
      await inbox.add([event('e1'), event('e2'), { ...event('e1'), platform: 'slack' }], NOW);
      expect(await inbox.waiting()).toBe(3);
    }));

  it('does not take an event again that was worked off', () =>
    inStore(async ({ inbox }) => {
      await inbox.add([event('e1')], NOW);
      for (const row of await inbox.claim(NOW, LEASE, 10)) await inbox.done(row, 'did it', NOW);
      await inbox.add([event('e1')], later(1));
      expect(await inbox.claim(later(1), LEASE, 10)).toEqual([]);
    }));

  it('gives out the head of each lane only, oldest first, and the next once that is done', () =>
    inStore(async ({ inbox }) => {
      await inbox.add([event('a1', 'a'), event('b1', 'b'), event('a2', 'a'), event('b2', 'b')], NOW);
      const heads = await inbox.claim(NOW, LEASE, 10);
      expect(keys(heads)).toEqual(['a1', 'b1']);
      expect(await inbox.claim(NOW, LEASE, 10)).toEqual([]);
      if (heads[0] !== undefined) await inbox.done(heads[0], 'did it', NOW);
      expect(keys(await inbox.claim(NOW, LEASE, 10))).toEqual(['a2']);
    }));

  it('lets a lane wait behind an event that is tried again later, and go on when one is set aside', () =>
    inStore(async ({ inbox }) => {
      await inbox.add([event('a1', 'a'), event('a2', 'a')], NOW);
      for (const row of await inbox.claim(NOW, LEASE, 10)) await inbox.retry(row, later(5), 'later', false);
      expect(await inbox.claim(later(4), LEASE, 10)).toEqual([]);
      expect(await inbox.next()).toBe(later(5));
      const [again] = await inbox.claim(later(5), LEASE, 10);
      expect(again).toMatchObject({ key: 'a1', attempts: 2 });
      if (again !== undefined) await inbox.park(again, 'never', later(6));
      expect(keys(await inbox.claim(later(6), LEASE, 10))).toEqual(['a2']);
    }));

  it('lets a lane go on without an event that is put aside, and that one by itself', () =>
    inStore(async ({ inbox }) => {
      await inbox.add([event('a1', 'a'), event('a2', 'a')], NOW);
      for (const row of await inbox.claim(NOW, LEASE, 10)) await inbox.retry(row, later(5), 'later', true);
      expect(keys(await inbox.claim(later(5), LEASE, 10))).toEqual(['a1', 'a2']);
    }));

  it('takes an event from whoever’s lease has run out, and does not let them finish it', () =>
    inStore(async ({ inbox }) => {
      await inbox.add([event('a1', 'a')], NOW);
      const [slow] = await inbox.claim(NOW, LEASE, 10);
      expect(await inbox.claim(later(LEASE - 1), LEASE, 10)).toEqual([]);
      const [quick] = await inbox.claim(over, LEASE, 10);
      if (slow === undefined || quick === undefined) throw new Error('nothing was claimed');
      expect(quick.fence).toBeGreaterThan(slow.fence);
      expect(await inbox.done(slow, 'late', over)).toBe(false);
      await inbox.park(slow, 'late', over);
      await inbox.retry(slow, over, 'late', false);
      expect(await inbox.done(quick, 'did it', over)).toBe(true);
      expect(await inbox.done(quick, 'twice', over)).toBe(false);
    }));

  it('lists what was set aside with its reason, and has it done once somebody says so', () =>
    inStore(async ({ inbox, outbox }) => {
      await inbox.add([event('a1', 'a'), event('b1', 'b')], NOW);
      for (const row of await inbox.claim(NOW, LEASE, 10)) await inbox.park(row, `no ${row.key}`, later(1));
      expect((await inbox.parked()).map(({ key, error }) => [key, error])).toEqual([
        ['a1', 'no a1'],
        ['b1', 'no b1'],
      ]);
      expect(await inbox.unpark(['b1', 'unknown'])).toBe(1);
      expect(keys(await inbox.claim(later(2), LEASE, 10))).toEqual(['b1']);

      await outbox.put({ key: 'reply:1', act, message: words('one') }, NOW);
      for (const row of await outbox.claim(NOW, LEASE, 10))
        await outbox.park(row, { error: 'not_in_channel', uncertain: true }, later(1));
      expect(await outbox.parked()).toMatchObject([{ key: 'reply:1', error: 'not_in_channel', message: words('one') }]);
      expect(await outbox.unpark(['unknown'])).toBe(0);
      expect(await outbox.unpark(['reply:1'])).toBe(1);
      // It may have arrived before it was set aside, so it is looked for.
      expect(await outbox.claim(later(2), LEASE, 10)).toMatchObject([{ key: 'reply:1', uncertain: true, attempts: 1 }]);
      expect(await outbox.parked()).toEqual([]);
    }));

  it('sends what is put twice under a key once, and never again after it was sent', () =>
    inStore(async ({ outbox }) => {
      await outbox.put({ key: 'breach:17', act, message: words('one') }, NOW);
      await outbox.put({ key: 'breach:17', act, message: words('other') }, NOW);
      const [row, ...more] = await outbox.claim(NOW, LEASE, 10);
      expect([row?.message, more]).toEqual([words('one'), []]);
      if (row !== undefined) expect(await outbox.sent(row, { ref, at: NOW }, NOW)).toBe(true);
      await outbox.put({ key: 'breach:17', act, message: words('again') }, later(1));
      expect(await outbox.claim(later(1), LEASE, 10)).toEqual([]);
    }));

  it('posts what is shown once, edits it when it changes, and does nothing when it is the same', () =>
    inStore(async ({ outbox }) => {
      const show = (text: string) => outbox.show({ key: 'card:17', act, message: words(text) }, NOW);
      const next = async () => (await outbox.claim(NOW, LEASE, 10))[0];
      await show('one');
      await show('two');
      const first = await next();
      expect(first).toMatchObject({ message: words('two') });
      expect(first?.posted).toBeUndefined();
      if (first !== undefined) await outbox.sent(first, { ref, at: NOW }, NOW);
      await show('two');
      expect(await next()).toBeUndefined();
      await show('three');
      const edit = await next();
      expect(edit).toMatchObject({ message: words('three'), posted: ref });
      if (edit !== undefined) await outbox.sent(edit, { ref, at: NOW }, NOW);
      expect(await next()).toBeUndefined();
      expect(await outbox.posted('card:17')).toEqual({ ref, at: NOW });
    }));

  it('does not lose what is shown while an older content of it is on its way', () =>
    inStore(async ({ outbox }) => {
      await outbox.show({ key: 'card:17', act, message: words('one') }, NOW);
      const [row] = await outbox.claim(NOW, LEASE, 10);
      await outbox.show({ key: 'card:17', act, message: words('two') }, NOW);
      if (row !== undefined) await outbox.sent(row, { ref, at: NOW }, NOW);
      expect((await outbox.claim(NOW, LEASE, 10))[0]).toMatchObject({ message: words('two'), posted: ref });
    }));

  it('gives out one delivery per channel, the urgent before the others', () =>
    inStore(async ({ outbox }) => {
      const other = { type: 'post', channel: { ...channel, placeId: 'globex' } } as const;
      await outbox.put({ key: 'digest', act, message: words('d'), priority: 9 }, NOW);
      await outbox.put({ key: 'alert', act, message: words('a'), priority: 2 }, NOW);
      await outbox.put({ key: 'elsewhere', act: other, message: words('e') }, NOW);
      const heads = await outbox.claim(NOW, LEASE, 10);
      expect(keys(heads).sort()).toEqual(['alert', 'elsewhere']);
      expect(await outbox.claim(NOW, LEASE, 10)).toEqual([]);
    }));

  it('lets an urgent one wait for the one being sent in its channel, and says when it can go', () =>
    inStore(async ({ outbox }) => {
      await outbox.put({ key: 'digest', act, message: words('d'), priority: 9 }, NOW);
      const [digest] = await outbox.claim(NOW, LEASE, 10);
      await outbox.put({ key: 'alert', act, message: words('a'), priority: 2 }, NOW);
      expect(await outbox.claim(later(1), LEASE, 10)).toEqual([]);
      expect(await outbox.next()).toBe(over);
      if (digest !== undefined) await outbox.sent(digest, { ref, at: NOW }, NOW);
      expect(keys(await outbox.claim(later(1), LEASE, 10))).toEqual(['alert']);
    }));

  it('lets a channel go on without a delivery that is put aside, and that one by itself', () =>
    inStore(async ({ outbox }) => {
      for (const key of ['one', 'two']) await outbox.put({ key, act, message: words(key) }, NOW);
      const [row] = await outbox.claim(NOW, LEASE, 10);
      if (row !== undefined)
        await outbox.retry(row, later(5), 'no', { uncertain: false, aside: true, holdLane: false });
      expect(keys(await outbox.claim(later(5), LEASE, 10))).toEqual(['one', 'two']);
    }));

  it('finds what was put under a prefix, letter for letter, in the order it was put', () =>
    inStore(async ({ outbox }) => {
      for (const key of ['warn:a/x:2', 'warn:a/x:1', 'warn:A/x:1', 'warn:a/xy', 'warn:a-x:1', 'WARN:a/x:1'])
        await outbox.put({ key, act, message: words(key) }, NOW);
      expect(keys(await outbox.under('warn:a/x:'))).toEqual(['warn:a/x:2', 'warn:a/x:1']);
    }));

  it('takes a delivery from whoever’s lease has run out, says that it is uncertain, and settles it once', () =>
    inStore(async ({ outbox }) => {
      await outbox.put({ key: 'ack', act, message: words('a') }, NOW);
      const [slow] = await outbox.claim(NOW, LEASE, 10);
      const [quick] = await outbox.claim(over, LEASE, 10);
      if (slow === undefined || quick === undefined) throw new Error('nothing was claimed');
      expect([slow.uncertain, quick.uncertain]).toEqual([false, true]);
      expect(await outbox.sent(slow, { ref, at: NOW }, over)).toBe(false);
      expect(await outbox.sent(quick, { ref, at: NOW }, over)).toBe(true);
    }));

  it('fires a deadline once, each at its time and the oldest first', () =>
    inStore(async (unit) => {
      const { id } = await addTicket(unit, 'a');
      const set = (key: string, at: number) =>
        unit.deadlines.set({ key, kind: 'warn', ticketId: id, dueAt: later(at) });
      await set('late', 20);
      await set('soon', 5);
      await set('soon', 10);
      expect(await unit.deadlines.next()).toBe(later(10));
      expect(await unit.deadlines.fire(later(9), 10)).toEqual([]);
      expect(keys(await unit.deadlines.fire(later(20), 10))).toEqual(['soon', 'late']);
      await set('soon', 30);
      expect(await unit.deadlines.fire(later(99), 10)).toEqual([]);
    }));

  it('lets one caller send a digest for a date', async () => {
    const store = await open();
    const claims = Array.from({ length: 20 }, () =>
      store.transact((unit) => unit.digests.claim('core', '2026-11-23', NOW)),
    );
    expect((await Promise.all(claims)).filter(Boolean)).toHaveLength(1);
    expect(await store.transact((unit) => unit.digests.claim('core', '2026-11-24', NOW))).toBe(true);
    expect(await store.transact((unit) => unit.digests.latest('core'))).toBe('2026-11-24');
  });
}
