import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PostgresStore } from '../../src/adapters/database/postgres-store';
import { SqliteStore } from '../../src/adapters/database/sqlite-store';
import { PlaygroundPlatform } from '../../src/adapters/playground/platform';
import type { Store } from '../../src/core/store';
import { commandEvent } from '../support/facts';
import { PostgresServer } from '../support/postgres';
import { eventTypes, history, ticket } from '../support/stored';
import { TestClock } from '../support/test-clock';
import { type World, world } from '../support/world';

interface Race {
  /** Done to #1 before. */
  readonly before?: readonly string[];
  /** What Alice and Bob do at the same moment, in two places and through two desks. */
  readonly pair: readonly [alice: string, bob: string];
  /** Events of these types afterwards, whoever came first. */
  readonly events: Readonly<Record<string, number>>;
  /** What the one who came second is told; otherwise both are told of success. */
  readonly loser?: RegExp;
}
const RACES: Readonly<Record<string, Race>> = {
  claim: { pair: ['ticket claim 1', 'ticket claim 1'], events: { claimed: 1 }, loser: /^(Alice|Bob) claimed #1/ },
  'claim and assign': { pair: ['ticket claim 1', 'ticket assign 1 to:dana'], events: {} },
  unclaim: {
    before: ['ticket claim 1'],
    pair: ['ticket unclaim 1', 'ticket unclaim 1'],
    events: { unclaimed: 1 },
  },
  wait: { pair: ['ticket wait 1', 'ticket wait 1'], events: { waited: 1 } },
  'wait and hold': { pair: ['ticket wait 1', 'ticket hold 1'], events: { waited: 1, held: 1 } },
  resolve: { pair: ['ticket resolve 1', 'ticket resolve 1'], events: { resolved: 1 } },
  'resolve and dismiss': { pair: ['ticket resolve 1', 'ticket dismiss 1'], events: { dismissed: 1 } },
  reopen: {
    before: ['ticket resolve 1'],
    pair: ['ticket reopen 1', 'ticket reopen 1'],
    events: { reopened: 1 },
  },
  dismiss: { pair: ['ticket dismiss 1', 'ticket dismiss 1'], events: { dismissed: 1 } },
  severity: { pair: ['ticket severity 1 S1', 'ticket severity 1 S1'], events: { severity_set: 1 } },
  'severity, differently': { pair: ['ticket severity 1 S1', 'ticket severity 1 S4'], events: { severity_set: 2 } },
  reply: { pair: ['ticket reply 1 Try 5.3', 'ticket reply 1 Try 5.4'], events: { answered: 2, claimed: 1 } },
  note: { pair: ['ticket note 1 Known', 'ticket note 1 Fixed'], events: { noted: 2 } },
};

let server: PostgresServer;
let folder: string;
beforeAll(async () => {
  server = await PostgresServer.start();
  folder = await mkdtemp(join(tmpdir(), 'steward-races-'));
}, 60_000);
afterAll(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Two desks over one chat. On SQLite one process holds the file, so they share its store. */
async function twoDesks(engine: string): Promise<readonly [World, World]> {
  const clock = new TestClock('2026-11-23T09:00:00Z');
  const url = engine === 'PostgreSQL' ? await server.database() : '';
  const shared = url === '' ? await SqliteStore.open(join(folder, `${Math.random()}.db`)) : undefined;
  const open = async (): Promise<Store> => shared ?? PostgresStore.open(url);
  const first = new PlaygroundPlatform({ clock, page: 'http://localhost/' });
  const second = new PlaygroundPlatform({ clock, page: 'http://localhost/' });
  Object.assign(second, { room: first.room });
  const made = [];
  for (const platform of [first, second]) made.push(await world({ clock, platform, store: await open() }));
  return made as unknown as readonly [World, World];
}

describe.each(['SQLite', 'PostgreSQL'])('two desks on %s, two people at the same moment', (engine) => {
  it.each(Object.entries(RACES))('%s: each is done once or refused, and both are told', async (_name, race) => {
    const [a, b] = await twoDesks(engine);
    await a.carol.says('acme', 'Upgrade fails');
    for (const line of race.before ?? []) await a.alice.types('triage', line);
    const toldBefore = { alice: a.told('alice').length, bob: a.told('bob').length };
    // Two lanes, so that nothing but the ticket itself makes one wait for the other.
    const events = [commandEvent(a, 'alice', 'triage', race.pair[0]), commandEvent(a, 'bob', 'acme', race.pair[1])].map(
      (event) => ({ ...event, platform: 'playground' }),
    );
    await a.store.transact((unit) => unit.inbox.add(events, a.clock.now()));
    await Promise.all([a.settle(), b.settle()]);
    await Promise.all([a.settle(), b.settle()]);
    const types = await eventTypes(a, 1);
    for (const [type, times] of Object.entries(race.events)) {
      expect([type, types.filter((one) => one === type).length]).toEqual([type, times]);
    }
    const told = [a.told('alice').slice(toldBefore.alice), a.told('bob').slice(toldBefore.bob)];
    expect(told.map((words) => words.length)).toEqual([1, 1]);
    if (race.loser !== undefined) {
      expect(told.flat().filter((words) => race.loser?.test(words))).toHaveLength(1);
      const { assignee } = await ticket(a, 1);
      expect(told.flat().some((words) => words.startsWith(`${assignee?.name} claimed`))).toBe(true);
    }
    // Each change was made on top of the last one: what the ticket says is what its history says.
    const statuses = (await history(a, 1)).filter(({ type }) =>
      ['opened', 'waited', 'held', 'resolved', 'reopened', 'dismissed'].includes(type),
    );
    const words: Readonly<Record<string, string>> = {
      waited: 'waiting',
      held: 'on_hold',
      resolved: 'resolved',
      dismissed: 'dismissed',
    };
    expect((await ticket(a, 1)).status).toBe(words[statuses.at(-1)?.type ?? ''] ?? 'open');
    expect([...a.logged, ...b.logged]).toEqual([]);
  });
});
