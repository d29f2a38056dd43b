import { isDeepStrictEqual } from 'node:util';
import { type EntityManager, In } from 'typeorm';
import type { Plans, Subscriptions } from '../../core/account/books';
import type { LocalDate } from '../../core/calendar/zone';
import { StaleWrite } from '../../core/errors';
import type { PlanBody, PlanVersion } from '../../core/subscription/plan';
import type { Term, TermChange } from '../../core/subscription/term';
import { type Instant, instant } from '../../core/time';
import { byOf, byRow, type PlanVersionRow, type SubscriptionTermRow } from './contract-rows';
import { PlanVersionTable, SubscriptionTermTable } from './contract-schema';
import { insertOnce, present } from './sql';

const MOST_RACES = 10;

export function plansOn(manager: EntityManager): Plans {
  const versions = async (name: string): Promise<readonly PlanVersion[]> =>
    (await manager.find(PlanVersionTable, { where: { name }, order: { version: 'ASC' } })).map(versionOf);
  const keepPlan = async (body: PlanBody, now: Instant): Promise<void> => {
    const plain: unknown = JSON.parse(JSON.stringify(body));
    // Lost the race for a version? Then there is a new last one, and it may be just what we want.
    for (let tries = 0; tries < MOST_RACES; tries++) {
      const [last] = await manager.find(PlanVersionTable, {
        where: { name: body.name },
        order: { version: 'DESC' },
        take: 1,
      });
      if (last !== undefined && isDeepStrictEqual(last.body, plain)) return;
      const next = { name: body.name, version: (last?.version ?? 0) + 1, body: plain, since: now };
      if (await insertOnce(manager, PlanVersionTable, next)) return;
    }
    throw new StaleWrite(`plan ${body.name}`);
  };
  return {
    versions,
    async at(name, at) {
      const all = await versions(name);
      return all.findLast(({ since }) => since <= at) ?? all[0];
    },
    async keep(plans, now) {
      for (const body of plans) await keepPlan(body, now);
    },
  };
}
const versionOf = (row: PlanVersionRow): PlanVersion => ({
  ...(row.body as PlanBody),
  version: row.version,
  since: instant(row.since),
});

const BATCH = 500;
export const subscriptionsOn = (manager: EntityManager): Subscriptions => ({
  async ofAccount(account) {
    return (await manager.find(SubscriptionTermTable, { where: { account }, order: { seq: 'ASC' } })).map(termOf);
  },
  async ofAccounts(accounts) {
    const found = new Map<string, Term[]>(accounts.map((account) => [account, []]));
    for (let from = 0; from < accounts.length; from += BATCH) {
      const rows = await manager.find(SubscriptionTermTable, {
        where: { account: In(accounts.slice(from, from + BATCH)) },
        order: { seq: 'ASC' },
      });
      for (const row of rows) found.get(row.account)?.push(termOf(row));
    }
    return found;
  },
  async add(term) {
    await manager.insert(SubscriptionTermTable, termRow(term) as never);
  },
  async subscribers(after, limit) {
    const rows: { account: string }[] = await manager.query(
      `SELECT DISTINCT account FROM subscription_term WHERE account > $1 ORDER BY account LIMIT ${Math.trunc(limit)}`,
      [after],
    );
    return rows.map(({ account }) => account);
  },
});

function termRow(term: Parameters<Subscriptions['add']>[0]): Omit<SubscriptionTermRow, 'seq'> {
  const { account, on, writtenAt, by, via, note, type, ...change } = term;
  return { account, onDay: on, type, change, writtenAt, ...byRow(by), via, note: note ?? null };
}
const termOf = (row: SubscriptionTermRow): Term => ({
  seq: row.seq,
  account: row.account,
  on: row.onDay as LocalDate,
  writtenAt: instant(row.writtenAt),
  ...byOf(row),
  via: row.via,
  ...present('note', row.note),
  ...({ type: row.type, ...(row.change as object) } as TermChange),
});
