import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { discordFront } from './discord-front';
import { type Engine, postgresEngine, sqliteEngine } from './engines';
import type { Front } from './front';
import { killLoop, type Plan, type Reckoning } from './kill-loop';
import { slackFront } from './slack-front';

/** `npm run chaos` raises these; `npm test` runs the short form. */
const EVENTS = Number(process.env.STEWARD_CHAOS_EVENTS ?? 2_000);
const SECONDS = Number(process.env.STEWARD_CHAOS_SECONDS ?? 0);
const SHORT = EVENTS / 5;
/** Some of them are sent while the desk is down, so more are asked than must be announced. */
const OVERDUE = Math.max(1_600, EVENTS / 10);
const ALERTS = 500;
jest.setTimeout(EVENTS * 150 + SECONDS * 3_000 + 180_000);

let folder: string;
let front: Front;
let engine: Engine;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'steward-kill-'));
});
afterEach(async () => {
  await front.close();
  await engine.close();
  await rm(folder, { recursive: true, force: true });
});

function expectKept(plan: Plan, found: Reckoning): void {
  const { lost, late, alerts, direct, cards, tickets } = found;
  const twice = [...alerts.values(), ...direct.values()].filter((times) => times > 1).length;
  process.stdout.write(
    `kill -9, ${plan.front.name} on ${plan.engine.name}, ${plan.instances} at work: ${found.kills} kills, ` +
      `${found.acknowledged.length} events, ${lost.length} lost, ${tickets.length} tickets; ${late.length} alerts due, ` +
      `${late.filter((number) => !alerts.has(number)).length} lost, ${twice} sent twice\n`,
  );
  expect(found.acknowledged.length).toBeGreaterThanOrEqual(plan.events);
  expect(lost).toEqual([]);
  expect(tickets.length).toBe(new Set(tickets.map(({ key }) => key)).size);
  for (const number of late) expect([number, alerts.get(number), direct.get(number)]).toEqual([number, 1, 1]);
  expect([...cards].filter(([, times]) => times !== 1)).toEqual([]);
  expect(cards.size).toBe(tickets.length);
}

describe('kill -9 in a loop loses nothing that was acknowledged, and neither loses nor doubles an alert', () => {
  it(`one desk on SQLite, ${EVENTS} signed events from Slack`, async () => {
    [front, engine] = [await slackFront(OVERDUE), await sqliteEngine(folder)];
    const plan = { front, engine, folder, instances: 1, events: EVENTS };
    const found = await killLoop(plan);
    expectKept(plan, found);
    expect(found.late.length).toBeGreaterThanOrEqual(ALERTS);
  });

  it(`two desks on PostgreSQL, ${SHORT} signed events from Slack`, async () => {
    [front, engine] = [await slackFront(SHORT / 2), await postgresEngine()];
    const plan = { front, engine, folder, instances: 2, events: SHORT, seconds: SECONDS };
    expectKept(plan, await killLoop(plan));
  });

  it(`one desk on SQLite, ${SHORT} messages on Discord`, async () => {
    [front, engine] = [await discordFront(), await sqliteEngine(folder)];
    const plan = { front, engine, folder, instances: 1, events: SHORT };
    expectKept(plan, await killLoop(plan));
  });

  it(`two desks on PostgreSQL, ${SHORT} messages on Discord`, async () => {
    [front, engine] = [await discordFront(), await postgresEngine()];
    const plan = { front, engine, folder, instances: 2, events: SHORT, seconds: SECONDS };
    expectKept(plan, await killLoop(plan));
  });
});
