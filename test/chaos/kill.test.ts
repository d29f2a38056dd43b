import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { DeskProcess } from '../support/child';
import { SlackServer } from '../support/slack/slack-server';

/** `npm run chaos` raises these; `npm test` runs the short form. */
const EVENTS = Number(process.env.STEWARD_CHAOS_EVENTS ?? 2_000);
/** Some of them are sent while the desk is down, so more are asked than must be announced. */
const OVERDUE = Math.max(1_600, EVENTS / 10);
const ALERTS = 500;
const LANES = 20;
const TEAMS = 5;
const BATCH = 400;
const HOUR = 3_600_000;
const SECRET = 'kill-test-secret';
const MOST_LOOKS = 100_000;
const TURNS_BETWEEN_LOOKS = 100;
jest.setTimeout(EVENTS * 150 + 120_000);

const lanes = Array.from({ length: LANES }, (_, at) => ({
  channel: `C0LANE${String(at).padStart(2, '0')}`,
  customer: `U0CUST${String(at).padStart(2, '0')}`,
}));

/** Several triage channels, since each is written to one message at a time. */
const teams = Array.from({ length: TEAMS }, (_, at) => ({
  id: `team${at}`,
  triage: `C0TRIAGE${at}`,
  lead: `U0LEAD${at}`,
}));
const teamOf = (lane: number) => teams[lane % TEAMS]?.id;

const policyFile = `
calendars:
  always-open: { zone: UTC, week: { ${['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => `${day}: ["00:00-24:00"]`).join(', ')} } }
policies:
  hour: { calendar: always-open, targets: { S3: { first_response: 1h } } }
teams:
${teams
  .map(
    ({ id, triage, lead }) =>
      `  ${id}: { name: ${id}, zone: UTC, triage: [slack:${triage}], agents: [{ name: ${lead}, is: [slack:${lead}], lead: true }] }`,
  )
  .join('\n')}
channels:
${lanes.map(({ channel }, at) => `  - { place: slack:${channel}, account: ${channel}, team: ${teamOf(at)}, policy: hour, group_minutes: 0, reactions: { open: 'off' } }`).join('\n')}
`;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}

describe('kill -9 in a loop while signed events arrive', () => {
  let slack: SlackServer;
  let folder: string;
  let desk: DeskProcess;
  let behind = 0;

  afterEach(async () => {
    await desk.kill();
    await slack.close();
    await rm(folder, { recursive: true, force: true });
  });

  it(`loses none of ${EVENTS} acknowledged events, and loses or doubles no alert that is due`, async () => {
    slack = new SlackServer({
      now: () => Date.now() - behind,
      users: [
        ...teams.map(({ lead }) => ({ id: lead, name: lead.toLowerCase() })),
        ...lanes.map(({ customer }) => ({ id: customer, name: customer.toLowerCase(), team: 'T0CUST' })),
      ],
      foreignTeams: [{ id: 'T0CUST', name: 'Customers', domain: 'customers' }],
      channels: [
        ...teams.map(({ triage, lead }) => ({ id: triage, name: triage.toLowerCase(), members: [lead] })),
        ...lanes.map(({ channel, customer }) => ({
          id: channel,
          name: channel.toLowerCase(),
          members: [customer],
          shared: true as const,
        })),
      ],
    });
    await slack.start();
    folder = await mkdtemp(join(tmpdir(), 'steward-kill-'));
    const [port, database, policy] = [await freePort(), join(folder, 'desk.db'), join(folder, 'steward.yaml')];
    await writeFile(policy, policyFile);
    desk = new DeskProcess({
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_SIGNING_SECRET: SECRET,
      SLACK_API_URL: slack.apiUrl,
      STEWARD_CONFIG: policy,
      DATABASE_URL: `sqlite:${database}`,
      PORT: String(port),
      LOG_LEVEL: 'error',
    });
    await desk.start();
    slack.deliverOverHttp({
      url: `http://127.0.0.1:${port}/slack/events`,
      signingSecret: SECRET,
      retryDelaysMillis: [1_000, 2_000, 5_000],
      ackWithinMillis: 30_000,
    });

    // The first ones were asked two hours ago and promised an answer within one: their breaches are due at once.
    const asked: { ts: string; channel: string; text: string }[] = [];
    let kills = 0;
    for (let sent = 0; ackedCount(slack) < EVENTS; sent += BATCH) {
      const before = ackedCount(slack);
      for (let at = sent; at < sent + BATCH; at++) {
        behind = at < OVERDUE ? 2 * HOUR : 0;
        const { channel, customer } = lanes[at % LANES] ?? { channel: '', customer: '' };
        const text = `Request ${at} does not work`;
        asked.push({ ts: slack.says(customer, channel, text), channel, text });
        behind = 0;
      }
      // Killed once some of the batch is acknowledged: in the middle of storing, working off and sending.
      const some = before + Math.floor(Math.random() * BATCH * 0.9);
      await until(() => ackedCount(slack) >= some);
      await desk.kill();
      kills += 1;
      await desk.start();
    }
    await slack.quiet();
    await until(async () => backlogEmpty(port));
    await desk.kill();

    const acked = slack.deliveries(
      ({ kind, outcome, body }) => kind === 'event' && outcome === 'acked' && isAsked(body),
    );
    const tickets = await rows<{ channel_id: string; root_message_id: string; number: number }>(
      database,
      'SELECT channel_id, root_message_id, number FROM ticket',
    );
    const stored = new Set(tickets.map(({ channel_id, root_message_id }) => `${channel_id} ${root_message_id}`));
    const unheard = asked.slice(OVERDUE).filter(({ channel, ts }) => !stored.has(`${channel} ${ts}`));
    const lost = acked.filter(({ body }) => !stored.has(keyOf(body)));
    const alerts = countBy(
      teams
        .flatMap(({ triage }) => [...slack.messages(triage)])
        .map((message) => /^🔴 #(\d+) /.exec(slack.plain(message))?.[1]),
    );
    const direct = countBy(
      teams
        .flatMap(({ lead }) => [...slack.messages(slack.direct(lead))])
        .map((message) => /^🔴 #(\d+) /.exec(slack.plain(message))?.[1]),
    );
    const late = new Set(asked.slice(0, OVERDUE).map(({ channel, ts }) => `${channel} ${ts}`));
    const overdue = tickets.filter(({ channel_id, root_message_id }) => late.has(`${channel_id} ${root_message_id}`));
    const cards = countBy(
      teams
        .flatMap(({ triage }) => [...slack.messages(triage)])
        .map((message) => /^🎫 #(\d+) /.exec(slack.plain(message))?.[1]),
    );
    process.stdout.write(
      `kill -9: ${kills} kills, ${acked.length} events acknowledged, ${lost.length} lost, ${tickets.length} tickets; ` +
        `${overdue.length} alerts due, ${overdue.filter(({ number }) => !alerts.has(String(number))).length} lost, ` +
        `${[...alerts.values(), ...direct.values()].filter((times) => times > 1).length} sent twice\n`,
    );
    expect(acked.length).toBeGreaterThanOrEqual(EVENTS);
    expect(lost).toEqual([]);
    // What Slack gave up on while the desk was down was found by catching up.
    expect(unheard).toEqual([]);
    expect(tickets.length).toBe(stored.size);
    expect(overdue.length).toBeGreaterThanOrEqual(ALERTS);
    for (const { number } of overdue) {
      expect([number, alerts.get(String(number)), direct.get(String(number))]).toEqual([number, 1, 1]);
    }
    expect([...cards.values()].filter((times) => times !== 1)).toEqual([]);
    expect(cards.size).toBe(tickets.length);
  });
});

type Body = Readonly<Record<string, unknown>>;
const eventOf = (body: unknown) =>
  (body as Body).event as { type?: string; text?: string; ts?: string; channel?: string } | undefined;
const isAsked = (body: unknown): boolean =>
  eventOf(body)?.type === 'message' && (eventOf(body)?.text?.startsWith('Request ') ?? false);
/** A ts names a message within its channel only. */
const keyOf = (body: unknown): string => `${eventOf(body)?.channel} ${eventOf(body)?.ts}`;
const ackedCount = (slack: SlackServer): number =>
  slack.deliveries(({ kind, outcome, body }) => kind === 'event' && outcome === 'acked' && isAsked(body)).length;

async function backlogEmpty(port: number): Promise<boolean> {
  const answer = await fetch(`http://127.0.0.1:${port}/readyz`);
  const { backlog, catchingUp } = (await answer.json()) as {
    backlog: { inbox: number; outbox: number; due: number };
    catchingUp: boolean;
  };
  return backlog.inbox === 0 && backlog.outbox === 0 && backlog.due === 0 && !catchingUp;
}

/** Looks again after each turn of the event loop: no waiting by time, and an end to it. */
async function until(happened: () => boolean | Promise<boolean>): Promise<void> {
  for (let look = 0; look < MOST_LOOKS; look++) {
    if (await happened()) return;
    // Looking costs the turns that the server in this process needs to answer.
    for (let turn = 0; turn < TURNS_BETWEEN_LOOKS; turn++) await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error('it did not come to that');
}

async function rows<T>(database: string, sql: string): Promise<T[]> {
  const source = await new DataSource({ type: 'sqlite', database }).initialize();
  try {
    return (await source.query(sql)) as T[];
  } finally {
    await source.destroy();
  }
}

function countBy(keys: readonly (string | undefined)[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
