import { SqliteStore } from '../../../src/adapters/database/sqlite-store';
import { demoDesk } from '../../../src/adapters/playground/people';
import { DeskWithAccounts } from '../../../src/core/account/desk-with-accounts';
import { keepBinding } from '../../../src/core/account/keep';
import { channelAt } from '../../../src/core/desk/desk';
import { fixedDesk } from '../../../src/core/desk/source';
import { StaleWrite } from '../../../src/core/errors';
import type { Log } from '../../../src/core/log';
import type { Store, Unit } from '../../../src/core/store';
import { TestClock } from '../../support/test-clock';

const clock = new TestClock('2026-11-23T09:00:00Z');
const log: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const acme = { platform: 'playground', placeId: 'acme' };

let store: Store;
let desks: DeskWithAccounts;
beforeEach(async () => {
  store = await SqliteStore.open(':memory:');
  desks = new DeskWithAccounts({ store, platforms: [], clock, log, desk: fixedDesk(demoDesk()) });
  await desks.follow();
});
afterEach(() => store.close());

const given = (account: string, from: string) =>
  store.transact(async (unit) => {
    const hand = { at: clock.now(), via: 'test' };
    await keepBinding(unit, { place: acme, from }, hand);
    await keepBinding(unit, { place: acme, account }, hand);
  });
const look = () => store.transact((unit) => desks.look(unit));
const confirm = (desk = desks.current()) => store.transact((unit) => desks.confirm(unit, desk));

describe('what was decided by a desk', () => {
  it('stands while whose the channels are is as it was', async () => {
    await expect(confirm()).resolves.toBeUndefined();
  });

  it('is decided anew once that has changed, whether or not this desk has looked meanwhile', async () => {
    const before = desks.current();
    await given('Globex', 'Acme');
    await expect(confirm(before)).rejects.toThrow(StaleWrite);
    await look();
    expect(channelAt(desks.current(), acme)?.account).toBe('Globex');
    await expect(confirm(before)).rejects.toThrow(StaleWrite);
    await expect(confirm()).resolves.toBeUndefined();
  });

  it('is decided by what the database says, also where it was put back to an earlier state', async () => {
    await given('Globex', 'Acme');
    await look();
    const putBack = (work: (unit: Unit) => Promise<void>) =>
      store.transact((unit) => work({ ...unit, accounts: { ...unit.accounts, channelsVersion: async () => 1 } }));
    await expect(putBack((unit) => desks.confirm(unit, desks.current()))).rejects.toThrow(StaleWrite);
    await putBack((unit) => desks.look(unit));
    await expect(putBack((unit) => desks.confirm(unit, desks.current()))).resolves.toBeUndefined();
  });
});
