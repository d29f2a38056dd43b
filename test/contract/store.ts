import type { Store } from '../../src/core/store';
import { accountContract } from './store-accounts';
import { alertContract } from './store-alerts';
import { channelContract } from './store-channels';
import { leaseContract } from './store-leases';
import { manyContract } from './store-many';
import { queueContract } from './store-queues';
import { ticketContract } from './store-tickets';
import { unitContract } from './store-units';

/** What every engine must promise. `open` gives an empty store; each is closed when its test is over. */
export function storeContract(name: string, open: () => Promise<Store>): void {
  describe(`the store on ${name}`, () => {
    const opened: Store[] = [];
    const fresh = async () => {
      const store = await open();
      opened.push(store);
      return store;
    };
    afterEach(async () => {
      for (const store of opened.splice(0)) await store.close();
    });
    unitContract(fresh);
    ticketContract(fresh);
    queueContract(fresh);
    channelContract(fresh);
    alertContract(fresh);
    manyContract(fresh);
    leaseContract(fresh);
    accountContract(fresh);
  });
}
