import { z } from 'zod';
import { WEEKDAYS } from '../calendar/calendar';
import { TARGET_KINDS } from '../sla/policy';
import { choice, list, nameKey, noted, severity, wholeMinutes, wholeNumber, zone } from './fields';
import { stepField } from './step-schema';

const windows = () =>
  list(noted(z.string(), { is: 'a time window', example: '"09:00-17:00"' }), 'time windows', '["09:00-17:00"]');

const datedHours = (example: string) =>
  noted(z.record(noted(z.string(), { is: 'a date', example: '"2026-11-27"' }), windows()), {
    is: 'a block of dates with time windows',
    example,
  });

/** Hours are read by readCalendar; here only the types are looked at. */
export const calendarField = () =>
  noted(
    z
      .strictObject({
        zone: zone('The IANA time zone all hours and dates of this calendar are in. Daylight saving is followed.'),
        week: noted(z.partialRecord(choice('a weekday', 'mon', WEEKDAYS), windows()), {
          is: 'a block of weekdays',
          example: '{ mon: ["09:00-12:00", "13:00-17:00"], tue: ["22:00-06:00"] }',
        })
          .describe(
            'Opening hours by weekday, `mon` to `sun`. A day left out is closed. A window that ends before it starts runs past midnight; `24:00` is the end of the day.',
          )
          .optional(),
        holidays: list(
          noted(z.string(), { is: 'a date', example: '"2026-12-25"' }),
          'dates',
          '["2026-12-25", "01-01", "2026-12-24..2026-12-31"]',
        )
          .describe(
            'Dates closed from midnight to midnight: one date, a date of every year (month-day), or a range of either, such as `12-24..01-02`. None unless written.',
          )
          .optional(),
        special: datedHours('{ "2026-11-27": ["09:00-13:00"] }')
          .describe('Hours of one date, instead of those of its weekday; they win over a holiday. None unless written.')
          .optional(),
        breaks: datedHours('{ "2026-06-18": ["12:00-15:00"] }')
          .describe('Times closed on one date only, such as a company meeting. None unless written.')
          .optional(),
      })
      .readonly(),
    { is: 'a calendar', example: '{ zone: Europe/Berlin, week: { mon: ["09:00-17:00"] } }' },
  );

const target = () =>
  noted(
    z
      .strictObject({
        first_response: wholeMinutes('30m')
          .describe(
            'Open time until the first public answer by an agent, in whole minutes, at least 1 (`30m`, `1h 30m`, `2d`; a day is 24 hours of open time). Left out: no promise.',
          )
          .optional(),
        next_response: wholeMinutes('1h')
          .describe(
            'Open time until each later answer: from the oldest word of the customer that nobody has answered, once there was a first answer, until the next public one or until the ticket is resolved. Left out: no promise.',
          )
          .optional(),
        update: wholeMinutes('2h')
          .describe(
            'Open time from each public word of an agent to the next one, whether or not the customer asked, until the ticket is resolved. Left out: no promise.',
          )
          .optional(),
        resolution: wholeMinutes('4h')
          .describe('Open time until the ticket is resolved, in whole minutes, at least 1. Left out: no promise.')
          .optional(),
      })
      .readonly(),
    { is: 'a block of targets', example: '{ first_response: 30m, resolution: 4h }' },
  );

const clocks = () => list(choice('a clock', 'resolution', TARGET_KINDS), 'clocks', '[next_response, resolution]');

const pauses = () =>
  noted(
    z
      .strictObject({
        waiting: clocks()
          .describe('Clocks that stand still while the ticket waits for the customer; `[]` for none.')
          .optional(),
        on_hold: clocks().describe('Clocks that stand still while the ticket is on hold; `[]` for none.').optional(),
      })
      .readonly(),
    { is: 'a block of statuses', example: '{ waiting: [next_response, resolution], on_hold: [] }' },
  );

export const policyField = () =>
  noted(
    z
      .strictObject({
        calendar: nameKey('a calendar name', 'berlin-office').describe(
          'The calendar whose open time is counted: a name from `calendars`, or `always` for day and night, all year.',
        ),
        warn_at: wholeNumber('of percent', '80', 1, 99)
          .default(80)
          .describe(
            'Warn when this much of a target is used up, in percent of its open time, 1 to 99. 80 unless written. Not beside `steps`.',
          ),
        steps: list(stepField(), 'steps', '[{ at: 80%, to: [triage, assignee] }, { at: breach, to: [triage, leads] }]')
          .describe(
            'Who hears of a promise that runs out, and when, in the order of time. Unless written, and for a severity that no step is for: at `warn_at` and at the breach, triage and the assignee (unclaimed: the leads).',
          )
          .optional(),
        pauses: pauses()
          .describe(
            'Which clocks stand still while a ticket has a status. Unless written, `next_response` and `resolution` stand still in both.',
          )
          .optional(),
        targets: noted(z.partialRecord(severity(), target()), {
          is: 'a block of severities',
          example: '{ S1: { first_response: 30m, resolution: 4h } }',
        }).describe('What is promised for each severity, `S1` (worst) to `S4`. A severity left out has no promise.'),
      })
      .readonly(),
    { is: 'a policy', example: '{ calendar: always, targets: { S1: { first_response: 30m } } }' },
  );

export type CalendarInFile = z.output<ReturnType<typeof calendarField>>;
