import type { Store } from '../../src/core/store';
import { MINUTE } from '../../src/core/time';
import { later } from '../support/tickets';

/** What only one instance may do at a time. */
export function leaseContract(open: () => Promise<Store>): void {
  describe('a lease', () => {
    const hold = (store: Store, holder: string, at = 0) =>
      store.transact(({ leases }) => leases.hold('gateway', holder, later(at), MINUTE));

    it('has one holder, who may keep it, and whose fence stays the same', async () => {
      const store = await open();
      const fence = await hold(store, 'a');
      expect(fence).toBeDefined();
      expect(await hold(store, 'b', MINUTE - 1)).toBeUndefined();
      expect(await hold(store, 'a', MINUTE - 1)).toBe(fence);
      expect(await hold(store, 'b', MINUTE)).toBeUndefined();
    });

    it('goes to another once it has run out, with a higher fence, and not back', async () => {
      const store = await open();
      const first = (await hold(store, 'a')) ?? 0;
      const second = (await hold(store, 'b', MINUTE)) ?? 0;
      expect(second).toBeGreaterThan(first);
      expect(await hold(store, 'a', MINUTE + 1)).toBeUndefined();
      expect(await hold(store, 'a', 2 * MINUTE)).toBeGreaterThan(second);
    });

    it('given back is free at once; nobody gives back what another holds', async () => {
      const store = await open();
      await hold(store, 'a');
      await store.transact(({ leases }) => leases.release('gateway', 'b'));
      expect(await hold(store, 'b')).toBeUndefined();
      await store.transact(({ leases }) => leases.release('gateway', 'a'));
      expect(await hold(store, 'b')).toBeDefined();
    });

    it('has one winner among many who ask at once', async () => {
      const store = await open();
      const asked = await Promise.all(Array.from({ length: 20 }, (_, n) => hold(store, `instance ${n}`)));
      expect(asked.filter((fence) => fence !== undefined)).toHaveLength(1);
    });
  });
}
