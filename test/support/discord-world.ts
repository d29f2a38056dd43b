import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteStore } from '../../src/adapters/database/sqlite-store';
import { DiscordPlatform } from '../../src/adapters/discord/platform';
import { loadMenu } from '../../src/commands/load';
import type { CustomerChannel, Desk } from '../../src/core/desk/desk';
import { fixedDesk } from '../../src/core/desk/source';
import type { Log } from '../../src/core/log';
import { Steward } from '../../src/core/steward';
import type { Store } from '../../src/core/store';
import { earlier, parseDuration, plus } from '../../src/core/time';
import { DiscordServer } from './discord/discord-server';
import type { WorldSpec } from './discord/world-spec';
import { SELLING } from './plans';
import { slackDesk } from './slack-world';
import { TestClock } from './test-clock';

/** A desk that is stuck must not hold up the tests after it. */
const MOST_STEPS = 500;
const MOST_ROUNDS = 5;
/** The SDK's own throttle would make every second identify wait five seconds. */
const ws = { buildIdentifyThrottler: async () => ({ waitForIdentify: async () => undefined }) };

const ids = {
  alice: '200000000000000001',
  bob: '200000000000000002',
  dana: '200000000000000003',
  carol: '200000000000000011',
  carl: '200000000000000012',
  chen: '200000000000000013',
  agents: '300000000000000001',
  acme: '400000000000000001',
  globex: '400000000000000002',
  triage: '400000000000000003',
  questions: '400000000000000004',
  lounge: '400000000000000005',
} as const;
export const idOf = (name: keyof typeof ids): string => ids[name];

const discord = (placeId: string) => ({ platform: 'discord', placeId });
const [acme, globex] = slackDesk.channels as readonly [CustomerChannel, CustomerChannel];

/** The Slack tests' desk, on Discord. */
export const discordDesk: Desk = {
  ...slackDesk,
  teams: slackDesk.teams.map((team) => ({ ...team, triage: [discord(ids.triage)] })),
  people: [
    { name: 'Alice', team: 'core', lead: false, members: [{ platform: 'discord', memberId: ids.alice }] },
    { name: 'Dana', team: 'core', lead: true, members: [{ platform: 'discord', memberId: ids.dana }] },
  ],
  ...SELLING,
  agentGroups: [{ group: discord(ids.agents), team: 'core', lead: false }],
  groups: {},
  channels: [
    { ...acme, place: discord(ids.acme) },
    { ...globex, place: discord(ids.globex) },
    { ...acme, place: discord(ids.questions) },
  ],
};

/** Alice and Dana are agents by name, Bob by role; Carol and Carl are Acme's, Chen Globex's; all on one server. */
export const spec = (): WorldSpec => ({
  users: [
    { name: 'alice', displayName: 'Alice', id: ids.alice },
    { name: 'bob', displayName: 'Bob', id: ids.bob },
    { name: 'dana', displayName: 'Dana', id: ids.dana },
    { name: 'carol', displayName: 'Carol', id: ids.carol },
    { name: 'carl', displayName: 'Carl', id: ids.carl },
    { name: 'chen', displayName: 'Chen', id: ids.chen },
    { name: 'robot', displayName: 'Robot', bot: true },
  ],
  guilds: [
    {
      name: 'project',
      roles: [
        { name: 'agents', id: ids.agents },
        { name: 'moderators', permissions: ['ManageThreads', 'ManageMessages'] },
      ],
      members: ['alice', { name: 'bob', roles: ['agents'] }, 'dana', 'carol', 'carl', 'chen', 'robot'],
      channels: [
        { name: 'acme', id: ids.acme },
        { name: 'globex', id: ids.globex },
        { name: 'triage', id: ids.triage },
        { name: 'questions', id: ids.questions, kind: 'forum' },
        { name: 'lounge', id: ids.lounge },
      ],
    },
  ],
});

export interface DiscordWorldOptions {
  readonly desk?: Desk;
  readonly heartbeatMillis?: number;
  readonly spec?: WorldSpec;
}

const open: DiscordWorld[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

/** The desk with the real discord.js client against a Discord of our own on loopback. A Monday, 10:00 in Berlin. */
export async function discordWorld(options: DiscordWorldOptions = {}): Promise<DiscordWorld> {
  const clock = new TestClock('2026-11-23T09:00:00Z');
  const { heartbeatMillis } = options;
  const server = new DiscordServer({
    now: () => clock.now(),
    ...(options.spec ?? spec()),
    ...(heartbeatMillis === undefined ? {} : { heartbeatMillis }),
  });
  await server.start();
  const folder = await mkdtemp(join(tmpdir(), 'steward-discord-'));
  const made = new DiscordWorld(clock, server, await SqliteStore.open(join(folder, 'desk.db')), folder, options);
  open.push(made);
  await made.begin();
  return made;
}

export class DiscordWorld {
  readonly logged: string[] = [];
  steward: Steward;
  private halted = false;

  constructor(
    readonly clock: TestClock,
    readonly discord: DiscordServer,
    readonly store: Store,
    private readonly folder: string,
    private readonly options: DiscordWorldOptions,
  ) {
    this.steward = this.employ();
  }

  /** One more desk on the same store, as another machine would run it. */
  employ(): Steward {
    const keep = (message: string, about?: unknown) =>
      void this.logged.push(`${message} ${JSON.stringify(about ?? {})}`);
    const log: Log = { info: () => undefined, warn: keep, error: keep };
    const tools = { clock: this.clock, log, http: { handle: () => undefined } };
    const platform = new DiscordPlatform({ token: 'any token', apiUrl: this.discord.apiUrl }, tools, ws);
    const { clock, store } = this;
    const desk = this.options.desk ?? discordDesk;
    return new Steward({ store, clock, desk: fixedDesk(desk), menu: loadMenu(), log, platforms: [platform] });
  }

  async begin(): Promise<void> {
    this.halted = false;
    await this.steward.start();
    await this.settle();
  }

  /** The process ends; what people do from now on reaches nobody. */
  async halt(): Promise<void> {
    if (this.halted) return;
    this.halted = true;
    await this.steward.stop();
  }

  /** A new process on the same store, after halt(). */
  async resume(): Promise<void> {
    this.steward = this.employ();
    await this.begin();
  }

  async restart(): Promise<void> {
    await this.halt();
    await this.resume();
  }

  /** Discord has delivered all it had, and the desk has done all that is due. */
  async settle(): Promise<void> {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const before = this.traffic();
      await this.discord.quiet();
      await this.steward.settled();
      await this.steward.tick();
      await this.steward.settled();
      if (round > 0 && this.traffic() === before) return;
    }
  }
  /** Grows with everything that goes over the wire. */
  private traffic(): number {
    return this.discord.calls().length + this.discord.dispatches().length;
  }

  async pass(length: string): Promise<void> {
    const by = parseDuration(length);
    if (by === undefined) throw new Error(`not a length of time: ${length}`);
    const end = plus(this.clock.now(), by);
    if (this.halted) return this.clock.set(end);
    for (let step = 0; step < MOST_STEPS && this.clock.now() < end; step++) {
      const next = await this.steward.nextDue();
      const now = this.clock.now();
      this.clock.set(next === undefined || next <= now ? end : earlier(next, end));
      await this.settle();
    }
  }

  /** What stands in a channel or thread, as text. */
  reads(channel: string): readonly string[] {
    return this.discord.messages(channel).map((message) => this.discord.plain(message));
  }

  async close(): Promise<void> {
    const at = open.indexOf(this);
    if (at >= 0) open.splice(at, 1);
    await this.halt();
    await this.discord.close();
    await this.store.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}
