import { always, CalendarError, type CalendarText, readCalendar } from '../../../src/core/calendar/calendar';
import { isOpen } from '../../../src/core/calendar/open-time';
import { at, OFFICE_WEEK } from './moments';

const base: CalendarText = { zone: 'Europe/Berlin', week: OFFICE_WEEK };
const refusal = (text: Partial<CalendarText>): { readonly path: readonly unknown[]; readonly message: string } => {
  try {
    readCalendar({ ...base, ...text });
  } catch (error) {
    if (error instanceof CalendarError) return { path: error.path, message: error.message };
    throw error;
  }
  throw new Error('was accepted');
};

describe('A calendar is read', () => {
  test('from windows as text or as pairs, with or without a leading zero, with either dash', () => {
    const read = (window: string | readonly [string, string]) =>
      readCalendar({ zone: 'UTC', week: { mon: [window] } }).week[0];
    expect(read('09:00-17:00')).toEqual([[540, 1020]]);
    expect(read(['09:00', '17:00'])).toEqual([[540, 1020]]);
    expect(read(' 9:00 – 17:00 ')).toEqual([[540, 1020]]);
    expect(read('22:00-06:00')).toEqual([[1320, 1800]]);
    expect(read('00:00-24:00')).toEqual([[0, 1440]]);
    expect(read('18:00-00:00')).toEqual([[1080, 1440]]);
  });

  test('with touching and overlapping windows joined, in order', () => {
    const { week } = readCalendar({ zone: 'UTC', week: { tue: ['13:00-17:00', '09:00-12:00', '12:00-12:30'] } });
    expect(week[1]).toEqual([
      [540, 750],
      [780, 1020],
    ]);
  });

  test('with holidays as dates, ranges, and every year', () => {
    const { holidays } = readCalendar({ ...base, holidays: ['2026-12-30..2027-01-02', '12-25', '02-28..03-01'] });
    expect([...holidays.dates]).toEqual(['2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02']);
    expect([...holidays.yearly]).toEqual(['12-25', '02-28', '02-29', '03-01']);
  });

  test('with holidays of every year that run over New Year', () => {
    const { holidays } = readCalendar({ ...base, holidays: ['12-30..01-02'] });
    expect([...holidays.yearly]).toEqual(['12-30', '12-31', '01-01', '01-02']);
  });

  test('with special hours and breaks by date', () => {
    const read = readCalendar({
      ...base,
      special: { '2026-11-27': ['09:00-13:00'], '2026-11-30': [] },
      breaks: { '2026-12-01': [['12:00', '13:00']] },
    });
    expect([...read.special]).toEqual([
      ['2026-11-27', [[540, 780]]],
      ['2026-11-30', []],
    ]);
    expect([...read.breaks]).toEqual([['2026-12-01', [[720, 780]]]]);
  });

  test('with equal ends as 24 hours only where that is asked for', () => {
    const text: CalendarText = { zone: 'UTC', week: { mon: ['09:00-09:00'] } };
    expect(readCalendar(text, { equalEnds: 'next day' }).week[0]).toEqual([[540, 1980]]);
    expect(() => readCalendar(text)).toThrow(CalendarError);
  });

  test('as open day and night', () => {
    expect(isOpen(always('Europe/Berlin'), at('2026-12-25T03:00:00Z'))).toBe(true);
    expect(() => always('Mars/Base')).toThrow(CalendarError);
  });
});

describe('A calendar is refused, with the place and the cure,', () => {
  test('for an unknown zone', () => {
    expect(refusal({ zone: 'Germany/Berlin' })).toEqual({
      path: ['zone'],
      message: 'There is no time zone "Germany/Berlin". Did you mean Europe/Berlin?',
    });
    expect(refusal({ zone: '+01:00' }).message).toBe(
      'There is no time zone "+01:00". Write one such as Europe/Berlin, America/New_York or UTC.',
    );
  });

  test.each(['25:00-26:00', '09:60-17:00', '24:01-24:30', 'nine-five', '9-17'])('for the times of %s', (window) => {
    const { path, message } = refusal({ week: { mon: ['08:00-09:00', window] } });
    expect(path).toEqual(['week', 'mon', 1]);
    expect(message).toContain('is not a time of day. Write 00:00 to 23:59, or 24:00 for the end of the day.');
  });

  test.each(['09:00', '09:00-12:00-15:00', ''])('for "%s", which is no window', (window) => {
    expect(refusal({ special: { '2026-11-27': [window] } })).toEqual({
      path: ['special', '2026-11-27', 0],
      message: `"${window}" is not a time window. Write it as 09:00-17:00.`,
    });
  });

  test('for a value that is no text, as a file may hold', () => {
    const untyped = { mon: [900], tue: '09:00-17:00' } as unknown as NonNullable<CalendarText['week']>;
    expect(refusal({ week: { mon: untyped.mon } }).message).toContain('is not a time window');
    expect(refusal({ week: { tue: untyped.tue } })).toEqual({
      path: ['week', 'tue'],
      message: 'Hours are a list of windows, such as ["09:00-17:00"].',
    });
  });

  test('for equal ends', () => {
    expect(refusal({ week: { mon: ['09:00-09:00'] } })).toEqual({
      path: ['week', 'mon', 0],
      message:
        'A window from 09:00 to the same time is not clear. ' +
        'Write 00:00-24:00 for the whole day, or leave the window out to stay closed.',
    });
  });

  test('for a start at 24:00', () => {
    expect(refusal({ week: { mon: ['24:00-06:00'] } }).message).toBe(
      'No window starts at 24:00. Let it start at 00:00 on the next day.',
    );
  });

  test('for a weekday that is none', () => {
    expect(refusal({ week: { monday: ['09:00-17:00'] } as CalendarText['week'] })).toEqual({
      path: ['week', 'monday'],
      message: '"monday" is not a weekday. Write mon, tue, wed, thu, fri, sat, sun.',
    });
  });

  test.each(['2026-02-30', '02-30', '2026-13-01', '24.12.2026', '2026-12-24..', '12-24..2026-12-26'])(
    'for the holiday %s',
    (text) => {
      const { path, message } = refusal({ holidays: ['12-25', text] });
      expect(path).toEqual(['holidays', 1]);
      expect(message).toContain(`"${text}" is not a date. Write an existing day as 2026-12-25`);
    },
  );

  test('for a date that does not exist or is out of reach', () => {
    expect(refusal({ special: { '2026-02-29': [] } })).toEqual({
      path: ['special', '2026-02-29'],
      message: '"2026-02-29" is not a date. Write an existing day as 2026-12-25.',
    });
    expect(refusal({ breaks: { '0026-02-01': [] } }).path).toEqual(['breaks', '0026-02-01']);
  });

  test('for a range that runs backwards or for decades', () => {
    expect(refusal({ holidays: ['2026-12-31..2026-12-24'] }).message).toContain('Write the earlier date first.');
    expect(refusal({ holidays: ['12-31..12-24'] }).message).toContain('Write the earlier date first.');
    expect(refusal({ holidays: ['2026-12-24..2126-12-31'] }).message).toContain('longer than ten years');
  });

  test.each<[string, Partial<CalendarText>]>([
    ['no hours at all', { week: {} }],
    ['hours on every weekday, but every date a holiday', { holidays: ['01-01..12-31'] }],
    ['only a special date, and that closed', { week: {}, special: { '2026-11-27': [] } }],
    [
      'only a special date, and a break over all of it',
      { week: {}, special: { '2026-11-27': ['09:00-12:00'] }, breaks: { '2026-11-27': ['08:00-12:00'] } },
    ],
  ])('for never opening: %s', (_why, text) => {
    expect(refusal(text)).toEqual({
      path: ['week'],
      message: 'This calendar never opens. Give a weekday hours, such as mon: ["09:00-17:00"].',
    });
  });

  test('but not for opening on special dates only', () => {
    const text = { ...base, holidays: ['01-01..12-31'], special: { '2026-11-27': ['09:00-12:00'] } };
    expect(isOpen(readCalendar(text), at('2026-11-27T10:00:00+01:00'))).toBe(true);
  });
});
