import { CalendarError, readCalendar } from '../calendar/calendar';
import type { Flaw } from './flaw';
import type { CalendarInFile } from './promise-schema';

const MAX_FLAWS = 100;

/** `There is no zone "x". Did you mean y?` as one sentence, in the voice of the rest. */
function oneSentence(message: string): string {
  const joined = message.replace(
    /^(.*)\. ([A-Z])/s,
    (_, wrong: string, start: string) => `${wrong}; ${start.toLowerCase()}`,
  );
  return joined.replace(/^[A-Z]/, (start) => start.toLowerCase());
}

/** Takes the wrong piece out, so that reading goes on to the next one. False when nothing can be taken out. */
function mend(calendar: Record<string, unknown> & { zone: string }, { path }: CalendarError): boolean {
  const last = path.at(-1);
  let holder: unknown = calendar;
  for (const step of path.slice(0, -1)) holder = (holder as Record<string | number, unknown>)[step];
  if (last === undefined || last === 'week' || typeof holder !== 'object' || holder === null) return false;
  if (last === 'zone') calendar.zone = 'UTC';
  else if (Array.isArray(holder) && typeof last === 'number')
    holder[last] = path[0] === 'holidays' ? '02-29' : '00:00-24:00';
  else delete (holder as Record<string, unknown>)[last];
  return true;
}

const flawOf = ({ path, message }: CalendarError): Flaw => ({
  path,
  message: oneSentence(message),
  // A date as a key: its hours may well be right.
  ...(path.length === 2 && (path[0] === 'special' || path[0] === 'breaks') ? { onKey: true } : {}),
});

/** All that is wrong with a calendar whose types are right; readCalendar alone stops at the first. */
export function calendarFlaws(calendar: CalendarInFile): readonly Flaw[] {
  const mended: Record<string, unknown> & CalendarInFile = structuredClone(calendar);
  const flaws: Flaw[] = [];
  while (flaws.length < MAX_FLAWS) {
    try {
      readCalendar(mended);
      break;
    } catch (error) {
      if (!(error instanceof CalendarError)) throw error;
      flaws.push(flawOf(error));
      if (!mend(mended, error)) break;
    }
  }
  return flaws;
}

/** What is wrong with the name of a zone, if anything. */
export const zoneFlaw = (zone: string): string | undefined =>
  calendarFlaws({ zone, week: { mon: ['00:00-24:00'] } })[0]?.message;
