import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database } from 'sqlite3';
import { SqliteStore } from '../src/adapters/database/sqlite-store';
import { type Desk, PLAIN } from '../src/core/desk/desk';
import type { Store } from '../src/core/store';
import { type SweepNeeds, sweep } from '../src/core/sweep';
import { DAY, HOUR, type Instant, instant } from '../src/core/time';

export const NOW: Instant = instant(Date.UTC(2026, 10, 23, 9));
/** Tickets are made due in so many steps through all of them; where there are fewer, one after the other. */
const SPREAD = 1_000;
const STARTED = NOW - 2 * HOUR;
const place = (placeId: string) => ({ platform: 'bench', placeId });
const week = Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, ['00:00-24:00']]));
const premium = {
  name: 'premium',
  calendarName: 'always',
  calendar: { zone: 'UTC', week },
  targets: { S2: { first_response: HOUR } },
  warnAt: 80,
};
const reactions = { open: 'act', claim: 'act', resolve: 'act', escalate: 'act' } as const;
const desk: Desk = {
  teams: [{ id: 'core', name: 'Core', zone: 'UTC', triage: [place('triage')] }],
  people: [{ name: 'Dana', team: 'core', lead: true, members: [{ platform: 'bench', memberId: 'dana' }] }],
  ...PLAIN,
  agentGroups: [],
  groups: {},
  channels: [
    {
      place: place('acme'),
      account: 'Acme',
      team: 'core',
      policy: 'premium',
      severity: 'S2',
      mode: 'silent',
      groupMinutes: 0,
      reactions,
    },
  ],
  policies: { premium },
};
const quiet = {
  info: () => undefined,
  warn: () => undefined,
  error: (message: string) => {
    throw new Error(message);
  },
};

/** A database as a desk leaves it: so many open tickets, none of them due for a year. */
export interface FullDesk {
  readonly path: string;
  readonly store: Store;
  /** Makes the breaches of so many tickets due that never were, spread over all of them. */
  makeDue(count: number): Promise<void>;
  sweep(): Promise<void>;
  /** Straight to the file, past the store. */
  raw(sql: string): Promise<void>;
  rows<T>(sql: string): Promise<readonly T[]>;
  close(): Promise<void>;
}

export async function fullDesk(tickets: number): Promise<FullDesk> {
  const folder = mkdtempSync(join(tmpdir(), 'steward-bench-'));
  const path = join(folder, 'desk.db');
  const store = await SqliteStore.open(path);
  const policy = await store.transact((unit) => unit.policies.current(premium as never, NOW));
  const file = await opened(path);
  const raw = (sql: string) => executed(file, sql);
  await raw(seedSql(tickets, policy.id));
  const needs: SweepNeeds = { store, clock: { now: () => NOW }, desk, log: quiet, threadOf: (ref) => ref.place };
  let made = 0;
  // Round and round, beginning one further each time: every ticket once.
  const numberAt = (at: number) => ((at + Math.floor(at / tickets)) % tickets) + 1;
  return {
    path,
    store,
    raw,
    rows: (sql) => asked(file, sql),
    async makeDue(count) {
      // Every so many: those that are due lie apart, as they do in life.
      const step = Math.max(1, Math.floor(tickets / SPREAD));
      const numbers = Array.from({ length: count }, (_, at) => numberAt((made + at) * step));
      made += count;
      const ids = numbers.map((number) => `'t${number}/first_response'`).join(', ');
      await raw(`UPDATE deadline SET due_at = ${NOW - HOUR + 1}
          WHERE key IN (${numbers.map((number) => `'breach:t${number}/first_response:${HOUR}'`).join(', ')});
        UPDATE sla_target SET state = '{"tag":"running","dueAt":${NOW - HOUR}}' WHERE id IN (${ids})`);
    },
    sweep: () => sweep(needs),
    close: async () => {
      await new Promise<void>((resolve, reject) => file.close((error) => (error ? reject(error) : resolve())));
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** By SQL alone: a million tickets through the desk would take an hour. */
const seedSql = (tickets: number, policy: string): string => {
  const due = NOW + 365 * DAY;
  const all = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${tickets})`;
  return `BEGIN;
    INSERT INTO ticket (id, number, version, subject, platform, channel_id, root_place_id, root_message_id, home_place_id,
      requester_platform, requester_id, requester_name, account, team, policy_id, severity, status, status_since,
      started_at, cause, turn, last_word_at, last_word_by, "grouping")
    ${all} SELECT 't' || i, i, 1, 'Upgrade to 5.2 fails on start', 'bench', 'acme', 'acme', 'm' || i, 'acme/m' || i,
      'bench', 'carol', 'Carol', 'Acme', 'core', '${policy}', 'S2', 'open', ${STARTED},
      ${STARTED}, 'Carol wrote', 'ours', ${STARTED}, 'Carol', 0 FROM n;
    INSERT INTO ticket_event (ticket_id, type, at, via, why, data)
    ${all} SELECT 't' || i, 'opened', ${STARTED}, 'message', 'Carol wrote', '{"severity":"S2","policyId":"${policy}"}' FROM n;
    INSERT INTO ticket_message (platform, place_id, message_id, ticket_id, by_platform, by_id, by_name, audience, side, text, files, sent_at)
    ${all} SELECT 'bench', 'acme', 'm' || i, 't' || i, 'bench', 'carol', 'Carol', 'customer', 'theirs', 'Upgrade to 5.2 fails on start', '[]', ${STARTED} FROM n;
    INSERT INTO sla_target (id, ticket_id, kind, budget, policy_id, runs, state, tag)
    ${all} SELECT 't' || i || '/first_response', 't' || i, 'first_response', ${HOUR}, '${policy}', '[{"from":${STARTED}}]',
      '{"tag":"running","dueAt":${due}}', 'running' FROM n;
    INSERT INTO deadline (key, kind, ticket_id, target_id, due_at)
    ${all} SELECT 'breach:t' || i || '/first_response:${HOUR}', 'breach', 't' || i, 't' || i || '/first_response', ${due} + i FROM n;
    COMMIT; PRAGMA wal_checkpoint(TRUNCATE)`;
};

export const opened = (path: string): Promise<Database> =>
  new Promise((resolve, reject) => {
    const file: Database = new Database(path, (error) => (error ? reject(error) : resolve(file)));
    file.configure('busyTimeout', 10_000);
  });
export const executed = (file: Database, sql: string): Promise<void> =>
  new Promise((resolve, reject) => file.exec(sql, (error) => (error ? reject(error) : resolve())));
export const asked = <T>(file: Database, sql: string): Promise<readonly T[]> =>
  new Promise((resolve, reject) => file.all(sql, (error, rows) => (error ? reject(error) : resolve(rows as T[]))));
