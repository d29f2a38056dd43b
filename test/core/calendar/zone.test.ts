import * as fc from 'fast-check';
import { zoneExists, zonesLike } from '../../../src/core/calendar/offsets';
import {
  addDays,
  instantOf,
  isLocalDate,
  type LocalDate,
  localDateOf,
  startOfDay,
  wallClock,
  weekdayOf,
} from '../../../src/core/calendar/zone';
import { instant } from '../../../src/core/time';
import { TROUBLED_ZONES } from './arbitrary-calendar';
import { at, iso } from './moments';

const date = (text: string): LocalDate => text as LocalDate;
const wall = (zone: string, day: string, hour: number, minute = 0): string =>
  iso(instantOf(zone, date(day), hour * 60 + minute));

describe('A wall time', () => {
  test('in a gap moves forward by the gap', () => {
    expect(wall('Europe/Berlin', '2026-03-29', 2, 30)).toBe('2026-03-29T01:30:00.000Z');
    expect(wall('Australia/Lord_Howe', '2023-10-01', 2, 15)).toBe('2023-09-30T15:45:00.000Z');
    expect(wall('Pacific/Apia', '2011-12-30', 9)).toBe('2011-12-30T19:00:00.000Z');
  });

  test('that comes twice is the first', () => {
    expect(wall('America/New_York', '2026-11-01', 1, 30)).toBe('2026-11-01T05:30:00.000Z');
    expect(wall('America/St_Johns', '2010-11-07', 0, 0)).toBe('2010-11-07T02:30:00.000Z');
    expect(wall('America/St_Johns', '2010-11-06', 23, 30)).toBe('2010-11-07T02:00:00.000Z');
  });

  test('right at the end of a gap and of a fold is itself', () => {
    expect(wall('Europe/Berlin', '2026-03-29', 3)).toBe('2026-03-29T01:00:00.000Z');
    expect(wall('Europe/Berlin', '2026-10-25', 3)).toBe('2026-10-25T02:00:00.000Z');
  });

  test('may be counted past midnight or before it', () => {
    expect(wall('UTC', '2026-12-31', 24)).toBe('2027-01-01T00:00:00.000Z');
    expect(wall('Europe/Berlin', '2026-03-28', 27)).toBe('2026-03-29T01:00:00.000Z');
    expect(wall('UTC', '2026-01-01', -1)).toBe('2025-12-31T23:00:00.000Z');
  });

  test('is exact where an offset has seconds, long ago', () => {
    expect(wall('Africa/Monrovia', '1970-06-01', 0)).toBe('1970-06-01T00:44:30.000Z');
  });

  test('comes back from its moment, in all troubled zones, outside gaps', () => {
    const places = fc.constantFrom(...TROUBLED_ZONES).chain(([zone, year]) =>
      fc.record({
        zone: fc.constant(zone),
        day: fc.integer({ min: 0, max: 365 }).map((n) => addDays(date(`${year}-01-01`), n)),
        minutes: fc.integer({ min: 0, max: 1439 }),
      }),
    );
    fc.assert(
      fc.property(places, ({ zone, day, minutes }) => {
        const moment = instantOf(zone, day, minutes);
        const shown = wallClock(zone, moment);
        const same = shown.date === day && shown.hour * 60 + shown.minute === minutes;
        // What does not come back lay in a gap: one minute earlier the clock showed a time before it.
        if (!same) expect(shown.date > day || shown.hour * 60 + shown.minute > minutes).toBe(true);
        expect(localDateOf(zone, moment)).toBe(shown.date);
      }),
      { numRuns: 500 },
    );
  });
});

describe('A day', () => {
  test('starts after midnight where the clock jumps over it', () => {
    expect(iso(startOfDay('America/Sao_Paulo', date('2018-11-04')))).toBe('2018-11-04T03:00:00.000Z');
    expect(wallClock('America/Sao_Paulo', startOfDay('America/Sao_Paulo', date('2018-11-04'))).hour).toBe(1);
  });

  test('starts at the jump where that begins before midnight', () => {
    expect(iso(startOfDay('America/Toronto', date('1919-03-31')))).toBe('1919-03-31T04:30:00.000Z');
  });

  test('starts once where midnight comes twice', () => {
    expect(iso(startOfDay('America/St_Johns', date('2010-11-07')))).toBe('2010-11-07T02:30:00.000Z');
  });

  test('that was left out has no length', () => {
    const apia = (day: string) => startOfDay('Pacific/Apia', date(day));
    expect(apia('2011-12-30')).toBe(apia('2011-12-31'));
    expect(apia('2011-12-31') - apia('2011-12-29')).toBe(86_400_000);
  });
});

describe('A clock on the wall', () => {
  test('shows date, weekday, hour and minute of its zone', () => {
    expect(wallClock('Asia/Kolkata', at('2026-11-23T20:00:00Z'))).toEqual({
      date: '2026-11-24',
      weekday: 1,
      hour: 1,
      minute: 30,
    });
    expect(localDateOf('America/New_York', at('2026-11-24T04:59:59.999Z'))).toBe('2026-11-23');
    expect(localDateOf('America/New_York', at('2026-11-24T05:00:00Z'))).toBe('2026-11-24');
  });

  test('knows an offset that lasted for one week only', () => {
    const hourAt = (moment: string): number => wallClock('America/Noronha', at(moment)).hour;
    const noons = ['2000-10-07T12:00:00Z', '2000-10-09T12:00:00Z', '2000-10-16T12:00:00Z'];
    expect(noons.map(hourAt)).toEqual([10, 11, 10]);
  });

  test('is right before 1970 and at a fraction of a second', () => {
    expect(wallClock('UTC', instant(-1))).toEqual({ date: '1969-12-31', weekday: 2, hour: 23, minute: 59 });
    expect(localDateOf('Europe/Berlin', instant(-3_600_001))).toBe('1969-12-31');
  });
});

test('Dates are counted over months, leap days and 1970', () => {
  expect(addDays(date('2028-02-28'), 1)).toBe('2028-02-29');
  expect(addDays(date('2026-03-01'), -1)).toBe('2026-02-28');
  expect(addDays(date('1970-01-01'), -1)).toBe('1969-12-31');
  expect(weekdayOf(date('2026-11-23'))).toBe(0);
  expect(weekdayOf(date('1969-12-28'))).toBe(6);
  expect(['2026-02-28', '2028-02-29'].every(isLocalDate)).toBe(true);
  expect(['2026-02-30', '2026-02-29', '2026-13-01', '2026-1-1', '20260101', ''].some(isLocalDate)).toBe(false);
});

test('A zone exists by its IANA name only', () => {
  expect(['Europe/Berlin', 'UTC', 'Asia/Calcutta', 'America/Argentina/Ushuaia'].every(zoneExists)).toBe(true);
  expect(['Europe/Berln', '+01:00', '', 'Mars/Base', 'Europe/Berlin '].some(zoneExists)).toBe(false);
  expect(zonesLike('Germany/berlin')).toEqual(['Europe/Berlin']);
  expect(zonesLike('new york')).toEqual(['America/New_York']);
});
