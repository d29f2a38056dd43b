import { type Millis, millis } from '../time';
import { type Calendar, type Hours, hoursOf, isHoliday } from './hours';
import { type ClockChange, clockChanges } from './offsets';
import { spansBetween } from './open-time';
import { clip, type Span, subtract, union } from './span-set';
import { addDays, instantOf, type LocalDate, localDateOf, startOfDay, wallMinutes } from './zone';

/** What one local date adds to a sum of open time, and what it does not, with the reasons. */
export interface DaySum {
  readonly date: LocalDate;
  /** The windows the calendar gives that date, whatever becomes of them. */
  readonly hours: Hours;
  /** What counts, in order. */
  readonly counted: readonly Span[];
  readonly length: Millis;
  /** Open, but the clock stood still. */
  readonly stopped: readonly Span[];
  readonly remarks: readonly Remark[];
}
export type Remark =
  | { readonly tag: 'holiday'; readonly every: 'year' | 'once' }
  | { readonly tag: 'holiday worked' }
  | { readonly tag: 'no hours'; readonly of: 'weekday' | 'date' }
  | { readonly tag: 'own hours' }
  | { readonly tag: 'last night'; readonly until: 'its end' | 'midnight, for a holiday' }
  | { readonly tag: 'break'; readonly span: Span }
  /** Why nothing counts although there are hours: they lie before the sum, after it, or a break or the clocks left none. */
  | { readonly tag: 'nothing'; readonly since: 'over' | 'not yet' | 'none left' }
  | { readonly tag: 'clock change'; readonly from: number; readonly to: number }
  | { readonly tag: 'no such date' };

const DAY_MINUTES = 1440;
const none: Hours = [];

/**
 * A sum of open time, date by date from the start of `frame` to its end: every date says what it counts and why it does
 * not count more. `runs` is when the clock ran within the frame; the lengths add up to their open time.
 */
export function* daySums(calendar: Calendar, frame: Span, runs: readonly Span[]): Generator<DaySum, void, undefined> {
  const { zone } = calendar;
  const open = [...spansBetween(calendar, frame.from, frame.to)];
  const running = union(runs);
  let next = 0;
  const last = localDateOf(zone, frame.to);
  for (let date = localDateOf(zone, frame.from); date <= last; date = addDays(date, 1)) {
    const day = { from: startOfDay(zone, date), to: startOfDay(zone, addDays(date, 1)) };
    // The end of the frame is not part of it: nothing is left to say of a date that begins there.
    if (day.from >= frame.to && frame.to > frame.from) return;
    while ((open[next]?.to ?? Number.POSITIVE_INFINITY) <= day.from) next += 1;
    const here: Span[] = [];
    for (let i = next; (open[i]?.from ?? Number.POSITIVE_INFINITY) < day.to; i++)
      here.push(...clip(open.slice(i, i + 1), day));
    const stopped = subtract(here, running);
    const counted = subtract(here, stopped);
    yield {
      date,
      hours: hoursOf(calendar, date),
      counted,
      length: millis(counted.reduce((sum, { from, to }) => sum + to - from, 0)),
      stopped,
      remarks: day.from < day.to ? remarksOn(calendar, date, day, frame, here) : [{ tag: 'no such date' }],
    };
  }
}

function remarksOn(
  calendar: Calendar,
  date: LocalDate,
  day: Span,
  frame: Span,
  open: readonly Span[],
): readonly Remark[] {
  const { zone, holidays, special } = calendar;
  const own = hoursOf(calendar, date);
  const tail = lastNight(calendar, date);
  const breaks = clip(union((calendar.breaks.get(date) ?? none).map((hours) => spanOf(zone, date, hours))), day);
  const remarks: Remark[] = [];
  const holiday = isHoliday(calendar, date);
  if (holiday && special.has(date) && own.length > 0) remarks.push({ tag: 'holiday worked' });
  else if (holiday) remarks.push({ tag: 'holiday', every: holidays.dates.has(date) ? 'once' : 'year' });
  else if (own.length === 0 && tail.length === 0)
    remarks.push({ tag: 'no hours', of: special.has(date) ? 'date' : 'weekday' });
  else if (open.length === 0) remarks.push({ tag: 'nothing', since: whereHours(calendar, day, frame) });
  if (special.has(date) && own.length > 0 && !holiday) remarks.push({ tag: 'own hours' });
  const reaches = tail
    .map((hours) => spanOf(zone, date, hours))
    .some(({ from, to }) => to > frame.from && from < frame.to);
  // Between two holidays no window was left to end at that midnight.
  const cutBefore = holiday && isHoliday(calendar, addDays(date, -1)) && !special.has(addDays(date, -1));
  if (reaches && !cutBefore)
    remarks.push({ tag: 'last night', until: holiday ? 'midnight, for a holiday' : 'its end' });
  for (const span of breaks) remarks.push({ tag: 'break', span });
  for (const change of clockChanges(zone, day.from, day.to)) remarks.push(...changeOn(date, change, [...own, ...tail]));
  return remarks;
}

function whereHours(calendar: Calendar, day: Span, frame: Span): 'over' | 'not yet' | 'none left' {
  const [first] = spansBetween(calendar, day.from, day.to);
  if (first === undefined) return 'none left';
  return first.from >= frame.to ? 'not yet' : 'over';
}

const spanOf = (zone: string, date: LocalDate, [open, close]: Hours[number]): Span => ({
  from: instantOf(zone, date, open),
  to: instantOf(zone, date, close),
});

/** What of the windows of the day before reaches into this one, in minutes from its midnight. */
const lastNight = (calendar: Calendar, date: LocalDate): Hours =>
  hoursOf(calendar, addDays(date, -1))
    .filter(([, close]) => close > DAY_MINUTES)
    .map(([open, close]) => [Math.max(0, open - DAY_MINUTES), close - DAY_MINUTES]);

/** A change of the clocks is worth a word when a window holds some of the time that is missing or comes twice. */
function changeOn(date: LocalDate, { at, before, after }: ClockChange, windows: Hours): readonly Remark[] {
  const [from, to] = [wallMinutes(date, at, before), wallMinutes(date, at, after)];
  const touches = windows.some(([open, close]) => open < Math.max(from, to) && close > Math.min(from, to));
  return touches ? [{ tag: 'clock change', from, to }] : [];
}
