import { SqliteStore } from '../../src/adapters/database/sqlite-store';
import { parkedIn, parkedLines, tryAgain } from '../../src/adapters/parked';
import type { Store } from '../../src/core/store';
import { SECOND } from '../../src/core/time';
import { channel, event, later, NOW } from '../support/tickets';

let store: Store;
beforeEach(async () => {
  store = await SqliteStore.open(':memory:');
});
afterEach(() => store.close());

/** A reply that the platform refused, and an event that could not be worked off. */
const setAside = () =>
  store.transact(async ({ inbox, outbox }) => {
    const message = { lines: [['Use 5.2.8,'], { quote: 'as said' }] };
    await outbox.put({ key: 'reply:7', act: { type: 'post', channel }, message }, NOW);
    for (const row of await outbox.claim(NOW, SECOND, 10))
      await outbox.park(row, { error: 'not_in_channel', uncertain: false }, later(1));
    await inbox.add([event('e1')], NOW);
    for (const row of await inbox.claim(NOW, SECOND, 10)) await inbox.park(row, 'there was never a policy gold', NOW);
  });
const lines = () => store.transact(async (unit) => parkedLines(await parkedIn(unit), NOW));

describe('steward parked', () => {
  it('says that nothing is set aside where nothing is', async () => {
    expect(await lines()).toEqual(['Nothing is set aside.']);
  });

  it('lists what was, with where it was to go, why it did not, and what it says', async () => {
    await setAside();
    const at = `${new Date(NOW).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
    expect(await lines()).toEqual([
      'reply:7',
      `  since ${at}, to ${channel.platform}:${channel.placeId}: not_in_channel`,
      '  > Use 5.2.8, > as said',
      'e1',
      `  since ${at}, reference 1, from ${event('e1').platform}: there was never a policy gold`,
      '1 undelivered, 1 not worked off. Mend the cause, then: steward parked --again all',
    ]);
  });

  it('has one of them tried again, or all', async () => {
    await setAside();
    const again = (...keys: string[]) => store.transact((unit) => tryAgain(unit, keys));
    expect(await again('reply:7')).toBe(1);
    expect((await lines())[0]).toBe('e1');
    expect(await again('all')).toBe(1);
    expect(await lines()).toEqual(['Nothing is set aside.']);
  });

  it('refuses a key there is none of, and changes nothing', async () => {
    await setAside();
    const before = await lines();
    await expect(store.transact((unit) => tryAgain(unit, ['reply:7', 'reply:8']))).rejects.toThrow(
      'Nothing is set aside under "reply:8". `steward parked` lists what is.',
    );
    expect(await lines()).toEqual(before);
  });
});
