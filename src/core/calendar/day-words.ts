import { type Instant, MINUTE, type Millis, millis, SECOND, sayExactly } from '../time';
import type { DaySum, Remark } from './day-sums';
import type { Hours } from './hours';
import { type LocalDate, localDateOf, wallClock, weekdayOf } from './zone';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const DAY_MINUTES = 1440;
const NOTHING = 'nothing';
/** Lines beyond this are told by their sum. */
const MOST_LINES = 40;
const LINES_AT_AN_END = 15;

/** `Mon 2 Jan 2006` */
export const sayDate = (date: LocalDate): string =>
  `${DAYS[weekdayOf(date)]} ${Number(date.slice(8))} ${MONTHS[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`;

const two = (number: number): string => String(number).padStart(2, '0');
const wall = (minutes: number): string => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;

/** `17:00`, with seconds only where there are some; zones differ from UTC by whole minutes. */
export function sayTime(zone: string, at: Instant): string {
  const { hour, minute } = wallClock(zone, at);
  const rest = (((at % MINUTE) + MINUTE) % MINUTE) / SECOND;
  const seconds = rest === 0 ? '' : `:${rest < 10 ? '0' : ''}${rest}`;
  return `${two(hour)}:${two(minute)}${seconds}`;
}
/** `Mon 2 Jan 2006, 17:00` */
export const sayMoment = (zone: string, at: Instant): string =>
  `${sayDate(localDateOf(zone, at))}, ${sayTime(zone, at)}`;

/** A window as its owner wrote it. */
const sayWindow = ([open, close]: Hours[number]): string =>
  `${wall(open)}-${close > DAY_MINUTES ? `${wall(close - DAY_MINUTES)} of the next day` : wall(close)}`;

/** The end of the day is 24:00 when it is said of the day that ends. */
function sayEnd(zone: string, date: LocalDate, to: Instant): string {
  return localDateOf(zone, to) === date ? sayTime(zone, to) : '24:00';
}

function sayRemark(zone: string, date: LocalDate, remark: Remark): string {
  switch (remark.tag) {
    case 'holiday':
      return remark.every === 'year' ? 'a holiday of every year, closed all day' : 'a holiday, closed all day';
    case 'holiday worked':
      return 'a holiday, but with hours of its own, which win';
    case 'no hours':
      return remark.of === 'weekday' ? 'closed, no hours on that weekday' : 'closed, no hours on that date';
    case 'own hours':
      return 'hours of its own in place of the weekday’s';
    case 'last night':
      return remark.until === 'its end'
        ? 'the window of the day before runs into it'
        : 'the window of the day before ends at midnight, because of the holiday';
    case 'break':
      return `a break from ${sayTime(zone, remark.span.from)} to ${sayEnd(zone, date, remark.span.to)}`;
    case 'nothing':
      return { over: 'over by then', 'not yet': 'not before the end', 'none left': 'nothing left of it' }[remark.since];
    case 'clock change':
      return sayChange(remark.from, remark.to);
    case 'no such date':
      return 'this date was left out here';
  }
}

function sayChange(from: number, to: number): string {
  const length = sayExactly(millis(Math.abs(to - from) * MINUTE));
  return to > from
    ? `the clock goes from ${wall(from)} to ${wall(to)}, so ${length} does not exist`
    : `the clock goes from ${wall(from)} back to ${wall(to)}, so ${length} comes twice`;
}

function sayDay(zone: string, day: DaySum): string {
  const { date, hours, counted, stopped, remarks } = day;
  const parts = counted.map(
    ({ from, to }) => `${sayTime(zone, from)} to ${sayEnd(zone, date, to)} = ${sayExactly(millis(to - from))}`,
  );
  const sum = counted.length > 1 ? `, together ${sayExactly(day.length)}` : '';
  const still = stopped.map(
    ({ from, to }) =>
      `not ${sayTime(zone, from)} to ${sayEnd(zone, date, to)} (${sayExactly(millis(to - from))}): the clock stood still`,
  );
  const why = [
    ...(hours.length === 0 || remarks.some(({ tag }) => tag === 'holiday')
      ? []
      : [`open ${hours.map(sayWindow).join(', ')}`]),
    ...remarks.map((remark) => sayRemark(zone, date, remark)),
  ];
  const all = [...(parts.length === 0 ? [] : [parts.join(' + ') + sum]), ...still];
  return `${all.length === 0 ? NOTHING : all.join('; ')} (${why.join('; ')})`;
}

interface Told {
  readonly first: LocalDate;
  readonly last: LocalDate;
  readonly days: number;
  readonly words: string;
  readonly length: Millis;
}

/** Dates in a row that say the same, as one. */
function told(zone: string, days: Iterable<DaySum>): readonly Told[] {
  const lines: Told[] = [];
  for (const day of days) {
    const words = sayDay(zone, day);
    const before = lines.at(-1);
    const { date, length } = day;
    if (before?.words !== words) lines.push({ first: date, last: date, days: 1, words, length });
    else
      lines[lines.length - 1] = {
        ...before,
        last: date,
        days: before.days + 1,
        length: millis(before.length + length),
      };
  }
  return lines;
}

/** The sum as lines that can be checked with a calendar on the wall. */
export function sayDays(zone: string, days: Iterable<DaySum>): readonly string[] {
  const lines = told(zone, days);
  if (lines.length <= MOST_LINES) return lines.map(sayTold);
  const middle = lines.slice(LINES_AT_AN_END, -LINES_AT_AN_END);
  const sum = middle.reduce((total, { length }) => total + length, 0);
  const count = middle.reduce((total, { days }) => total + days, 0);
  return [
    ...lines.slice(0, LINES_AT_AN_END).map(sayTold),
    `then ${count} days with ${sayExactly(millis(sum))} together, and`,
    ...lines.slice(-LINES_AT_AN_END).map(sayTold),
  ];
}

/** Only the dates that count nothing, with the reasons. */
export const sayClosedDays = (zone: string, days: Iterable<DaySum>): readonly string[] =>
  told(zone, days)
    .filter(({ words }) => words.startsWith(NOTHING))
    .map((line) => `${sayDates(line)}${line.words.slice(NOTHING.length)}`);

const sayDates = ({ first, last }: Told): string =>
  first === last ? sayDate(first) : `${sayDate(first)} to ${sayDate(last)}`;

const sayTold = (line: Told): string =>
  `${sayDates(line)}: ${line.words}${line.days > 1 && line.length > 0 ? `, on ${line.days} days = ${sayExactly(line.length)}` : ''}`;
