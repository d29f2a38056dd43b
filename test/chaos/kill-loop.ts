import { writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { DeskProcess } from '../support/child';
import { Balancer } from './balancer';
import type { Engine } from './engines';
import type { Asked, Front } from './front';

/** So many batches at least, each of which ends in a kill: enough of them to hit every step, none too large. */
const BATCHES = 3;
const MOST_AT_ONCE = 400;
/** Where time counts, and not numbers: a desk with a busy day. */
const IN_A_WHILE = 40;
const WHILE = 4_000;
const PATIENCE = 300_000;
const LOOK_EVERY = 50;

export interface Plan {
  readonly front: Front;
  readonly engine: Engine;
  readonly folder: string;
  /** How many desks share the database. */
  readonly instances: number;
  /** At least so many are asked and, where the platform acknowledges, acknowledged. */
  readonly events: number;
  /** And at least for so long, killing every few seconds. */
  readonly seconds?: number;
}

export interface Reckoning {
  readonly kills: number;
  readonly acknowledged: readonly string[];
  readonly asked: readonly Asked[];
  /** Acknowledged or said, and in no ticket. */
  readonly lost: readonly string[];
  readonly tickets: readonly { readonly key: string; readonly number: number }[];
  readonly late: readonly number[];
  /** By ticket number, how often it was said. */
  readonly cards: ReadonlyMap<number, number>;
  readonly alerts: ReadonlyMap<number, number>;
  readonly direct: ReadonlyMap<number, number>;
}

/** Asks and kills, in turn; then lets the desk finish, and counts. */
export async function killLoop(plan: Plan): Promise<Reckoning> {
  const { front, engine, folder, instances } = plan;
  const policy = join(folder, 'steward.yaml');
  await writeFile(policy, front.policy);
  const ports = await Promise.all(Array.from({ length: instances }, freePort));
  const desks = ports.map(
    (port) =>
      new DeskProcess({
        ...front.env,
        STEWARD_CONFIG: policy,
        DATABASE_URL: engine.url,
        PORT: String(port),
        LOG_LEVEL: 'error',
      }),
  );
  const balancer = await Balancer.to(ports);
  try {
    for (const desk of desks) await desk.start();
    front.deliverTo(balancer.url);
    const { asked, kills } = await askAndKill(plan, desks);
    await front.quiet();
    const late = asked.filter((one) => one.late).map(({ key }) => key);
    await until(async () => (await allDone(ports)) && (await announced(engine, front, late)) && allDone(ports));
    for (const desk of desks) await desk.kill();
    return { kills, asked, ...(await counted(engine, front, asked, late)) };
  } finally {
    for (const desk of desks) await desk.kill();
    await balancer.close();
  }
}

async function askAndKill({ front, events, seconds = 0 }: Plan, desks: readonly DeskProcess[]) {
  const asked: Asked[] = [];
  const batch = seconds > 0 ? IN_A_WHILE : Math.min(MOST_AT_ONCE, Math.ceil(events / BATCHES));
  const end = Date.now() + seconds * 1_000;
  let kills = 0;
  while (front.acknowledged().length < events || Date.now() < end) {
    const before = front.progress();
    for (let n = 0; n < batch; n++) asked.push(front.ask(asked.length));
    // Killed once some of the batch has been taken: in the middle of storing, working off and sending.
    const some = before + Math.floor(Math.random() * batch * 0.9);
    await until(() => front.progress() >= some);
    const victim = desks[kills % desks.length];
    await victim?.kill();
    kills += 1;
    if (seconds > 0) await setTimeout(WHILE);
    await victim?.start();
  }
  return { asked, kills };
}

type Counted = Omit<Reckoning, 'kills' | 'asked'>;
async function counted(
  engine: Engine,
  front: Front,
  asked: readonly Asked[],
  late: readonly string[],
): Promise<Counted> {
  const tickets = await ticketsOf(engine, front);
  const stored = new Set(tickets.map(({ key }) => key));
  const acknowledged = front.acknowledged();
  const overdue = new Set(late);
  return {
    acknowledged,
    lost: [...acknowledged, ...asked.filter((one) => !one.late).map(({ key }) => key)].filter(
      (key) => !stored.has(key),
    ),
    tickets,
    late: tickets.filter(({ key }) => overdue.has(key)).map(({ number }) => number),
    cards: times(front.triage(), /^🎫 \**#(\d+) /),
    alerts: times(front.triage(), /^🔴 #(\d+) /),
    direct: times(front.direct(), /^🔴 #(\d+) /),
  };
}

async function ticketsOf(engine: Engine, front: Front) {
  const rows = await engine.rows<{ channel_id: string; root_message_id: string; number: number }>(
    'SELECT channel_id, root_message_id, number FROM ticket',
  );
  return rows.map(({ channel_id, root_message_id, number }) => ({
    key: front.keyOf(channel_id, root_message_id),
    number,
  }));
}

/** Every promise that was to be broken is: some of them take their time. */
async function announced(engine: Engine, front: Front, late: readonly string[]): Promise<boolean> {
  const [row] = await engine.rows<{ open: number }>(
    "SELECT COUNT(*) AS open FROM deadline WHERE fired_at IS NULL AND kind = 'breach'",
  );
  const tickets = await ticketsOf(engine, front);
  const known = new Set(tickets.map(({ key }) => key));
  const still = tickets.length - late.filter((key) => known.has(key)).length;
  return Number(row?.open) <= still;
}

/** What comes at once is one message with a line each. */
function times(messages: readonly string[], pattern: RegExp): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const line of messages.flatMap((message) => message.split('\n'))) {
    const number = Number(pattern.exec(line)?.[1]);
    if (number > 0) counts.set(number, (counts.get(number) ?? 0) + 1);
  }
  return counts;
}

async function allDone(ports: readonly number[]): Promise<boolean> {
  const done = await Promise.all(ports.map(isDone));
  return done.every(Boolean);
}

async function isDone(port: number): Promise<boolean> {
  const answer = await fetch(`http://127.0.0.1:${port}/readyz`);
  const { backlog, catchingUp } = (await answer.json()) as {
    backlog: { inbox: number; outbox: number; due: number };
    catchingUp: boolean;
  };
  return backlog.inbox === 0 && backlog.outbox === 0 && backlog.due === 0 && !catchingUp;
}

/** The desk is another process on the machine's own time: it is looked at again and again, and not for ever. */
async function until(happened: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE;
  while (!(await happened())) {
    if (Date.now() > end) throw new Error('it did not come to that');
    await setTimeout(LOOK_EVERY);
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}
