import type { Desk } from '../desk/desk';
import type { DeskVersion, Unit } from '../store';
import type { Instant } from '../time';

export interface Adopted {
  readonly text: string;
  readonly desk: Desk;
  readonly reach: DeskVersion['reach'];
}

/**
 * Puts a policy file into force: stores the versions of the policies in it, and the file with their ids, so that every
 * desk on this database promises by the same ones. What is in force already is not put into force again.
 */
export async function adopt(unit: Unit, { text, desk, reach }: Adopted, now: Instant): Promise<DeskVersion> {
  const last = await unit.desks.latest();
  const policies: Record<string, string> = {};
  // By name, so that two who do this at once wait for each other and not in a circle.
  for (const [name, body] of Object.entries(desk.policies).sort(([a], [b]) => (a < b ? -1 : 1)))
    policies[name] = (await unit.policies.current(body, now)).id;
  const same = last?.text === text && JSON.stringify(last.policies) === JSON.stringify(policies);
  // Having moved open tickets, a file in force asks for no less when a desk starts with it.
  if (last !== undefined && same && (reach === 'new tickets' || last.reach === reach)) return last;
  const next = { version: (last?.version ?? 0) + 1, text, policies, reach, since: now };
  await unit.desks.add(next);
  return next;
}
