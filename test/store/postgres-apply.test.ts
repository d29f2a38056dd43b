import { PostgresStore } from '../../src/adapters/database/postgres-store';
import type { Room } from '../../src/adapters/playground/room';
import { applies, keeperOn, policyText, site } from '../support/applying';
import { eventTypes, promise, tickets, unheard } from '../support/facts';
import { FlakyPlatform } from '../support/flaky';
import { PostgresServer } from '../support/postgres';
import { TestClock } from '../support/test-clock';
import { world } from '../support/world';

let server: PostgresServer;
beforeAll(async () => {
  server = await PostgresServer.start();
}, 60_000);
afterAll(() => server?.stop());
jest.setTimeout(60_000);

const SHORTER = policyText({
  targets: '{ S2: { first_response: 1h, resolution: 8h } }',
  people: '      - { name: Bob, is: [playground:bob] }',
});

/** Another instance's connection to the same chat. */
class SameRoom extends FlakyPlatform {
  constructor(clock: TestClock, room: Room) {
    super(clock);
    Object.assign(this, { room });
  }
}

/** Two desks that share a database and a chat. */
async function two() {
  const clock = new TestClock('2026-11-23T09:00:00Z');
  const url = await server.database();
  const database = { engine: 'postgres', url } as const;
  const platform = new FlakyPlatform(clock);
  const first = await site(clock, database, { platform });
  const store = await PostgresStore.open(url);
  const source = await keeperOn(store, clock);
  const second = await world({ clock, store, source, platform: new SameRoom(clock, platform.room) });
  return { first, second: { w: second, keeper: source }, clock };
}

describe('two desks on one PostgreSQL database', () => {
  it('both use what was applied after a round, and move every open ticket once between them', async () => {
    const { first, second, clock } = await two();
    for (let number = 1; number <= 30; number++) await first.w.carol.says('acme', `Request ${number}`);
    const { done } = await applies(first, SHORTER, 'yes', async () => {
      clock.set((clock.now() + 31_000) as never);
      await Promise.all([first.w.settle(), second.w.settle()]);
    });
    expect(done).toMatchObject({ applied: true, moved: 30, left: 0 });
    await Promise.all([first.w.settle(), second.w.settle()]);
    for (const { keeper } of [first, second]) expect(keeper.current().people.map(({ name }) => name)).toContain('Bob');
    for (const { number } of await tickets(first.w)) {
      expect((await eventTypes(first.w, number)).filter((type) => type === 'repromised')).toHaveLength(1);
      expect(await promise(first.w, number, 'first_response')).toBe('running until Mon 11:00');
    }
    await second.w.carol.says('acme', 'One more');
    expect(await promise(second.w, 31, 'first_response')).toMatch(/^running until Mon 11:0\d/);
    expect([...first.w.logged, ...second.w.logged]).toEqual([]);
  });

  it('promise the same although one has not looked yet: no version is made anew, and its tickets follow', async () => {
    const { first, second } = await two();
    await applies(first, SHORTER, 'yes');
    await first.w.steward.tick();
    // The second desk still promises by the file of before: its tick has not come.
    const before = second.keeper.current();
    await second.w.platform.tell(unheard(second.w, 'carol', 'acme', 'Upgrade fails'));
    await second.w.steward.settled();
    expect(second.keeper.current()).toBe(before);
    expect(await second.w.store.transact((unit) => unit.policies.latest('premium'))).toMatchObject({ version: 2 });
    await second.w.settle();
    await first.w.settle();
    expect(second.keeper.current()).not.toBe(before);
    expect(await promise(second.w, 1, 'first_response')).toBe('running until Mon 11:00');
  });
});
