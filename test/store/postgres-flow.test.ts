import { PostgresStore } from '../../src/adapters/database/postgres-store';
import type { Room } from '../../src/adapters/playground/room';
import { eventTypes, postedAt, promise, tickets } from '../support/facts';
import { FlakyPlatform } from '../support/flaky';
import { PostgresServer } from '../support/postgres';
import { TestClock } from '../support/test-clock';
import { type World, world } from '../support/world';

let server: PostgresServer;
beforeAll(async () => {
  server = await PostgresServer.start();
}, 60_000);
afterAll(() => server?.stop());
jest.setTimeout(60_000);

describe('the main job on PostgreSQL', () => {
  it('carries a request from the message to the resolved thread', async () => {
    const w = await world({ store: await PostgresStore.open(await server.database()) });
    const root = await w.carol.says('acme', 'Upgrade to 5.2 fails on start');
    expect(w.reads(`acme/${root}`)).toEqual([
      'Steward: Thanks, Carol. We have this as #1 and will answer by 11:00 (in 1 h).',
    ]);
    expect(w.reads('triage')).toHaveLength(1);
    await w.alice.types('acme', '/ticket claim 1');
    expect(w.told('alice')).toEqual(['#1 is yours.']);
    await w.alice.says(`acme/${root}`, 'Looking at it now');
    await w.alice.reacts('acme', root, '✅');
    expect(w.signs('acme', root)).toBe('🎫steward 👀steward ✅alice+steward');
    expect(w.reads('triage').at(-1)).toContain('Alice has it · resolved since 10:00');
    await w.pass('1d');
    expect(w.reads('triage').at(-1)).toContain('1 new, 1 resolved; 2 of 2 promises kept.');
    expect(w.logged).toEqual([]);
  });

  it('announces what became overdue while the desk was away, once', async () => {
    const w = await world({ store: await PostgresStore.open(await server.database()) });
    await w.carol.says('acme', 'Upgrade fails');
    await w.restart(() => w.clock.set((w.clock.now() + 9 * 3_600_000) as never));
    await w.restart();
    expect(
      w
        .reads('triage')
        .join('\n')
        .match(/🔴 #1 /g),
    ).toHaveLength(2);
    expect(postedAt(w, 'triage', /🔴 #/)).toEqual(['Mon 19:00']);
    expect(await promise(w, 1, 'resolution')).toMatch(/^running until Mon 18:00/);
    expect((await eventTypes(w, 1)).filter((type) => type === 'breached')).toHaveLength(2);
  });
});

/** Another instance's connection to the same chat. */
class SameRoom extends FlakyPlatform {
  constructor(clock: TestClock, room: Room) {
    super(clock);
    Object.assign(this, { room });
  }
}

describe('two desks on one PostgreSQL database', () => {
  it('answer, warn, announce and sum up once between them', async () => {
    const url = await server.database();
    const clock = new TestClock('2026-11-23T09:00:00Z');
    const first = new FlakyPlatform(clock);
    const second = new SameRoom(clock, first.room);
    const desks: World[] = [];
    for (const platform of [first, second])
      desks.push(await world({ clock, platform, store: await PostgresStore.open(url) }));
    const [a, b] = desks as [World, World];
    await Promise.all([a.carol.says('acme', 'Upgrade fails'), b.chen.says('globex', 'The export hangs')]);
    await Promise.all([a.alice.types('triage', '/ticket claim 1'), b.bob.types('triage', '/ticket claim 1')]);
    for (let minutes = 0; minutes < 25 * 60; minutes += 10) {
      clock.advance(600_000 as never);
      await Promise.all([a.settle(), b.settle()]);
    }
    const told = [...a.told('alice'), ...a.told('bob')].sort();
    expect(told).toHaveLength(2);
    expect(told).toContain('#1 is yours.');
    const opened = await tickets(a);
    expect(opened.map(({ number }) => number)).toEqual([1, 2]);
    for (const { number, account } of opened) {
      const types = await eventTypes(a, number);
      expect(types.filter((type) => type === 'opened')).toHaveLength(1);
      expect(types.filter((type) => type === 'breached')).toHaveLength(account === 'Acme' ? 2 : 1);
    }
    const posts = [...first.attempts, ...second.attempts].filter(({ what }) => what === 'post').map(({ key }) => key);
    expect(posts.filter((key, at) => posts.indexOf(key) !== at)).toEqual([]);
    expect(posts.filter((key) => key?.startsWith('digest:'))).not.toEqual([]);
    expect([...a.logged, ...b.logged]).toEqual([]);
  });
});
