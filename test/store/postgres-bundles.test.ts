import { PostgresStore } from '../../src/adapters/database/postgres-store';
import { member } from '../../src/adapters/playground/ids';
import { record } from '../../src/core/record';
import { claimed } from '../../src/core/ticket/lifecycle';
import { tickets } from '../support/facts';
import { PostgresServer } from '../support/postgres';
import { alertsIn, breach, deskWithSteps } from '../support/steps';
import { world } from '../support/world';

let server: PostgresServer;
beforeAll(async () => {
  server = await PostgresServer.start();
}, 60_000);
afterAll(() => server?.stop());

const TICKETS = 8;

describe('one message of many alerts on PostgreSQL', () => {
  it('keeps every line true when all its tickets change at the same moment', async () => {
    const made = deskWithSteps('premium', [{ moment: breach, to: ['triage', 'leads'] }]);
    const desk = { ...made, channels: made.channels.map((channel) => ({ ...channel, groupMinutes: 0 })) };
    const w = await world({ desk, store: await PostgresStore.open(await server.database()) });
    for (let n = 1; n <= TICKETS; n++) await w.carol.says('acme', `Problem ${n}`);
    w.clock.set((w.clock.now() + 61 * 60_000) as ReturnType<typeof w.clock.now>);
    await w.settle();
    const by = { member: member('bob'), name: 'Bob' };
    const now = w.clock.now();
    const threadOf = (ref: Parameters<typeof w.platform.threadOf>[0]) => w.platform.threadOf(ref);
    await Promise.all(
      (await tickets(w)).map(({ id }) =>
        w.store.transact(async (unit) => {
          const ticket = await unit.tickets.get(id);
          await record({ unit, desk, now, threadOf }, claimed(ticket, { by, at: now, via: 'command' }));
        }),
      ),
    );
    await w.settle();
    for (const place of ['triage', 'dm-dana']) {
      const [text = '', ...more] = alertsIn(w, place);
      expect([text.match(/Bob has it/g)?.length, text.includes('Nobody'), more]).toEqual([TICKETS, false, []]);
    }
  });
});
