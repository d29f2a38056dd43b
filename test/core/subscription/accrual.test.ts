import { currencyOf } from '../../../src/core/billing/money';
import { accrued } from '../../../src/core/subscription/accrual';
import type { Term } from '../../../src/core/subscription/term';
import { cancelled, changed, EUR, eur, on, renewed, started, written } from './terms';

const earns = (terms: readonly Term[], from: string, to: string) =>
  accrued(terms, on(from), on(to)).map(({ plan, amount }) => [plan, amount.minor, amount.currency]);
const yearly = { price: eur(1_200_00, 'year') };

describe('What a subscription earns', () => {
  it('is its price for a full period of the price, in a leap year too', () => {
    expect(earns(written(started('2026-01-01', '2026-12-31', yearly)), '2026-01-01', '2026-12-31')).toEqual([
      ['premium', 1_200_00, EUR],
    ]);
    expect(earns(written(started('2028-01-01', undefined, yearly)), '2028-01-01', '2028-12-31')).toEqual([
      ['premium', 1_200_00, EUR],
    ]);
  });

  it.each([
    ['month', '2026-02-28', '2026-03-30'],
    ['quarter', '2026-04-30', '2026-07-30'],
    ['year', '2027-01-31', '2028-01-30'],
  ] as const)('counts each %s from the day the price counts from, the 31st included', (per, from, to) => {
    const terms = written(started('2026-01-31', undefined, { price: eur(100, per) }));
    expect(earns(terms, from, to)).toEqual([['premium', 100, EUR]]);
  });

  it('is its price for a year from a leap day to the end of February, however that is written', () => {
    for (const until of ['2025-02-27', '2025-02-28']) {
      const terms = written(started('2024-02-29', until, { ...yearly, autoRenew: true }));
      expect(earns(terms, '2024-02-29', until)).toEqual([['premium', 1_200_00, EUR]]);
    }
  });

  it('falls on each day of the period alike', () => {
    const terms = written(started('2026-06-01', undefined, { price: eur(30_00, 'month') }));
    expect(earns(terms, '2026-06-01', '2026-06-01')).toEqual([['premium', 100, EUR]]);
    expect(earns(terms, '2026-06-10', '2026-06-19')).toEqual([['premium', 1000, EUR]]);
  });

  it('is nothing outside of it, in a trial, or without a price', () => {
    const terms = written(started('2026-06-01', '2026-06-30', yearly));
    expect(earns(terms, '2026-01-01', '2026-05-31')).toEqual([]);
    expect(earns(terms, '2026-07-01', '2026-12-31')).toEqual([]);
    expect(
      earns(written(started('2026-06-01', '2026-06-30', { ...yearly, trial: true })), '2026-06-01', '2026-06-30'),
    ).toEqual([]);
    expect(earns(written(started('2026-06-01', '2026-06-30')), '2026-06-01', '2026-06-30')).toEqual([]);
  });

  it('counts its price from the day after the trial', () => {
    const trial = started('2026-01-01', '2026-01-31', { price: eur(28, 'month'), autoRenew: true, trial: true });
    expect(earns(written(trial), '2026-01-01', '2026-02-28')).toEqual([['premium', 28, EUR]]);
  });

  it('ends with the last day of one that was cancelled early', () => {
    const terms = written(
      started('2026-01-01', '2026-12-31', { price: eur(365, 'year') }),
      cancelled('2026-01-05', '2026-01-10'),
    );
    expect(earns(terms, '2026-01-01', '2026-12-31')).toEqual([['premium', 10, EUR]]);
  });

  it('changes with the price from its day on, by plan', () => {
    const terms = written(
      started('2026-01-01', '2026-12-31', { price: eur(365, 'year') }),
      changed('2026-01-11', 'gold', eur(730, 'year')),
    );
    expect(earns(terms, '2026-01-01', '2026-01-20')).toEqual([
      ['premium', 10, EUR],
      ['gold', 20, EUR],
    ]);
  });

  it('counts a renewed price from the day after the former end, and a price that stays from where it did', () => {
    const terms = written(
      started('2026-01-01', '2026-12-31', { price: eur(365, 'year') }),
      renewed('2026-10-01', '2027-12-31', { price: eur(730, 'year') }),
      renewed('2027-10-01', '2028-12-31'),
    );
    expect(earns(terms, '2026-01-01', '2028-12-31')).toEqual([['premium', 365 + 730 + 730, EUR]]);
  });

  it('keeps currencies apart', () => {
    const usd = { minor: 365, currency: currencyOf('USD'), per: 'year' } as const;
    const terms = written(
      started('2026-01-01', '2027-12-31', { price: eur(365, 'year') }),
      changed('2027-01-01', 'premium', usd),
    );
    expect(earns(terms, '2026-01-01', '2027-12-31')).toEqual([
      ['premium', 365, 'EUR'],
      ['premium', 365, 'USD'],
    ]);
  });
});
