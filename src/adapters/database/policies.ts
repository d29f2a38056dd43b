import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { EntityManager } from 'typeorm';
import { StaleWrite } from '../../core/errors';
import type { PolicyBody, SlaPolicy } from '../../core/sla/policy';
import type { Policies } from '../../core/store';
import { instant } from '../../core/time';
import type { PolicyVersionRow } from './rows';
import { PolicyVersionTable } from './schema';
import { insertOnce } from './sql';

/** Versions never change, so one object each is kept: a calendar's tables hang on it. */
const known = new Map<string, SlaPolicy>();
const KEPT = 200;
const MOST_RACES = 10;

function policyOf(row: PolicyVersionRow): SlaPolicy {
  const policy = known.get(row.id) ?? {
    ...(row.body as PolicyBody),
    id: row.id,
    version: row.version,
    since: instant(row.since),
  };
  if (known.size >= KEPT) known.clear();
  known.set(row.id, policy);
  return policy;
}

const lastOf = async (manager: EntityManager, name: string): Promise<PolicyVersionRow | undefined> =>
  (await manager.find(PolicyVersionTable, { where: { name }, order: { version: 'DESC' }, take: 1 }))[0];

const plainOf = (body: PolicyBody): unknown => JSON.parse(JSON.stringify(body));

export const policiesOn = (manager: EntityManager): Policies => ({
  async latest(name) {
    const last = await lastOf(manager, name);
    return last && policyOf(last);
  },
  async get(id) {
    return known.get(id) ?? policyOf(await manager.findOneByOrFail(PolicyVersionTable, { id }));
  },
  async same(body) {
    const last = await lastOf(manager, body.name);
    return last !== undefined && isDeepStrictEqual(last.body, plainOf(body)) ? policyOf(last) : undefined;
  },
  async names() {
    const rows: { name: string }[] = await manager.query('SELECT DISTINCT name FROM policy_version ORDER BY name');
    return rows.map(({ name }) => name);
  },
  async current(body, now) {
    const plain = plainOf(body);
    // Lost the race for a version? Then there is a new last one, and it may be just what we want.
    for (let tries = 0; tries < MOST_RACES; tries++) {
      const last = await lastOf(manager, body.name);
      if (last !== undefined && isDeepStrictEqual(last.body, plain)) return policyOf(last);
      const row = { id: randomUUID(), name: body.name, version: (last?.version ?? 0) + 1, body: plain, since: now };
      if (await insertOnce(manager, PolicyVersionTable, row)) return policyOf(row);
    }
    throw new StaleWrite(`policy ${body.name} changes faster than it can be read`);
  },
});
