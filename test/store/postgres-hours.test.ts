import { PostgresStore } from '../../src/adapters/database/postgres-store';
import { demoDesk } from '../../src/adapters/playground/people';
import { PlaygroundPlatform } from '../../src/adapters/playground/platform';
import type { Room } from '../../src/adapters/playground/room';
import { logTime } from '../../src/core/account/log-time';
import type { TimeEntry } from '../../src/core/billing/hours';
import type { Store } from '../../src/core/store';
import { HOUR, type Instant, instant, millis } from '../../src/core/time';
import { booksOf, directTo, flawsIn } from '../support/contracts';
import { SELLING } from '../support/plans';
import { PostgresServer } from '../support/postgres';
import { TestClock } from '../support/test-clock';
import { type World, world } from '../support/world';

const desk = { ...demoDesk(), ...SELLING };
const TODAY = '2026-11-23' as Parameters<typeof flawsIn>[1];
const MORNING = '2026-11-24T08:00:00Z';
let server: PostgresServer;
beforeAll(async () => {
  server = await PostgresServer.start();
}, 60_000);
afterAll(() => server?.stop());
jest.setTimeout(120_000);

/** Another instance's connection to the same chat. */
class SameRoom extends PlaygroundPlatform {
  constructor(clock: TestClock, room: Room) {
    super({ clock, page: 'http://localhost/' });
    Object.assign(this, { room });
  }
}
/** Two desks that began on one database, with Acme on a plan and looked after by Dana. */
async function twoDesks(plan: string): Promise<{ readonly a: World; readonly b: World; readonly clock: TestClock }> {
  const url = await server.database();
  const clock = new TestClock('2026-11-23T09:00:00Z');
  const first = new PlaygroundPlatform({ clock, page: 'http://localhost/' });
  const a = await world({ desk, clock, platform: first, store: await PostgresStore.open(url) });
  const b = await world({
    desk,
    clock,
    platform: new SameRoom(clock, first.room),
    store: await PostgresStore.open(url),
  });
  await a.dana.types('triage', '/account change Acme owner:@dana');
  await a.dana.types('triage', `/subscription start Acme ${plan}`);
  return { a, b, clock };
}
const books = (store: Store) => store.transact((unit) => booksOf(unit, 'Acme'));

async function logsAnHour(store: Store, name: string, now: Instant): Promise<TimeEntry> {
  return store.transact(async (unit) => {
    const account = await unit.accounts.find('Acme');
    if (account === undefined) throw new Error('there is no Acme');
    const by = { member: { platform: 'playground', memberId: name }, name };
    const work = { unit, desk, now, threadOf: () => ({ platform: 'playground', placeId: 'none' }) };
    return logTime(work, { account, mode: 'subscription', length: millis(HOUR), billable: true, by });
  });
}

describe('two desks on one PostgreSQL database', () => {
  it('draw the last hour of a pack once, though two agents log it at the same moment; the other goes beyond', async () => {
    const { a, b, clock } = await twoDesks('bought');
    await a.dana.types('triage', '/pack add Acme 5h');
    const HANDS = 8;
    await Promise.all(
      Array.from({ length: HANDS }, (_, n) => logsAnHour(n % 2 === 0 ? a.store : b.store, `agent ${n}`, clock.now())),
    );
    const kept = await books(a.store);
    expect(flawsIn(kept, TODAY)).toEqual([]);
    const from = kept.draws.map(({ source }) => source.from).sort();
    expect(from).toEqual([...Array(3).fill('nothing'), ...Array(5).fill('pack')]);
    expect(new Set(kept.entries.map(({ id }) => id)).size).toBe(HANDS);
    await Promise.all([a.settle(), b.settle()]);
    const told = directTo(a, 'dana').map(([, words]) => words);
    expect(told).toHaveLength(2);
    expect(told[0]).toContain('80 %');
    expect(told[1]).toContain('has used up');
  });

  it('give back and draw again without losing a minute', async () => {
    const { a, b } = await twoDesks('metered');
    await a.carol.says('acme', 'Upgrade fails');
    await a.dana.types('triage', '/pack add Acme 2h');
    await a.alice.types('triage', '/ticket time 1 3h');
    await Promise.all([
      a.alice.types('triage', '/ticket time 1 1h corrects:1'),
      b.bob.types('triage', '/ticket time 1 2h corrects:1'),
      a.dana.types('triage', '/work log Acme 90m subscription'),
    ]);
    const kept = await books(b.store);
    expect(flawsIn(kept, TODAY)).toEqual([]);
    expect(kept.entries.filter(({ corrects }) => corrects === 1)).toHaveLength(1);
    expect([...a.told('alice'), ...a.told('bob')].join('\n')).toContain('was corrected by entry');
  });

  it('start one subscription, though two leads ask at the same moment; the other is told which there is', async () => {
    const { a, b } = await twoDesks('flat');
    await Promise.all([
      a.dana.types('triage', '/subscription start Globex flat'),
      b.dana.types('triage', '/subscription start Globex hourly'),
    ]);
    expect(await a.store.transact((unit) => unit.subscriptions.ofAccount('Globex'))).toHaveLength(1);
    expect(a.told('dana').filter((text) => text.includes('There is a subscription on'))).toHaveLength(1);
  });

  it('make one round of a morning between them', async () => {
    const { a, b, clock } = await twoDesks('flat 2026-01-01 2026-11-23');
    clock.set(instant(Date.parse(MORNING)));
    await Promise.all([a.settle(), b.settle()]);
    await Promise.all([a.settle(), b.settle()]);
    expect(directTo(a, 'dana').map(([, words]) => words)).toEqual([
      expect.stringContaining('🔴 Acme: flat ended on 23 Nov 2026.'),
    ]);
    const history = await a.store.transact((unit) => unit.accounts.history('Acme', 50));
    expect(history.filter(({ type }) => type === 'lapsed')).toHaveLength(1);
    expect(a.reads('triage').filter((text) => text.includes('Core team, Tuesday'))).toHaveLength(1);
    expect([...a.logged, ...b.logged]).toEqual([]);
  });
});
