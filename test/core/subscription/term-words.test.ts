import { standingOn } from '../../../src/core/subscription/standing';
import type { Term } from '../../../src/core/subscription/term';
import { standingLine, termLine } from '../../../src/core/subscription/term-words';
import { cancelled, changed, eur, on, renewed, started, written } from './terms';

const line = (day: string, terms: readonly Term[]) => standingLine(standingOn(terms, on(day)));

test('a standing is one plain sentence', () => {
  const year = started('2026-01-01', '2026-12-31');
  const rolling = started('2026-01-01', '2026-12-31', { autoRenew: true });
  const trial = started('2026-01-01', '2026-01-31', { trial: true });
  expect([
    line('2026-05-01', []),
    line('2025-05-01', written(year)),
    line('2026-05-01', written(year)),
    line('2026-05-01', written(rolling)),
    line('2026-05-01', written(started('2026-01-01', undefined))),
    line('2026-05-01', written(year, cancelled('2026-04-01', '2026-06-30'))),
    line('2026-08-01', written(year, cancelled('2026-04-01', '2026-06-30'))),
    line('2027-01-01', written(year)),
    line('2026-01-05', written(trial)),
    line('2026-01-05', written({ ...trial, autoRenew: true })),
  ]).toEqual([
    'No subscription',
    'No subscription yet; one begins on 1 Jan 2026',
    'premium until 31 Dec 2026',
    'premium until 31 Dec 2026, renews by itself',
    'premium without an end',
    'premium until 30 Jun 2026, cancelled',
    'premium was cancelled; its last day was 30 Jun 2026',
    'premium ended on 31 Dec 2026',
    'Trial of premium until 31 Jan 2026',
    'Trial of premium until 31 Jan 2026, then goes on by itself',
  ]);
});

test('a term is one line with its day first', () => {
  const price = eur(12_000_00, 'year');
  expect(
    [
      started('2026-01-01', '2026-12-31', { autoRenew: true, noticeDays: 90, price }),
      started('2026-01-01', undefined, { trial: true, noticeDays: 1 }),
      changed('2026-03-01', 'gold', price),
      changed('2026-03-01', 'gold'),
      renewed('2026-11-01', '2027-12-31'),
      renewed('2026-11-01', '2027-12-31', { plan: 'gold', price }),
      cancelled('2026-04-01', '2026-06-30'),
      cancelled('2026-04-01', '2026-03-31'),
    ].map(termLine),
  ).toEqual([
    '1 Jan 2026: premium begins, until 31 Dec 2026, renews by itself, notice 90 days before, 12,000.00 EUR a year',
    '1 Jan 2026: a trial of premium begins, without an end, notice 1 day before',
    '1 Mar 2026: gold from this day on, 12,000.00 EUR a year',
    '1 Mar 2026: gold from this day on',
    '1 Nov 2026: renewed until 31 Dec 2027',
    '1 Nov 2026: renewed until 31 Dec 2027 as gold, 12,000.00 EUR a year',
    '1 Apr 2026: cancelled, the last day is 30 Jun 2026',
    '1 Apr 2026: called off before it began',
  ]);
});
