import type { Contact } from '../../../src/core/account/account';
import type { Store } from '../../../src/core/store';

/** The account without the moment it was made at. */
export const plainAccount = (store: Store, name: string) =>
  store.transact(async ({ accounts }) => {
    const { since: _since, ...account } = (await accounts.find(name)) ?? { since: 0 };
    return account;
  });
export const accountHistory = (store: Store, name: string) =>
  store.transact(async ({ accounts }) => (await accounts.history(name, 10)).map(({ type, via }) => [type, via]));
export const contactsOf = (store: Store, name: string): Promise<readonly Contact[]> =>
  store.transact(({ accounts }) => accounts.contacts(name));
