import { addDays } from '../../../src/core/calendar/zone';
import { periodOf } from '../../../src/core/report/report-period';

describe('a period', () => {
  it.each([
    ['2026', '2026-01-01', '2026-12-31'],
    ['2026-H1', '2026-01-01', '2026-06-30'],
    ['2026-H2', '2026-07-01', '2026-12-31'],
    ['2026-Q4', '2026-10-01', '2026-12-31'],
    ['2026-11', '2026-11-01', '2026-11-30'],
    ['2028-02', '2028-02-01', '2028-02-29'],
    ['2100-02', '2100-02-01', '2100-02-28'],
  ])('%s is from %s to %s', (label, from, to) => expect(periodOf(label)).toEqual({ from, to, label }));

  it('may be written small and with spaces around it', () =>
    expect(periodOf(' 2026-q4 ')).toEqual(periodOf('2026-Q4')));

  it.each([
    ['months', Array.from({ length: 12 }, (_, i) => `2028-${String(i + 1).padStart(2, '0')}`)],
    ['quarters', ['2028-Q1', '2028-Q2', '2028-Q3', '2028-Q4']],
    ['halves', ['2028-H1', '2028-H2']],
  ])('of %s makes up the year without a gap', (_, labels) => {
    const parts = labels.map(periodOf);
    expect([parts[0]?.from, parts.at(-1)?.to]).toEqual(['2028-01-01', '2028-12-31']);
    for (const [i, part] of parts.slice(1).entries()) expect(part.from).toBe(addDays(parts[i]?.to ?? part.from, 1));
  });

  it.each([
    '',
    '26',
    '2026-Q5',
    '2026-H3',
    '2026-13',
    '2026-00',
    '2026-1',
    '2026-11-05',
    'Q4',
    '1899',
    '2400',
    '2026Q4',
  ])('refuses %p and says what would work', (text) =>
    expect(() => periodOf(text)).toThrow('such as 2026, 2026-H2, 2026-Q4 or 2026-11'),
  );
});
