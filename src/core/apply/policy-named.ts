import { COMMUNITY, COMMUNITY_POLICY } from '../sla/community';
import type { SlaPolicy } from '../sla/policy';
import type { Work } from '../work';

/**
 * The version of a policy that new tickets are promised. One that a plan was sold with may be gone from the policy file:
 * what it last was still counts.
 */
export async function policyNamed(
  { unit, desk, now }: Pick<Work, 'unit' | 'desk' | 'now'>,
  name: string,
): Promise<SlaPolicy> {
  const version = desk.versions?.[name];
  if (version !== undefined) return unit.policies.get(version);
  const body = desk.policies[name] ?? (name === COMMUNITY ? COMMUNITY_POLICY : undefined);
  const policy = body === undefined ? await unit.policies.latest(name) : await unit.policies.current(body, now);
  if (policy === undefined) throw new Error(`there was never a policy ${name}`);
  return policy;
}
