import { always, type CalendarText, readCalendar } from '../../../src/core/calendar/calendar';
import {
  addOpenTime,
  ClosedForGood,
  isOpen,
  nextOpen,
  openTimeBetween,
  QUIET_YEARS,
  spansBetween,
} from '../../../src/core/calendar/open-time';
import { openYears } from '../../../src/core/calendar/spans';
import { DAY, HOUR, type Instant, MINUTE, type Millis, millis, plus } from '../../../src/core/time';
import { at, iso, OFFICE_WEEK, WHOLE_WEEK } from './moments';

const hours = (count: number): Millis => millis(count * HOUR);
const calendar = (text: Partial<CalendarText> = {}) =>
  readCalendar({ zone: 'Europe/Berlin', week: OFFICE_WEEK, ...text });
const spans = (text: Partial<CalendarText>, from: string, to: string): readonly string[] =>
  [...spansBetween(calendar(text), at(from), at(to))].map((span) => `${iso(span.from)}..${iso(span.to)}`);
const due = (text: Partial<CalendarText>, from: string, budget: Millis): string =>
  iso(addOpenTime(calendar(text), at(from), budget));

describe('Rule 2, windows', () => {
  const berlin = calendar();

  test('are open at their opening and closed at their closing', () => {
    expect(isOpen(berlin, at('2026-11-23T09:00:00+01:00'))).toBe(true);
    expect(isOpen(berlin, at('2026-11-23T16:59:59.999+01:00'))).toBe(true);
    expect(isOpen(berlin, at('2026-11-23T17:00:00+01:00'))).toBe(false);
    expect(isOpen(berlin, at('2026-11-23T08:59:59.999+01:00'))).toBe(false);
  });

  test('past midnight belong to the day they start on, over the end of the week too', () => {
    expect(spans({ week: { sun: ['22:00-06:00'] } }, '2026-11-20T00:00:00Z', '2026-11-27T00:00:00Z')).toEqual([
      '2026-11-22T21:00:00.000Z..2026-11-23T05:00:00.000Z',
    ]);
  });

  test('that touch or overlap are one, over midnight too', () => {
    const week = { mon: ['09:00-12:00', '12:00-15:00', '14:00-24:00'], tue: ['00:00-01:00'] };
    expect(spans({ week }, '2026-11-23T00:00:00Z', '2026-11-30T00:00:00Z')).toEqual([
      '2026-11-23T08:00:00.000Z..2026-11-24T00:00:00.000Z',
    ]);
  });

  test('that run past midnight over the next day’s hours count once', () => {
    const week = { mon: ['20:00-10:00'], tue: ['08:00-12:00'] };
    const from = at('2026-11-23T00:00:00Z');
    expect(openTimeBetween(calendar({ week }), from, plus(from, millis(7 * DAY)))).toBe(16 * HOUR);
  });

  test('around the clock are one span over years', () => {
    const [from, to] = [at('2020-06-01T00:00:00Z'), at('2031-06-01T00:00:00Z')];
    expect([...spansBetween(always('America/Sao_Paulo'), from, to)]).toEqual([{ from, to }]);
    expect(openTimeBetween(always('America/Sao_Paulo'), from, to)).toBe(to - from);
  });
});

describe('Rule 3, holidays', () => {
  test('close the local date from 00:00 to 24:00, whatever window runs', () => {
    const text = { week: WHOLE_WEEK, holidays: ['2026-11-24'] };
    expect(spans(text, '2026-11-23T00:00:00+01:00', '2026-11-26T00:00:00+01:00')).toEqual([
      '2026-11-22T23:00:00.000Z..2026-11-23T23:00:00.000Z',
      '2026-11-24T23:00:00.000Z..2026-11-25T23:00:00.000Z',
    ]);
  });

  test('cut the tail of a window that began the day before, and keep the tail of their own from starting', () => {
    const week = { mon: ['22:00-06:00'], tue: ['22:00-06:00'] };
    expect(spans({ week, holidays: ['2026-11-24'] }, '2026-11-23T00:00:00Z', '2026-11-27T00:00:00Z')).toEqual([
      '2026-11-23T21:00:00.000Z..2026-11-23T23:00:00.000Z',
      '2026-11-24T23:00:00.000Z..2026-11-25T05:00:00.000Z',
    ]);
  });

  test('come every year when written MM-DD, 29 February in leap years', () => {
    const text = { week: WHOLE_WEEK, holidays: ['12-25', '02-29'] };
    expect(isOpen(calendar(text), at('2031-12-25T12:00:00Z'))).toBe(false);
    expect(isOpen(calendar(text), at('2028-02-29T12:00:00Z'))).toBe(false);
    expect(isOpen(calendar(text), at('2027-03-01T12:00:00Z'))).toBe(true);
  });

  test('give way to hours entered for that very date', () => {
    const text = { holidays: ['12-24'], special: { '2026-12-24': ['09:00-12:00'] } };
    expect(spans(text, '2026-12-24T00:00:00Z', '2026-12-25T00:00:00Z')).toEqual([
      '2026-12-24T08:00:00.000Z..2026-12-24T11:00:00.000Z',
    ]);
  });

  test('close all but those hours: the night before still ends at midnight', () => {
    const week = { wed: ['22:00-06:00'] };
    const text = { week, holidays: ['12-24'], special: { '2026-12-24': ['05:00-08:00'] } };
    expect(spans(text, '2026-12-23T00:00:00Z', '2026-12-25T00:00:00Z')).toEqual([
      '2026-12-23T21:00:00.000Z..2026-12-23T23:00:00.000Z',
      '2026-12-24T04:00:00.000Z..2026-12-24T07:00:00.000Z',
    ]);
  });

  test('cut special hours of the day before that run into them', () => {
    const text = { holidays: ['2026-12-25'], special: { '2026-12-24': ['22:00-06:00'] } };
    expect(spans(text, '2026-12-24T00:00:00Z', '2026-12-26T00:00:00Z')).toEqual([
      '2026-12-24T21:00:00.000Z..2026-12-24T23:00:00.000Z',
    ]);
  });

  test('are days of the calendar’s zone: the short and the long day of DST are closed whole', () => {
    const text = { week: WHOLE_WEEK, holidays: ['2026-03-29', '2026-10-25'] };
    const closed = (from: string, to: string): number =>
      at(to) - at(from) - openTimeBetween(calendar(text), at(from), at(to));
    expect(closed('2026-03-28T00:00:00Z', '2026-03-31T00:00:00Z')).toBe(23 * HOUR);
    expect(closed('2026-10-24T00:00:00Z', '2026-10-27T00:00:00Z')).toBe(25 * HOUR);
  });

  test('as special dates replace the week’s hours, and [] opens nothing but leaves last night’s tail', () => {
    const week = { mon: ['22:00-06:00'], tue: ['09:00-17:00'] };
    const text = { week, special: { '2026-11-24': [] } };
    expect(spans(text, '2026-11-24T00:00:00Z', '2026-11-25T00:00:00Z')).toEqual([
      '2026-11-24T00:00:00.000Z..2026-11-24T05:00:00.000Z',
    ]);
  });
});

describe('Breaks', () => {
  test('close special hours and the tail of the night before too', () => {
    const week = { mon: ['22:00-06:00'] };
    const text = { week, special: { '2026-11-24': ['05:00-10:00'] }, breaks: { '2026-11-24': ['04:00-05:30'] } };
    expect(spans(text, '2026-11-23T00:00:00Z', '2026-11-25T00:00:00Z')).toEqual([
      '2026-11-23T21:00:00.000Z..2026-11-24T03:00:00.000Z',
      '2026-11-24T04:30:00.000Z..2026-11-24T09:00:00.000Z',
    ]);
  });

  test('may run past midnight, for the night shift', () => {
    const text = { week: { mon: ['20:00-06:00'] }, breaks: { '2026-11-23': ['23:30-00:30'] } };
    expect(spans(text, '2026-11-23T00:00:00Z', '2026-11-25T00:00:00Z')).toEqual([
      '2026-11-23T19:00:00.000Z..2026-11-23T22:30:00.000Z',
      '2026-11-23T23:30:00.000Z..2026-11-24T05:00:00.000Z',
    ]);
  });
});

describe('Rule 4, DST', () => {
  const sunday = (hoursText: string): Partial<CalendarText> => ({ week: { sun: [hoursText] } });

  test('real time counts: a night window has 7 hours in spring and 9 in autumn', () => {
    const week = { sat: ['22:00-06:00'] };
    const open = (from: string, to: string): Millis => openTimeBetween(calendar({ week }), at(from), at(to));
    expect(open('2026-03-28T12:00:00Z', '2026-03-29T12:00:00Z')).toBe(7 * HOUR);
    expect(open('2026-10-24T12:00:00Z', '2026-10-25T12:00:00Z')).toBe(9 * HOUR);
  });

  test('a time in the gap moves forward by the gap', () => {
    expect(spans(sunday('02:30-10:00'), '2026-03-29T00:00:00Z', '2026-03-30T00:00:00Z')).toEqual([
      '2026-03-29T01:30:00.000Z..2026-03-29T08:00:00.000Z',
    ]);
  });

  test('a window that the gap turns round vanishes', () => {
    expect(spans(sunday('02:30-03:15'), '2026-03-29T00:00:00Z', '2026-03-30T00:00:00Z')).toEqual([]);
  });

  test('an ambiguous time is its first occurrence, as opening and as closing', () => {
    expect(spans(sunday('02:30-10:00'), '2026-10-25T00:00:00Z', '2026-10-26T00:00:00Z')).toEqual([
      '2026-10-25T00:30:00.000Z..2026-10-25T09:00:00.000Z',
    ]);
    expect(spans(sunday('01:00-02:30'), '2026-10-24T00:00:00Z', '2026-10-26T00:00:00Z')).toEqual([
      '2026-10-24T23:00:00.000Z..2026-10-25T00:30:00.000Z',
    ]);
  });

  test('a date that begins at 01:00 is still closed whole by a holiday', () => {
    const text = { zone: 'America/Sao_Paulo', week: WHOLE_WEEK, holidays: ['2018-11-04'] };
    expect(spans(text, '2018-11-03T12:00:00Z', '2018-11-05T12:00:00Z')).toEqual([
      '2018-11-03T12:00:00.000Z..2018-11-04T03:00:00.000Z',
      '2018-11-05T02:00:00.000Z..2018-11-05T12:00:00.000Z',
    ]);
  });

  test('a date that was left out opens nothing, and its neighbours lose nothing', () => {
    const week = { thu: ['09:00-17:00'], fri: ['09:00-17:00'], sat: ['12:00-14:00'] };
    expect(spans({ zone: 'Pacific/Apia', week }, '2011-12-29T00:00:00Z', '2012-01-01T00:00:00Z')).toEqual([
      '2011-12-29T19:00:00.000Z..2011-12-30T03:00:00.000Z',
      '2011-12-30T22:00:00.000Z..2011-12-31T00:00:00.000Z',
    ]);
  });

  test('a night into the date that was left out goes on into the date that came', () => {
    const week = { thu: ['22:00-06:00'] };
    expect(spans({ zone: 'Pacific/Apia', week }, '2011-12-29T00:00:00Z', '2012-01-01T00:00:00Z')).toEqual([
      '2011-12-30T08:00:00.000Z..2011-12-30T16:00:00.000Z',
    ]);
  });
});

describe('Rule 5, start and due', () => {
  test('the count starts at the next opening when closed, at closing time too', () => {
    expect(due({}, '2026-11-23T17:00:00+01:00', hours(0))).toBe('2026-11-24T08:00:00.000Z');
    expect(due({}, '2026-11-27T20:00:00+01:00', hours(1))).toBe('2026-11-30T09:00:00.000Z');
    expect(iso(nextOpen(calendar(), at('2026-11-23T17:00:00+01:00')))).toBe('2026-11-24T08:00:00.000Z');
  });

  test('the count starts at once when open, at opening time too', () => {
    expect(due({}, '2026-11-23T09:00:00+01:00', hours(0))).toBe('2026-11-23T08:00:00.000Z');
    expect(due({}, '2026-11-23T11:11:11.111+01:00', hours(0))).toBe('2026-11-23T10:11:11.111Z');
  });

  test('a budget used up exactly at closing is due at closing', () => {
    expect(due({}, '2026-11-23T09:00:00+01:00', hours(8))).toBe('2026-11-23T16:00:00.000Z');
    expect(due({}, '2026-11-23T18:00:00+01:00', hours(40))).toBe('2026-11-30T16:00:00.000Z');
  });

  test('one millisecond more is due at the next opening', () => {
    expect(due({}, '2026-11-27T09:00:00+01:00', millis(8 * HOUR + 1))).toBe('2026-11-30T08:00:00.001Z');
  });

  test('is exact to the millisecond over twenty years', () => {
    const from = at('2020-01-01T10:00:00.123+01:00');
    const end = addOpenTime(calendar({ holidays: ['12-25', '01-01'] }), from, millis(40_000 * HOUR + 77));
    expect(openTimeBetween(calendar({ holidays: ['12-25', '01-01'] }), from, end)).toBe(40_000 * HOUR + 77);
  });

  test('a target of an hour survives a closure of four weeks and one of a whole year', () => {
    const from = '2026-11-27T16:30:00+01:00';
    expect(due({ holidays: ['2026-11-28..2026-12-25'] }, from, hours(1))).toBe('2026-12-28T08:30:00.000Z');
    expect(due({ holidays: ['2026-11-28..2027-11-28'] }, from, hours(1))).toBe('2027-11-29T08:30:00.000Z');
  });

  test('a calendar that opens on 29 February only is found over eight years', () => {
    const text = { week: {}, special: { '2096-02-29': ['09:00-10:00'], '2104-02-29': ['09:00-10:00'] } };
    expect(due(text, '2096-02-29T09:30:00+01:00', hours(1))).toBe('2104-02-29T08:30:00.000Z');
  });
});

describe('The search is bounded', () => {
  const past = calendar({ week: {}, special: { '2020-05-04': ['09:00-17:00'] } });

  test('a calendar whose openings all lie in the past says so', () => {
    expect(() => nextOpen(past, at('2026-01-01T00:00:00Z'))).toThrow(ClosedForGood);
    expect(() => addOpenTime(past, at('2020-05-04T00:00:00Z'), hours(9))).toThrow(ClosedForGood);
    expect(() => addOpenTime(past, at('2026-01-01T00:00:00Z'), hours(1))).toThrow(
      'The calendar in Europe/Berlin does not offer 1 h of open time after 2026-01-01',
    );
  });

  test('it stops looking after ten quiet years', () => {
    const own = calendar({ week: {}, special: { '2020-05-04': ['09:00-17:00'] } });
    const looked = () => openYears(own).totals.filter((total) => total !== undefined).length;
    const known = looked();
    expect(() => addOpenTime(own, at('2021-06-01T00:00:00Z'), hours(1))).toThrow(ClosedForGood);
    expect(() => nextOpen(own, at('2021-06-01T00:00:00Z'))).toThrow(ClosedForGood);
    expect(looked() - known).toBe(QUIET_YEARS + 1);
  });

  test('what was open then can still be measured', () => {
    expect(openTimeBetween(past, at('2019-01-01T00:00:00Z'), at('2026-01-01T00:00:00Z'))).toBe(8 * HOUR);
    expect(iso(addOpenTime(past, at('2020-01-01T00:00:00Z'), hours(8)))).toBe('2020-05-04T15:00:00.000Z');
  });

  test('a budget of centuries is refused', () => {
    expect(() => addOpenTime(calendar(), at('2026-01-01T00:00:00Z'), millis(400 * 365 * DAY))).toThrow(ClosedForGood);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, 1e16])('%p is no moment', (moment) => {
    expect(() => addOpenTime(calendar(), moment as Instant, hours(1))).toThrow(RangeError);
    expect(() => openTimeBetween(calendar(), at('2026-01-01T00:00:00Z'), moment as Instant)).toThrow(RangeError);
    expect(() => isOpen(calendar(), moment as Instant)).toThrow(RangeError);
  });

  test.each([-1, 0.5, Number.NaN])('%p is no budget', (budget) => {
    expect(() => addOpenTime(calendar(), at('2026-01-01T00:00:00Z'), budget as Millis)).toThrow(RangeError);
  });

  test('more years than are kept give the same answers again', () => {
    const many = calendar({ holidays: ['12-25'] });
    const year = (n: number): Instant => at(`${2000 + n}-06-01T00:00:00Z`);
    const once = Array.from({ length: 40 }, (_, n) => addOpenTime(many, year(n), hours(100)));
    const again = Array.from({ length: 40 }, (_, n) => addOpenTime(many, year(n), hours(100)));
    expect(again).toEqual(once);
  });
});

describe('Rule 14, elapsed', () => {
  test('is exact to the millisecond', () => {
    const [from, to] = [at('2026-11-27T16:59:59.999+01:00'), at('2026-11-30T09:00:00.001+01:00')];
    expect(openTimeBetween(calendar(), from, to)).toBe(2);
  });

  test('is 0 when the end is not after the start', () => {
    const from = at('2026-11-23T12:00:00+01:00');
    expect(openTimeBetween(calendar(), from, from)).toBe(0);
    expect(openTimeBetween(calendar(), from, plus(from, millis(-MINUTE)))).toBe(0);
  });

  test('explains itself: the spans between two moments add up to it', () => {
    const [from, to] = [at('2026-11-27T16:00:00+01:00'), at('2026-11-30T10:00:00+01:00')];
    expect(spans({}, iso(from), iso(to))).toEqual([
      '2026-11-27T15:00:00.000Z..2026-11-27T16:00:00.000Z',
      '2026-11-30T08:00:00.000Z..2026-11-30T09:00:00.000Z',
    ]);
    expect(openTimeBetween(calendar(), from, to)).toBe(2 * HOUR);
    expect([...spansBetween(calendar(), to, from)]).toEqual([]);
  });
});
