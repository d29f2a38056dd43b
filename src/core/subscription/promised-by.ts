import { isAlwaysOpen } from '../calendar/always-open';
import type { Desk } from '../desk/desk';
import { calendarOf } from '../sla/policy';
import { millis } from '../time';
import type { Promised } from './plan-fit';

/** What the policies of the file promise those on a plan. */
export const promisedBy = ({ policies }: Desk): Promised => ({
  dayAndNight: ({ policy }) => {
    const body = policies[policy];
    return body !== undefined && isAlwaysOpen(calendarOf(body));
  },
  fastest: ({ policy }) => {
    const found = Object.values(policies[policy]?.targets ?? {}).flatMap((target) => target?.first_response ?? []);
    return found.length === 0 ? undefined : millis(Math.min(...found));
  },
});
