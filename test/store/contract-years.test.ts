import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import sqlite3 from 'sqlite3';
import { SqliteStore } from '../../src/adapters/database/sqlite-store';
import { demoDesk } from '../../src/adapters/playground/people';
import type { NewTerm } from '../../src/core/account/books';
import { correctTime, logTime } from '../../src/core/billing/log-time';
import { sellPack } from '../../src/core/billing/sell-pack';
import { addDays, type LocalDate, localDateOf } from '../../src/core/calendar/zone';
import type { Desk } from '../../src/core/desk/desk';
import { UserError } from '../../src/core/errors';
import type { Unit } from '../../src/core/store';
import { cancelSubscription } from '../../src/core/subscription/cancel-subscription';
import { changeSubscription } from '../../src/core/subscription/change-subscription';
import { contractAt } from '../../src/core/subscription/contract';
import { contractRound } from '../../src/core/subscription/contract-round';
import { renewSubscription } from '../../src/core/subscription/renew-subscription';
import { standingOn } from '../../src/core/subscription/standing';
import { startSubscription } from '../../src/core/subscription/start-subscription';
import type { Term } from '../../src/core/subscription/term';
import { DAY, HOUR, MINUTE, millis, minus } from '../../src/core/time';
import { booksOf, daysFrom, flawsIn } from '../support/contracts';
import { PLANS, SELLING } from '../support/plans';
import { TestClock } from '../support/test-clock';
import { type World, world } from '../support/world';

/** `PROPERTY_RUNS=300 npx jest test/store/contract-years` for the long run. */
const RUNS = Number(process.env.PROPERTY_RUNS ?? 20);
jest.setTimeout(RUNS * 40_000);

const START = '2026-11-02T08:00:00Z';
const FIRST = '2026-08-01' as LocalDate;
const LAST = '2028-03-01' as LocalDate;
/** Every third day is enough to meet each change, and takes a third of the time. */
const LOOKED_AT = daysFrom(FIRST, LAST).filter((_, at) => at % 3 === 0);
const metered = { ...PLANS.metered, hours: millis(3 * HOUR) };
const desk = { ...demoDesk(), ...SELLING, plans: { ...PLANS, metered } } as Desk;
const ALICE = { member: { platform: 'playground', memberId: 'alice' }, name: 'Alice' };

const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const deed = fc.record({
  what: fc.constantFrom(
    'start',
    'start',
    'change',
    'change',
    'renew',
    'renew',
    'cancel',
    'pack',
    'pack',
    'log',
    'log',
    'log',
    'correct',
    'correct',
  ),
  /** Days that pass before it: the desk looks in the morning of each, or was down and looks once. */
  wait: fc.integer({ min: 0, max: 24 }),
  down: fc.integer({ min: 0, max: 2 }).map((n) => n > 0),
  plan: fc.constantFrom('flat', 'hourly', 'metered', 'bought'),
  from: optional(fc.integer({ min: -20, max: 40 })),
  until: fc.oneof(fc.constant(undefined), fc.integer({ min: 20, max: 150 }), fc.integer({ min: -5, max: 20 })),
  renews: fc.boolean(),
  minutes: fc.integer({ min: 1, max: 400 }),
  billable: fc.integer({ min: 0, max: 4 }).map((n) => n > 0),
  which: fc.nat({ max: 30 }),
});
type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never;

async function perform(unit: Unit, w: World, asked: Deed): Promise<void> {
  const now = w.clock.now();
  const work = { unit, desk, now, threadOf: () => ({ platform: 'playground', placeId: 'none' }) };
  const account = await unit.accounts.find('Acme');
  if (account === undefined) throw new Error('there is no Acme');
  const { terms, day } = await contractAt(unit, account, now);
  const on = asked.from === undefined ? {} : { on: addDays(day, asked.from) };
  const until = asked.until === undefined ? {} : { until: addDays(day, asked.until) };
  const write = (term: NewTerm) => unit.subscriptions.add(term);
  const written = { account: 'Acme', writtenAt: now, via: 'test' };
  const { plan, billable } = asked;
  const length = millis(asked.minutes * MINUTE);
  switch (asked.what) {
    case 'start':
      return write({
        ...written,
        ...startSubscription(
          terms,
          { plan, ...on, ...until, autoRenew: asked.renews && asked.until !== undefined },
          day,
        ),
      });
    case 'change':
      return write({ ...written, ...changeSubscription(terms, { plan, ...on }, day) });
    case 'renew':
      return write({ ...written, ...renewSubscription(terms, { ...until, ...on }, day) });
    case 'cancel':
      return write({ ...written, ...cancelSubscription(terms, until, day) });
    case 'pack':
      return sellPack(work, { account: 'Acme', length, from: on.on ?? day, ...until, by: ALICE });
    case 'log': {
      const done = asked.from === undefined ? {} : { day: addDays(day, -Math.abs(asked.from)) };
      await logTime(work, { account, mode: 'subscription', length, billable, by: ALICE, ...done });
      return;
    }
    case 'correct': {
      const { entries } = await booksOf(unit, 'Acme');
      const id = entries[asked.which % (entries.length + 1)]?.id ?? 999;
      await correctTime(work, id, { length, billable, by: ALICE });
    }
  }
}

const APPEND_ONLY = [
  ['subscription_term', 'seq'],
  ['hours_pack', 'rowid'],
  ['time_entry', 'id'],
  ['hours_draw', 'seq'],
  ['account_event', 'seq'],
] as const;
type Rows = Readonly<Record<string, readonly string[]>>;

/** The file itself, past everything that the store might leave out or put right. */
class RawRows {
  private readonly file: sqlite3.Database;
  constructor(path: string) {
    this.file = new sqlite3.Database(path, sqlite3.OPEN_READONLY);
  }
  all<T>(sql: string): Promise<T[]> {
    return new Promise((resolve, reject) =>
      this.file.all<T>(sql, (error, rows) => (error === null ? resolve(rows) : reject(error))),
    );
  }
  async read(): Promise<Rows> {
    const read: Record<string, readonly string[]> = {};
    for (const [table, order] of APPEND_ONLY)
      read[table] = (await this.all(`SELECT * FROM ${table} ORDER BY ${order}`)).map((row) => JSON.stringify(row));
    return read;
  }
  close(): Promise<void> {
    return new Promise((resolve) => this.file.close(() => resolve()));
  }
}

/** Of a day before any, the day on which one begins may change: it has not come. */
const standings = (terms: readonly Term[]): readonly string[] =>
  LOOKED_AT.map((day) => {
    const standing = standingOn(terms, day);
    return JSON.stringify(standing.tag === 'none' ? { tag: 'none' } : standing);
  });

async function live(deeds: readonly Deed[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'steward-'));
  const path = join(folder, 'desk.db');
  const w = await world({ desk, clock: new TestClock(START), store: await SqliteStore.open(path) });
  const raw = new RawRows(path);
  try {
    await w.dana.types('triage', '/account change Acme owner:@dana');
    let rows = await raw.read();
    let known = standings([]);
    for (const asked of deeds) {
      for (let day = 0; day < asked.wait; day += asked.down ? asked.wait : 1) {
        w.clock.advance(millis(DAY * (asked.down ? asked.wait : 1)));
        await w.settle();
      }
      await w.store.transact((unit) => perform(unit, w, asked)).catch(refusal);
      await looksAgain(w);
      const today = localDateOf('Europe/Berlin', w.clock.now());
      const [books, terms] = await w.store.transact(
        async (unit) => [await booksOf(unit, 'Acme'), await unit.subscriptions.ofAccount('Acme')] as const,
      );
      expect(flawsIn(books, today)).toEqual([]);
      const after = await raw.read();
      for (const [table] of APPEND_ONLY) expect(after[table]?.slice(0, rows[table]?.length)).toEqual(rows[table]);
      const dated = terms.slice(rows.subscription_term?.length ?? 0).map(({ on }) => on);
      const unchanged = LOOKED_AT.filter((day) => dated.every((on) => day < on)).length;
      const now = standings(terms);
      expect(now.slice(0, unchanged)).toEqual(known.slice(0, unchanged));
      [rows, known] = [after, now];
    }
    expect(w.logged).toEqual([]);
    await toldOnce(w, raw);
  } finally {
    await raw.close();
    await w.close();
    await rm(folder, { recursive: true, force: true });
  }
}
/** As after a round that was broken off at its end: it looks once more at days it has told of. */
async function looksAgain(w: World): Promise<void> {
  const now = w.clock.now();
  for (const team of desk.teams) await contractRound(w.store, { desk, team, now, since: minus(now, millis(9 * DAY)) });
  await w.settle();
}
function refusal(error: unknown): void {
  if (!(error instanceof UserError) || !error.message.endsWith('Nothing was changed.')) throw error;
}

/** A delivery for each message, a message for each delivery, and no fact under two keys. */
async function toldOnce(w: World, raw: RawRows): Promise<void> {
  const sent = await raw.all<{ key: string }>(`SELECT key FROM outbox WHERE lane LIKE '% dm dana' AND state = 'sent'`);
  expect(new Set(sent.map(({ key }) => key)).size).toBe(sent.length);
  const read = w.platform.room.entries().filter(({ ref, onlyFor }) => ref.place.placeId === 'dm-dana' && !onlyFor);
  expect(read).toHaveLength(sent.length);
  const lapses = await raw.all<{ data: string }>(`SELECT data FROM account_event WHERE type IN ('lapsed', 'renewed')`);
  expect(new Set(lapses.map(({ data }) => data)).size).toBe(lapses.length);
}

describe('in any year of contracts, packs, work and corrections', () => {
  it('the stored ledger sums to its balances, nothing written changes, no past day changes its answer, and nothing is told twice', () =>
    fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 8, maxLength: 24 }), (deeds) => live(deeds)),
      // Made smaller for as long as there is time, what failed is shown as far as that got.
      { numRuns: RUNS, interruptAfterTimeLimit: RUNS * 30_000, markInterruptAsFailure: true },
    ));
});
