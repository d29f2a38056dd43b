import { TARGET_WORDS } from '../notify/words';
import { PAUSING_STATUSES, type PolicyBody, pausedIn, SEVERITIES, TARGET_KINDS } from '../sla/policy';
import { STATUS_WORDS } from '../ticket/ticket';
import { sayOpenTime } from '../time';
import { calendarChanges } from './compare-calendars';

/** What is promised otherwise than before, a line each, in the order of the policy file. */
export const changesOf = (before: PolicyBody, after: PolicyBody): readonly string[] => [
  ...calendarLines(before, after),
  ...(before.warnAt === after.warnAt ? [] : [`warns at ${after.warnAt} % instead of ${before.warnAt} %`]),
  ...(JSON.stringify(before.steps) === JSON.stringify(after.steps) ? [] : ['who is told of it, and when']),
  ...pauseLines(before, after),
  ...targetLines(before, after),
];

/** All that a new policy promises. */
export const promisesOf = (body: PolicyBody): readonly string[] => [
  `counts the open time of "${body.calendarName}"`,
  ...SEVERITIES.flatMap((severity) =>
    TARGET_KINDS.flatMap((kind) => {
      const budget = body.targets[severity]?.[kind];
      return budget === undefined ? [] : [`${severity} ${TARGET_WORDS[kind]}: ${sayOpenTime(budget)}`];
    }),
  ),
];

function calendarLines(before: PolicyBody, after: PolicyBody): readonly string[] {
  const changes = calendarChanges(before.calendar, after.calendar);
  if (before.calendarName !== after.calendarName) {
    const same = changes.length === 0 ? ', with the same hours' : '';
    return [`counts the open time of "${after.calendarName}" instead of "${before.calendarName}"${same}`];
  }
  return changes.map((change) => `"${after.calendarName}": ${change}`);
}

function pauseLines(before: PolicyBody, after: PolicyBody): readonly string[] {
  return PAUSING_STATUSES.flatMap((status) =>
    TARGET_KINDS.flatMap((kind) => {
      const [was, is] = [pausedIn(before, status).includes(kind), pausedIn(after, status).includes(kind)];
      if (was === is) return [];
      return [`${TARGET_WORDS[kind]}: the clock ${is ? 'stands still' : 'goes on'} while ${STATUS_WORDS[status]}`];
    }),
  );
}

function targetLines(before: PolicyBody, after: PolicyBody): readonly string[] {
  return SEVERITIES.flatMap((severity) =>
    TARGET_KINDS.flatMap((kind) => {
      const [was, is] = [before.targets[severity]?.[kind], after.targets[severity]?.[kind]];
      if (was === is) return [];
      const what = `${severity} ${TARGET_WORDS[kind]}`;
      if (is === undefined)
        return [`${what}: no promise any more${was === undefined ? '' : ` (was ${sayOpenTime(was)})`}`];
      return [
        `${what}: ${sayOpenTime(is)}${was === undefined ? ', not promised before' : ` instead of ${sayOpenTime(was)}`}`,
      ];
    }),
  );
}
