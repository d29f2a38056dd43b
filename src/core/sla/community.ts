import type { PolicyBody } from './policy';

/** The policy that need not be written: what those get whom no contract covers. */
export const COMMUNITY = 'community';
const EVERY_DAY = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
/** It promises nothing, unless the policy file has one of this name. */
export const COMMUNITY_POLICY: PolicyBody = {
  name: COMMUNITY,
  calendarName: 'always',
  calendar: { zone: 'UTC', week: Object.fromEntries(EVERY_DAY.map((day) => [day, ['00:00-24:00']])) },
  targets: {},
  warnAt: 80,
};
