import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteStore } from '../../src/adapters/database/sqlite-store';
import { Followed } from '../../src/adapters/slack/followed';
import { SlackPlatform } from '../../src/adapters/slack/platform';
import { loadMenu } from '../../src/commands/load';
import type { Desk } from '../../src/core/desk/desk';
import { fixedDesk } from '../../src/core/desk/source';
import type { Log } from '../../src/core/log';
import type { PolicyBody } from '../../src/core/sla/policy';
import { Steward } from '../../src/core/steward';
import { earlier, HOUR, MINUTE, millis, parseDuration, plus } from '../../src/core/time';
import { SELLING } from './plans';
import { SlackServer, type SlackServerOptions } from './slack/slack-server';
import { TestClock } from './test-clock';

/** A desk that is stuck must not hold up the tests after it. */
const MOST_STEPS = 500;
const MOST_ROUNDS = 5;
export const SECRET = 'test-signing-secret';
export type Mode = 'http' | 'socket';

const premium: PolicyBody = {
  name: 'premium',
  calendarName: 'always',
  calendar: {
    zone: 'UTC',
    week: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, ['00:00-24:00']])),
  },
  targets: {
    S1: { first_response: millis(30 * MINUTE), resolution: millis(4 * HOUR) },
    S2: { first_response: HOUR, resolution: millis(8 * HOUR) },
    S3: { first_response: millis(4 * HOUR), resolution: millis(48 * HOUR) },
  },
  warnAt: 80,
};
const slack = (placeId: string) => ({ platform: 'slack', placeId });
const shared = {
  team: 'core',
  policy: 'premium',
  severity: 'S3',
  mode: 'silent',
  groupMinutes: 60,
  reactions: { open: 'act', claim: 'act', resolve: 'act', escalate: 'act' },
} as const;
export const slackDesk: Desk = {
  teams: [
    {
      id: 'core',
      name: 'Core team',
      zone: 'Europe/Berlin',
      triage: [slack('C0TRIAGE')],
      digest: { at: 540, days: [1, 2, 3, 4, 5], toLeads: true },
    },
  ],
  people: [
    { name: 'Alice', team: 'core', lead: false, members: [{ platform: 'slack', memberId: 'U0ALICE' }] },
    { name: 'Dana', team: 'core', lead: true, members: [{ platform: 'slack', memberId: 'U0DANA' }] },
  ],
  ...SELLING,
  agentGroups: [{ group: slack('S0AGENTS'), team: 'core', lead: false }],
  groups: {},
  channels: [
    { ...shared, place: slack('C0ACME'), account: 'Acme' },
    { ...shared, place: slack('C0GLOBEX'), account: 'Globex' },
  ],
  policies: { premium },
};

/** Alice and Dana are agents by name, Bob by user group; Sam is a colleague, Gus a guest in the agents' group; Carol is Acme's, Chen Globex's. */
export const people = () => ({
  foreignTeams: [
    { id: 'T0ACME', name: 'Acme', domain: 'acme' },
    { id: 'T0GLOBEX', name: 'Globex', domain: 'globex' },
  ],
  users: [
    { id: 'U0ALICE', name: 'alice', realName: 'Alice' },
    { id: 'U0BOB', name: 'bob', realName: 'Bob' },
    { id: 'U0DANA', name: 'dana', realName: 'Dana' },
    { id: 'U0SAM', name: 'sam', realName: 'Sam' },
    { id: 'U0GUS', name: 'gus', realName: 'Gus', restricted: true as const },
    { id: 'U0CAROL', name: 'carol', realName: 'Carol', team: 'T0ACME' },
    { id: 'U0CARL', name: 'carl', realName: 'Carl', team: 'T0ACME' },
    { id: 'U0CHEN', name: 'chen', realName: 'Chen', team: 'T0GLOBEX' },
  ],
  channels: [
    {
      id: 'C0ACME',
      name: 'acme',
      members: ['U0ALICE', 'U0BOB', 'U0DANA', 'U0SAM', 'U0GUS', 'U0CAROL', 'U0CARL'],
      shared: true as const,
    },
    { id: 'C0GLOBEX', name: 'globex', members: ['U0ALICE', 'U0BOB', 'U0CHEN'], shared: true as const },
    { id: 'C0TRIAGE', name: 'triage', members: ['U0ALICE', 'U0BOB', 'U0DANA'] },
  ],
  userGroups: [{ id: 'S0AGENTS', handle: 'agents', name: 'Agents', users: ['U0BOB', 'U0GUS'] }],
});

export interface SlackWorldOptions {
  readonly desk?: Desk;
  readonly slack?: Partial<Omit<SlackServerOptions, 'now'>>;
}

const open: SlackWorld[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

/** The desk with the real Bolt client against a Slack of our own on loopback. A Monday, 10:00 in Berlin. */
export async function slackWorld(mode: Mode, options: SlackWorldOptions = {}): Promise<SlackWorld> {
  const clock = new TestClock('2026-11-23T09:00:00Z');
  const server = new SlackServer({ now: () => clock.now(), ...people(), ...options.slack });
  await server.start();
  const folder = await mkdtemp(join(tmpdir(), 'steward-slack-'));
  const store = await SqliteStore.open(join(folder, 'desk.db'));
  const made = new SlackWorld(mode, clock, server, store, folder, options.desk ?? slackDesk);
  open.push(made);
  await made.begin();
  return made;
}

export class SlackWorld {
  readonly logged: string[] = [];
  steward: Steward;
  private http: Server | undefined;
  private halted = false;
  private readonly platforms: Followed[] = [];
  /** Where Slack sends what it has, over HTTP. */
  address = '';

  constructor(
    readonly mode: Mode,
    readonly clock: TestClock,
    readonly slack: SlackServer,
    readonly store: SqliteStore,
    private readonly folder: string,
    private policy: Desk,
  ) {
    this.steward = this.desk();
  }

  private desk(): Steward {
    const keep = (message: string, about?: unknown) =>
      void this.logged.push(`${message} ${JSON.stringify(about ?? {})}`);
    const log: Log = { info: () => undefined, warn: keep, error: keep };
    const wayIn =
      this.mode === 'http'
        ? ({ by: 'http', signingSecret: SECRET } as const)
        : ({ by: 'socket', appToken: 'xapp-1' } as const);
    const handle = (_path: string, listener: RequestListener) => {
      this.http = createServer(listener);
    };
    const http = { handle };
    const tools = { clock: this.clock, log, http };
    const platform = new Followed(new SlackPlatform({ botToken: 'xoxb-1', wayIn, apiUrl: this.slack.apiUrl }, tools));
    this.platforms.push(platform);
    return new Steward({
      store: this.store,
      clock: this.clock,
      desk: fixedDesk(this.policy),
      menu: loadMenu(),
      log,
      platforms: [platform],
    });
  }

  async begin(): Promise<void> {
    this.halted = false;
    await this.steward.start();
    if (this.http !== undefined) {
      const { http } = this;
      await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
      const { port } = http.address() as AddressInfo;
      this.address = `http://127.0.0.1:${port}/slack/events`;
      this.slack.deliverOverHttp({ url: this.address, signingSecret: SECRET });
    }
    await this.settle();
  }

  /** The process ends; what people do from now on reaches nobody. */
  async halt(): Promise<void> {
    this.halted = true;
    await this.steward.stop();
    const { http } = this;
    this.http = undefined;
    http?.closeAllConnections();
    await new Promise<void>((resolve) => (http ? http.close(() => resolve()) : resolve()));
  }

  /** A new process on the same store, after halt(); its policy file may say something else. */
  async resume(policy: Desk = this.policy): Promise<void> {
    this.policy = policy;
    this.steward = this.desk();
    await this.begin();
  }

  async restart(): Promise<void> {
    await this.halt();
    await this.resume();
  }

  /** Slack has delivered all it had, and the desk has done all that is due. */
  async settle(): Promise<void> {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const before = this.traffic();
      await this.slack.quiet();
      await this.steward.settled();
      await this.steward.tick();
      await this.steward.settled();
      if (round > 0 && this.traffic() === before) return;
    }
  }
  /** Grows with everything that goes over the wire. */
  private traffic(): number {
    return this.slack.calls().length + this.slack.deliveries().length;
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

  /** What stands in a channel (not in its threads), as text. */
  reads(channel: string): readonly string[] {
    return this.slack.messages(channel).map((message) => this.slack.plain(message));
  }

  async close(): Promise<void> {
    const at = open.indexOf(this);
    if (at >= 0) open.splice(at, 1);
    await this.halt();
    // One that its desk forgot to stop would go on reconnecting for ever.
    for (const platform of this.platforms) await platform.stop();
    await this.slack.close();
    await this.store.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}
