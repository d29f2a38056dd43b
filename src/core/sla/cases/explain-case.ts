import type { Calendar } from '../../calendar/calendar';
import { daySums } from '../../calendar/day-sums';
import { sayDays, sayMoment, sayTime } from '../../calendar/day-words';
import { addOpenTime, openTimeBetween } from '../../calendar/open-time';
import { localDateOf } from '../../calendar/zone';
import { messageOf } from '../../errors';
import { type Instant, later, MINUTE, type Millis, SECOND, sayExactly } from '../../time';
import { readCaseCalendar } from './calendar';
import { CaseError } from './case-error';
import { type Fields, lengthOf, momentIn, numberIn } from './fields';
import { type Case, unknownKind } from './read-cases';

export type Answer =
  | { readonly id: string; readonly due: string }
  | { readonly id: string; readonly openSeconds: number }
  | { readonly id: string; readonly error: string };

/** An answer and, when asked for, the sum that leads to it, in lines for people. */
export interface Explained {
  readonly answer: Answer;
  readonly lines: () => readonly string[];
}

export const isoOf = (at: Instant): string => new Date(at).toISOString();

/** Never throws: a case that cannot be answered says why. */
export function explainCase(asked: Case): Explained {
  const { id } = asked;
  try {
    return explained(asked);
  } catch (error) {
    const reason = messageOf(error);
    return { answer: { id, error: reason }, lines: () => [`${id}: no answer. ${reason}`] };
  }
}

function explained({ id, kind, fields }: Case): Explained {
  if (kind === 'lifecycle') throw new CaseError('A lifecycle is for `steward sla replay`.');
  if (kind !== 'deadline' && kind !== 'elapsed') throw new CaseError(unknownKind(kind));
  const { calendar } = readCaseCalendar(fields);
  const start = momentIn(fields, 'start', calendar.zone);
  return kind === 'deadline'
    ? explainDeadline(id, calendar, start, budgetIn(fields))
    : explainElapsed(id, calendar, start, momentIn(fields, 'end', calendar.zone));
}

function budgetIn(fields: Fields): Millis {
  const seconds = numberIn(fields, 'seconds');
  if (seconds !== undefined) return lengthOf('seconds', seconds, SECOND);
  const minutes = numberIn(fields, 'minutes');
  if (minutes !== undefined) return lengthOf('minutes', minutes, MINUTE);
  throw new CaseError('"seconds" is missing: say how much open time there is, in seconds or in "minutes".');
}

function explainDeadline(id: string, calendar: Calendar, start: Instant, budget: Millis): Explained {
  const due = addOpenTime(calendar, start, budget);
  const began = at(calendar, start);
  const [question, word] =
    budget === 0
      ? [`when does a clock started ${began} begin to run?`, 'It begins']
      : [`${sayExactly(budget)} of open time from ${began}`, 'Due'];
  return {
    answer: { id, due: isoOf(due) },
    lines: () => [
      `${id}: ${question}`,
      ...(due === start ? ['  It is open then, so the clock begins at once.'] : sumLines(calendar, start, due)),
      `  ${word} ${at(calendar, due)}${inUtc(calendar, due)}.`,
    ],
  };
}

function explainElapsed(id: string, calendar: Calendar, start: Instant, end: Instant): Explained {
  const open = openTimeBetween(calendar, start, end);
  return {
    answer: { id, openSeconds: open / SECOND },
    lines: () => [
      `${id}: open time from ${at(calendar, start)} to ${at(calendar, end)}`,
      ...(end > start ? sumLines(calendar, start, end) : ['  The end is not after the start, so nothing counts.']),
      `  Together ${sayExactly(open)}.`,
    ],
  };
}

function sumLines(calendar: Calendar, from: Instant, to: Instant): readonly string[] {
  const frame = { from, to: later(from, to) };
  return sayDays(calendar.zone, daySums(calendar, frame, [frame])).map((line) => `  ${line}`);
}

const at = ({ zone }: Calendar, moment: Instant): string => `${sayMoment(zone, moment)} in ${zone}`;
/** The moment in UTC, since a time that comes twice a year is two of them; with its date where that is another one. */
function inUtc({ zone }: Calendar, moment: Instant): string {
  if (zone === 'UTC') return '';
  const sameDate = localDateOf(zone, moment) === localDateOf('UTC', moment);
  return `, which is ${sameDate ? sayTime('UTC', moment) : sayMoment('UTC', moment)} UTC`;
}
