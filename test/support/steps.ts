import { member } from '../../src/adapters/playground/ids';
import { demoDesk } from '../../src/adapters/playground/people';
import type { Desk } from '../../src/core/desk/desk';
import type { PolicyBody } from '../../src/core/sla/policy';
import type { DisturbingHours, Step } from '../../src/core/sla/step';
import { HOUR, type Millis, millis } from '../../src/core/time';
import type { World } from './world';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri'];
export const OFFICE: DisturbingHours = {
  name: 'office',
  calendar: { zone: 'Europe/Berlin', week: Object.fromEntries(DAYS.map((day) => [day, ['09:00-17:00']])) },
};
export const overdueBy = (length: Millis, by: 'open_time' | 'wall_time' = 'open_time', times = 1): Step['moment'] => ({
  tag: 'after',
  length,
  by,
  ...(times === 1 ? {} : { times }),
});
export const atPercent = (percent: number): Step['moment'] => ({ tag: 'before', percent });
export const breach: Step['moment'] = { tag: 'breach' };
export const hours = (count: number): Millis => millis(count * HOUR);

/** The demo desk with a first answer alone promised, and these steps, for one of its customers. Bob is the managers. */
export function deskWithSteps(
  name: 'premium' | 'standard',
  steps: readonly Step[] | undefined,
  change: Partial<PolicyBody> = {},
): Desk {
  const desk = demoDesk();
  const policy = desk.policies[name];
  if (policy === undefined) throw new Error(`no ${name}`);
  const only = (target: PolicyBody['targets'][keyof PolicyBody['targets']]) =>
    target?.first_response === undefined ? {} : { first_response: target.first_response };
  const targets = Object.fromEntries(Object.entries(policy.targets).map(([key, target]) => [key, only(target)]));
  const changed = { ...policy, targets, ...(steps === undefined ? {} : { steps }), ...change };
  return { ...desk, groups: { managers: [member('bob')] }, policies: { ...desk.policies, [name]: changed } };
}

/** What somebody was told of promises, as it reads now. */
export const alertsIn = (w: World, placeId: string): readonly string[] =>
  w
    .reads(placeId)
    .filter((text) => !text.includes('🎫') && /⏳|🔴|~~|promise/.test(text))
    .map((text) => text.replace('Steward: ', ''));
