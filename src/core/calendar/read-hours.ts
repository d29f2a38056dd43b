import { CalendarError, type Path } from './calendar-error';
import type { Hours } from './hours';

/** `'09:00-17:00'` or `['09:00', '17:00']`. */
export type WindowText = string | readonly [open: string, close: string];

/**
 * What a window that ends when it starts means. A policy file that says so has a slip in it and is refused; in lists
 * taken from elsewhere it may stand for 24 hours.
 */
export type EqualEnds = 'refuse' | 'next day';

const DAY_MINUTES = 1440;

function readMinutes(text: string, path: Path): number {
  const [, hour, minute] = /^(\d{1,2}):(\d\d)$/.exec(text.trim()) ?? [];
  const minutes = Number(hour) * 60 + Number(minute);
  if (Number(minute) < 60 && minutes <= DAY_MINUTES) return minutes;
  throw new CalendarError(
    path,
    `"${text}" is not a time of day. Write 00:00 to 23:59, or 24:00 for the end of the day.`,
  );
}

function endsOf(text: WindowText, path: Path): readonly [string, string] {
  // Files are untyped: 900 for 09:00 deserves the sentence below, not a stack trace.
  const ends = (Array.isArray(text) ? text : String(text).split(/[-–]/)).map(String);
  const [open, close] = ends;
  if (ends.length === 2 && open !== undefined && close !== undefined) return [open, close];
  throw new CalendarError(path, `"${String(text)}" is not a time window. Write it as 09:00-17:00.`);
}

function readWindow(text: WindowText, equalEnds: EqualEnds, path: Path): readonly [number, number] {
  const ends = endsOf(text, path);
  const open = readMinutes(ends[0], path);
  const close = readMinutes(ends[1], path);
  if (open === DAY_MINUTES) {
    throw new CalendarError(path, 'No window starts at 24:00. Let it start at 00:00 on the next day.');
  }
  if (open === close && equalEnds === 'refuse') {
    throw new CalendarError(
      path,
      `A window from ${ends[0].trim()} to the same time is not clear. ` +
        'Write 00:00-24:00 for the whole day, or leave the window out to stay closed.',
    );
  }
  return [open, close > open ? close : close + DAY_MINUTES];
}

/** Windows of one date that touch or overlap become one, as written, before any zone is looked at. */
function joined(windows: Hours): Hours {
  const result: [number, number][] = [];
  for (const [open, close] of [...windows].sort((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last && open <= last[1]) last[1] = Math.max(last[1], close);
    else result.push([open, close]);
  }
  return result;
}

/** @throws CalendarError with the path of the window that cannot be read */
export function readHours(windows: readonly WindowText[], equalEnds: EqualEnds, path: Path): Hours {
  if (!Array.isArray(windows)) throw new CalendarError(path, 'Hours are a list of windows, such as ["09:00-17:00"].');
  return joined(windows.map((text: WindowText, i) => readWindow(text, equalEnds, [...path, i])));
}
