import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteStore } from '../../src/adapters/database/sqlite-store';
import { loadMenu } from '../../src/commands/load';
import type { ChatPlatform, Inbox } from '../../src/core/chat';
import { fixedDesk } from '../../src/core/desk/source';
import { EAR_LEASE, Listener } from '../../src/core/listening';
import { Steward } from '../../src/core/steward';
import { HOUR, millis, SECOND } from '../../src/core/time';
import { FlakyPlatform } from '../support/flaky';
import { slackDesk } from '../support/slack-world';
import { TestClock } from '../support/test-clock';

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
let clock: TestClock;
let store: SqliteStore;
let folder: string;
beforeEach(async () => {
  clock = new TestClock('2026-11-23T09:00:00Z');
  folder = await mkdtemp(join(tmpdir(), 'steward-review-'));
  store = await SqliteStore.open(join(folder, 'desk.db'));
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

it('an instance whose connecting takes longer than the lease keeps the lease meanwhile', async () => {
  let connected: () => void = () => undefined;
  let bBegan = 0;
  const slow = { begin: () => new Promise<void>((resolve) => (connected = resolve)), end: async () => undefined };
  const a = new Listener({ store, clock, log, instance: 'a' }, 'discord', slow);
  const b = new Listener({ store, clock, log, instance: 'b' }, 'discord', {
    begin: async () => {
      bBegan += 1;
    },
    end: async () => undefined,
  });
  const connecting = a.keep();
  await store.transact(async () => undefined);
  for (let waited = 0; waited <= EAR_LEASE; waited += 5 * SECOND) {
    void a.keep();
    await b.keep();
    clock.advance(millis(5 * SECOND));
  }
  connected();
  await connecting;
  expect(bBegan).toBe(0);
});

it('an instance that handed its ear over while its connection was down is in no trouble for that', async () => {
  let inbox: Inbox | undefined;
  const platform = new FlakyPlatform(clock) as unknown as ChatPlatform & { listening: unknown };
  const { start } = platform;
  platform.start = (box, menu) => {
    inbox = box;
    return start.call(platform, box, menu);
  };
  platform.listening = { begin: async () => inbox?.connected(), end: async () => undefined };
  const desk = fixedDesk({ ...slackDesk, channels: [], teams: [] });
  const steward = new Steward({ store, clock, desk, menu: loadMenu(), log, platforms: [platform] });
  await steward.start();
  inbox?.disconnected();
  clock.advance(EAR_LEASE);
  const { name } = platform;
  expect(await store.transact(({ leases }) => leases.hold(name, 'another', clock.now(), HOUR))).toBeDefined();
  steward.listen();
  await steward.settled();
  clock.advance(millis(120 * SECOND));
  expect(steward.troubles()).toEqual([]);
  await steward.stop();
});
