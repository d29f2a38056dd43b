import { explainCase } from '../../../src/core/sla/cases/explain-case';
import { readCases } from '../../../src/core/sla/cases/read-cases';
import { OFFICE } from '../../support/story';

const explained = (kind: string, fields: Readonly<Record<string, unknown>>) => {
  const { lines } = explainCase({
    id: 'sum',
    kind,
    fields: { timezone: 'Europe/Berlin', calendar: OFFICE, ...fields },
  });
  return lines()
    .map((line) => line.trim())
    .slice(1);
};

describe('an explained sum', () => {
  it('names every date, its hours, what counts of them, and joins dates that say the same', () => {
    expect(explained('deadline', { start: '2026-11-26T15:00:00+01:00', seconds: 40 * 3600 })).toEqual([
      'Thu 26 Nov 2026: 15:00 to 17:00 = 2 h (open 09:00-17:00)',
      'Fri 27 Nov 2026: 09:00 to 17:00 = 8 h (open 09:00-17:00)',
      'Sat 28 Nov 2026 to Sun 29 Nov 2026: nothing (closed, no hours on that weekday)',
      'Mon 30 Nov 2026 to Wed 2 Dec 2026: 09:00 to 17:00 = 8 h (open 09:00-17:00), on 3 days = 24 h',
      'Thu 3 Dec 2026: 09:00 to 15:00 = 6 h (open 09:00-17:00)',
      'Due Thu 3 Dec 2026, 15:00 in Europe/Berlin, which is 14:00 UTC.',
    ]);
  });

  it('says what a holiday, hours of a date, and a break took away or gave', () => {
    const fields = {
      holidays: ['11-24', '2026-11-28'],
      date_hours: { '2026-11-25': [['10:00', '12:00']], '2026-11-28': [['08:00', '09:00']], '2026-11-27': [] },
      breaks: { '2026-11-26': [['12:00', '13:00']] },
      start: '2026-11-24T00:00:00+01:00',
      end: '2026-11-29T00:00:00+01:00',
    };
    expect(explained('elapsed', fields)).toEqual([
      'Tue 24 Nov 2026: nothing (a holiday of every year, closed all day)',
      'Wed 25 Nov 2026: 10:00 to 12:00 = 2 h (open 10:00-12:00; hours of its own in place of the weekday’s)',
      'Thu 26 Nov 2026: 09:00 to 12:00 = 3 h + 13:00 to 17:00 = 4 h, together 7 h (open 09:00-17:00; a break from 12:00 to 13:00)',
      'Fri 27 Nov 2026: nothing (closed, no hours on that date)',
      'Sat 28 Nov 2026: 08:00 to 09:00 = 1 h (open 08:00-09:00; a holiday, but with hours of its own, which win)',
      'Together 10 h.',
    ]);
  });

  it('tells a night with a missing hour and one with a double hour', () => {
    const calendar = { sat: [['22:00', '06:00']] };
    const night = (start: string, end: string) => explained('elapsed', { calendar, start, end })[1];
    expect(night('2026-03-28 20:00', '2026-03-29 08:00')).toBe(
      'Sun 29 Mar 2026: 00:00 to 06:00 = 5 h (the window of the day before runs into it; the clock goes from 02:00 to 03:00, so 1 h does not exist)',
    );
    expect(night('2026-10-24 20:00', '2026-10-25 08:00')).toBe(
      'Sun 25 Oct 2026: 00:00 to 06:00 = 7 h (the window of the day before runs into it; the clock goes from 03:00 back to 02:00, so 1 h comes twice)',
    );
  });

  it('does not mention a change of the clocks that falls outside the hours', () => {
    const lines = explained('elapsed', {
      calendar: { sun: [['09:00', '17:00']] },
      start: '2026-03-28',
      end: '2026-03-30',
    });
    expect(lines.join()).not.toContain('the clock goes');
  });

  it('says where an overnight window ends because of a holiday', () => {
    const fields = {
      calendar: { thu: [['22:00', '06:00']] },
      holidays: ['2026-12-25'],
      start: '2026-12-24',
      end: '2026-12-26',
    };
    expect(explained('elapsed', fields)).toEqual([
      'Thu 24 Dec 2026: 22:00 to 24:00 = 2 h (open 22:00-06:00 of the next day)',
      'Fri 25 Dec 2026: nothing (a holiday, closed all day; the window of the day before ends at midnight, because of the holiday)',
      'Together 2 h.',
    ]);
  });

  it('does not say so of the second of two holidays, whose night before had no window', () => {
    const night = [['22:00', '06:00']];
    const fields = {
      calendar: { thu: night, fri: night, mon: night },
      holidays: ['2026-12-25', '2026-12-26'],
      start: '2026-12-24T20:00:00',
      seconds: 4 * 3600,
    };
    expect(explained('deadline', fields).slice(1)).toEqual([
      'Fri 25 Dec 2026: nothing (a holiday, closed all day; the window of the day before ends at midnight, because of the holiday)',
      'Sat 26 Dec 2026: nothing (a holiday, closed all day)',
      'Sun 27 Dec 2026: nothing (closed, no hours on that weekday)',
      'Mon 28 Dec 2026: 22:00 to 24:00 = 2 h (open 22:00-06:00 of the next day)',
      'Due Tue 29 Dec 2026, 00:00 in Europe/Berlin, which is Mon 28 Dec 2026, 23:00 UTC.',
    ]);
  });

  it('says why hours of the first and the last date do not count', () => {
    const fields = { start: '2026-11-23T18:00:00+01:00', seconds: 0 };
    expect(explained('deadline', fields)).toEqual([
      'Mon 23 Nov 2026: nothing (open 09:00-17:00; over by then)',
      'Tue 24 Nov 2026: nothing (open 09:00-17:00; not before the end)',
      'It begins Tue 24 Nov 2026, 09:00 in Europe/Berlin, which is 08:00 UTC.',
    ]);
  });

  it('shows seconds where there are some, and sums up what is too long to read', () => {
    const fields = { start: '2026-01-01T00:00:00.250+01:00', end: '2026-12-31T12:00:01+01:00' };
    const lines = explained('elapsed', fields);
    expect(lines.length).toBeLessThan(40);
    expect(lines.some((line) => /^then \d+ days with \d+ h together, and$/.test(line))).toBe(true);
    expect(lines.at(-2)).toContain('09:00 to 12:00:01 = 3 h 1 s');
  });
});

describe('a case that cannot be answered says why', () => {
  const good = { calendar: OFFICE, start: '2026-11-23T09:00:00Z', seconds: 60 };
  const error = (fields: Readonly<Record<string, unknown>>, kind = 'deadline') => {
    const { answer } = explainCase({ id: 'x', kind, fields: { ...good, ...fields } });
    return 'error' in answer ? answer.error : 'answered';
  };
  it.each([
    ['an unknown zone', { timezone: 'Mars/Base' }, 'There is no time zone "Mars/Base"'],
    ['no start', { start: undefined }, '"start" is missing'],
    ['a start that is no moment', { start: 'tomorrow' }, '"start" is "tomorrow", which is not a moment'],
    ['a date that does not exist', { start: '2026-02-30T09:00:00Z' }, 'not a moment'],
    ['a start out of reach', { start: '1066-10-14T09:00:00Z' }, 'out of reach'],
    ['no budget', { seconds: undefined }, '"seconds" is missing'],
    ['a negative budget', { seconds: -1 }, 'cannot be negative'],
    ['a budget that is no number', { seconds: 'soon' }, 'is "soon", which is not a number'],
    ['a calendar that never opens', { calendar: {} }, 'does not offer'],
    ['no calendar', { calendar: undefined }, '"calendar" is missing'],
    ['a weekday that is none', { calendar: { noday: [] } }, '"noday" is not a weekday'],
    ['a weekday of another language', { calendar: { montag: [] } }, '"montag" is not a weekday'],
    ['a weekday twice', { calendar: { mon: [], Monday: [] } }, '"Monday" is a weekday that is there twice'],
    ['a window that is none', { calendar: { mon: [['9', '17']] } }, 'is not a time window'],
    ['a window of three times', { calendar: { mon: [['09:00', '12:00', '17:00']] } }, 'is not a time window'],
    ['a moment after the end of the day', { start: '2026-11-23T24:00:01Z' }, 'not a moment'],
    ['an offset of more than a day', { start: '2026-11-23T09:00:00+25:00' }, 'not a moment'],
    ['a holiday that is no text', { holidays: [{ on: '12-25' }] }, '{"on":"12-25"}'],
    ['hours that are no times', { calendar: { mon: [['09:00', '25:00']] } }, '"25:00" is not a time of day'],
    ['a holiday that is no date', { holidays: ['soon'] }, '"soon" is not a date'],
  ])('%s', (_name, fields, reason) => {
    expect(error(fields)).toContain(reason);
  });

  it('without a kind, or no object at all', () => {
    const [none, number] = readCases([{ id: 'x' }, 7], 'a file');
    const reason = 'It is not an object with a "kind". Write deadline, elapsed, lifecycle.';
    expect([none, number].map((one) => one && explainCase(one).answer)).toEqual([
      { id: 'x', error: reason },
      { id: 'case 2', error: reason },
    ]);
  });

  it('an unknown kind', () => {
    expect(error({}, 'riddle')).toBe('There is no kind "riddle". Write deadline, elapsed, lifecycle.');
  });
});

describe('a case is read liberally', () => {
  const answer = (kind: string, fields: Readonly<Record<string, unknown>>) =>
    explainCase({ id: 'x', kind, fields }).answer;
  const due = { id: 'x', due: '2026-11-23T10:00:00.000Z' };
  it.each([
    ['minutes in place of seconds', { start: '2026-11-23T09:00:00Z', minutes: 60 }],
    ['fractions', { start: '2026-11-23T09:59:00.000Z', minutes: 0.5, seconds: 60 }],
    ['an offset', { start: '2026-11-23T18:00:00+0900', seconds: '3600' }],
    [
      'no offset: on the wall of its zone',
      { timezone: 'Europe/Berlin', calendar: { mon: ['10:00-18:00'] }, start: '2026-11-23 10:00', seconds: 3600 },
    ],
    [
      'windows as texts, weekdays in full, keys it does not know',
      { calendar: { Monday: ['09:00-17:00'] }, start: '2026-11-23T09:00Z', seconds: 3600, verified: true },
    ],
    [
      'one window without its list, seconds of 00',
      { calendar: { mon: ['09:00:00', '17:00:00'] }, start: '2026-11-23T09:00Z', seconds: 3600 },
    ],
  ])('%s', (_name, fields) => {
    expect(answer('deadline', { calendar: OFFICE, ...fields })).toEqual(due);
  });

  it('a calendar that never opens has no open time, but an answer', () => {
    const fields = { calendar: {}, start: '2026-11-23T09:00:00Z', end: '2026-11-24T09:00:00Z' };
    expect(answer('elapsed', fields)).toEqual({ id: 'x', openSeconds: 0 });
  });
});
