import { readFileSync } from 'node:fs';
import { readPolicyFile } from '../../../src/adapters/policy-file';
import { readCalendar } from '../../../src/core/calendar/calendar';
import { due, moment, openMinutes, told } from '../../support/story';

/** One test for each rule of sla.md about when we are open and how much of it has passed. */
describe('rule 1, instants', () => {
  it('are counted to the millisecond and never rounded, also in their due times', () => {
    expect(due('Mon 09:00:00.001', 60)).toBe('Mon 10:00:00.001');
    expect(openMinutes('Mon 09:00:00.001', 'Mon 09:01:00.001')).toBe(1);
  });

  it('are the same whatever offset they are written with', () => {
    expect(due('Mon 09:00', 60, { start: '2026-11-23T18:00:00+09:00' })).toBe('Mon 10:00');
  });
});

describe('rule 2, windows', () => {
  it('are half-open: the closing moment is closed, the opening one open', () => {
    expect(due('Mon 17:00', 0)).toBe('Tue 09:00');
    expect(due('Tue 09:00', 0)).toBe('Tue 09:00');
  });

  it('may end at 24:00, and join the next day’s when they touch', () => {
    const calendar = { mon: [['22:00', '24:00']], tue: [['00:00', '02:00']] };
    expect(due('Mon 23:00', 120, { calendar })).toBe('Tue 01:00');
  });

  it('that close before they open run past midnight and belong to the day they start on', () => {
    const calendar = { mon: [['22:00', '06:00']] };
    expect(openMinutes('Mon 00:00', 'Wed 00:00', { calendar })).toBe(8 * 60);
    expect(openMinutes('Tue 00:00', 'Tue 12:00', { calendar })).toBe(6 * 60);
    expect(openMinutes('Mon 00:00', 'Mon 06:00', { calendar })).toBe(0);
  });

  it('that touch or overlap count once', () => {
    const calendar = {
      mon: [
        ['09:00', '12:00'],
        ['11:00', '13:00'],
        ['13:00', '14:00'],
      ],
    };
    expect(openMinutes('Mon 00:00', 'Tue 00:00', { calendar })).toBe(5 * 60);
  });

  it('with equal ends last a day in a list taken from elsewhere', () => {
    expect(openMinutes('Mon 00:00', 'Wed 00:00', { calendar: { mon: [['09:00', '09:00']] } })).toBe(24 * 60);
  });

  it('with equal ends, and calendars without open time, are refused in a policy file', () => {
    const week = (window: string) => ({ zone: 'UTC', week: { mon: [window] } });
    expect(() => readCalendar(week('09:00-09:00'))).toThrow('to the same time is not clear');
    expect(() => readCalendar({ zone: 'UTC', week: {} })).toThrow('never opens');
  });
});

describe('rule 3, holidays', () => {
  it('close the local date, the tail of last night’s window too, and leave the night after it to the next date', () => {
    const calendar = { mon: [['22:00', '06:00']], tue: [['22:00', '06:00']] };
    const holidays = ['2026-11-24'];
    expect(openMinutes('Mon 20:00', 'Tue 12:00', { calendar, holidays })).toBe(2 * 60);
    expect(openMinutes('Tue 12:00', 'Wed 12:00', { calendar, holidays })).toBe(6 * 60);
  });

  it('give way to hours entered for that very date, which replace the weekday’s anyway', () => {
    const date_hours = { '2026-11-24': [['10:00', '12:00']] };
    expect(openMinutes('Tue 00:00', 'Wed 00:00', { date_hours })).toBe(2 * 60);
    expect(openMinutes('Tue 00:00', 'Wed 00:00', { date_hours, holidays: ['2026-11-24'] })).toBe(2 * 60);
  });

  it('may come every year', () => {
    expect(openMinutes('Tue 00:00', 'Wed 00:00', { holidays: ['11-24'] })).toBe(0);
  });
});

describe('rule 4, daylight saving', () => {
  const berlin = { timezone: 'Europe/Berlin', calendar: { sat: [['22:00', '06:00']], sun: [['02:30', '12:00']] } };

  it('counts real seconds: a night with a missing hour is shorter, one with a double hour longer', () => {
    const night = { ...berlin, calendar: { sat: berlin.calendar.sat } };
    expect(openMinutes('2026-03-28 12:00', '2026-03-29 12:00', night)).toBe(7 * 60);
    expect(openMinutes('2026-10-24 12:00', '2026-10-25 12:00', night)).toBe(9 * 60);
  });

  it('moves a wall time that does not exist forward by the gap', () => {
    const calendar = { sun: berlin.calendar.sun };
    expect(due('2026-03-29 00:00', 0, { ...berlin, calendar })).toBe('2026-03-29 01:30');
  });

  it('takes the first of a wall time that comes twice', () => {
    const calendar = { sun: berlin.calendar.sun };
    expect(due('2026-10-24 22:00', 0, { ...berlin, calendar })).toBe('2026-10-25 00:30');
  });
});

describe('rule 5, start and due', () => {
  it('starts at the first open moment: at closing that is the next opening', () => {
    expect(due('Mon 17:00', 60)).toBe('Tue 10:00');
    expect(due('Sat 12:00', 60)).toBe('next Mon 10:00');
  });

  it('is due at closing when it is used up at closing', () => {
    expect(due('Mon 16:00', 60)).toBe('Mon 17:00');
  });
});

describe('rule 7, targets', () => {
  const example = readFileSync('steward.example.yaml', 'utf8');
  const withTarget = (value: string) =>
    readPolicyFile(example.replace('first_response: 30m', `first_response: ${value}`), ['slack', 'discord']);

  it('are whole minutes of at least one in a policy file; 0 is refused', () => {
    expect(withTarget('1m')).toHaveProperty('desk');
    for (const wrong of ['0m', '90s', '-5m']) expect(withTarget(wrong)).not.toHaveProperty('desk');
  });

  it('that are absent start no clock', () => {
    const ask = told({ targets: { resolution: 60 }, events: ['Mon 09:00 created'] });
    expect(ask('Mon 09:30', 'first_response_due', 'first_response_state', 'resolution_due')).toEqual({
      first_response_due: null,
      first_response_state: null,
      resolution_due: 'Mon 10:00',
    });
  });

  it('of 0 ask the arithmetic for the clock’s start, and any whole millisecond will do', () => {
    expect(due('Sun 12:00', 0)).toBe('next Mon 09:00');
    expect(due('Mon 09:00', 0, { seconds: 0.001 })).toBe('Mon 09:00:00.001');
  });
});

describe('rule 14, elapsed time', () => {
  it('is exact, and 0 when the end is not after the start', () => {
    expect(openMinutes('Fri 16:59', 'next Mon 09:01')).toBe(2);
    expect(openMinutes('Mon 12:00', 'Mon 12:00')).toBe(0);
    expect(openMinutes('Tue 12:00', 'Mon 12:00')).toBe(0);
    expect(moment('Mon 12:00')).toBe('2026-11-23T12:00Z');
  });
});
