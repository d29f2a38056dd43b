import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCalendar } from '../../../src/core/calendar/calendar';
import { addOpenTime, openTimeBetween } from '../../../src/core/calendar/open-time';
import { instant, millis, SECOND } from '../../../src/core/time';

type Windows = readonly (readonly [string, string])[];
interface SlaCase {
  readonly id: string;
  readonly kind: string;
  readonly source: string;
  readonly timezone: string;
  readonly calendar: Readonly<Record<string, Windows>>;
  readonly holidays: readonly string[];
  readonly date_hours?: Readonly<Record<string, Windows>>;
  readonly breaks?: Readonly<Record<string, Windows>>;
  readonly start: string;
  readonly end?: string;
  readonly seconds?: number;
  readonly expect: string | number;
  readonly expect_seconds?: number;
  readonly ours?: string | number;
}

const file: { readonly cases: readonly SlaCase[] } = JSON.parse(
  readFileSync(join(__dirname, '../../fixtures/sla-cases.json'), 'utf8'),
);
const ofKind = (kind: string): readonly SlaCase[] => file.cases.filter((slaCase) => slaCase.kind === kind);
const calendarOf = (slaCase: SlaCase) =>
  readCalendar(
    {
      zone: slaCase.timezone,
      week: slaCase.calendar,
      holidays: slaCase.holidays,
      special: slaCase.date_hours,
      breaks: slaCase.breaks,
    },
    { equalEnds: 'next day' },
  );
const at = (iso: string | number | undefined) => instant(Date.parse(String(iso)));
const named = (cases: readonly SlaCase[]) =>
  cases.map((slaCase): [string, SlaCase] => [`${slaCase.id}: ${slaCase.source}`, slaCase]);

describe("Cases from peers' own tests", () => {
  const deadlines = ofKind('deadline');
  const elapsed = ofKind('elapsed');

  test('are all here: 63 deadlines, 45 elapsed, 2 of them with a value of ours', () => {
    expect(deadlines).toHaveLength(63);
    expect(elapsed).toHaveLength(45);
    expect([...deadlines, ...elapsed].filter((slaCase) => slaCase.ours !== undefined)).toHaveLength(2);
  });

  test.each(named(deadlines))('deadline %s', (_name, slaCase) => {
    const due = addOpenTime(calendarOf(slaCase), at(slaCase.start), millis((slaCase.seconds ?? Number.NaN) * SECOND));
    expect(due).toBe(at(slaCase.ours ?? slaCase.expect));
  });

  test.each(named(elapsed))('elapsed %s', (_name, slaCase) => {
    const open = openTimeBetween(calendarOf(slaCase), at(slaCase.start), at(slaCase.end));
    expect(open).toBe(slaCase.ours ?? (slaCase.expect_seconds ?? Number.NaN) * SECOND);
  });
});
