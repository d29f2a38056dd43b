import * as fc from 'fast-check';
import { type Currency, currencyOf, decimalsOf, money, toDecimal } from '../../../src/core/billing/money';
import { exchange, isRate, type Rates } from '../../../src/core/billing/rates';
import { addDays, type LocalDate } from '../../../src/core/calendar/zone';

const [EUR, USD, JPY, KWD] = (['EUR', 'USD', 'JPY', 'KWD'] as const).map(currencyOf) as [
  Currency,
  Currency,
  Currency,
  Currency,
];
const day = (text: string) => text as LocalDate;
const rates: Rates = {
  base: EUR,
  dated: {
    '2026-07-01': { USD: '0.95' },
    '2026-01-01': { USD: '0.92', JPY: '0.0061' },
    '2026-04-01': { KWD: '3' },
  },
};
const changed = (minor: number, from: Currency, on: string, into: Currency) =>
  toDecimal(exchange(money(minor, from), day(on), rates, into));

describe('an amount in another currency', () => {
  it('goes by the rate from its first day to the day before the next that names the currency', () => {
    const on = (date: string) => changed(100_00, USD, date, EUR);
    expect(['2026-01-01', '2026-04-01', '2026-06-30', '2026-07-01', '2031-01-01'].map(on)).toEqual([
      '92.00',
      '92.00',
      '92.00',
      '95.00',
      '95.00',
    ]);
  });

  it('minds how many decimals each has', () => {
    expect(changed(1_000, JPY, '2026-02-01', EUR)).toBe('6.10');
    expect(changed(1_234, KWD, '2026-05-01', EUR)).toBe('3.70');
  });

  it('goes from the desk’s own, and through it, rounding once', () => {
    expect(changed(92_00, EUR, '2026-01-01', USD)).toBe('100.00');
    expect(changed(1_00, USD, '2026-01-01', JPY)).toBe('151');
    expect(changed(1_000, JPY, '2026-05-01', KWD)).toBe('2.033');
  });

  it('is the same amount in the same currency, whether it has a rate or not', () => {
    expect(changed(5_00, EUR, '1999-01-01', EUR)).toBe('5.00');
    expect(exchange(money(7, KWD), day('1999-01-01'), rates, KWD)).toEqual(money(7, KWD));
  });

  it('is refused without a rate, naming currency, day and where to write it', () => {
    expect(() => changed(1, USD, '2025-12-31', EUR)).toThrow(
      'There is no rate for USD on 2025-12-31; write under `rates` in the policy file what 1 USD is worth in EUR, such as "2025-12-31": { USD: "0.92" }.',
    );
    expect(() => changed(1, EUR, '2026-03-31', KWD)).toThrow('no rate for KWD on 2026-03-31');
    expect(() => changed(1, currencyOf('CHF'), '2026-03-31', EUR)).toThrow('no rate for CHF');
  });

  it('is refused by a rate that is not a number above 0', () => {
    expect(['0.92', '1', '1e-3'].map(isRate)).toEqual([true, true, true]);
    expect(['0', '-1', '', 'one', '1,2', '1/2', 'Infinity'].map(isRate)).toEqual(Array(7).fill(false));
    const broken: Rates = { base: EUR, dated: { '2026-01-01': { USD: '0' } } };
    expect(() => exchange(money(1, USD), day('2026-01-01'), broken, EUR)).toThrow('is not a number above 0');
  });

  it('is the whole number of minor units nearest to the exact product, half away from zero', () => {
    const sizeOf = (number: bigint) => (number < 0n ? -number : number);
    const currencies = fc.constantFrom(USD, JPY, KWD);
    // A rate as whole millionths, so that the oracle needs no reading of decimals.
    const millionths = fc.integer({ min: 1, max: 1_000_000_000 });
    fc.assert(
      fc.property(
        fc.integer({ min: -1e9, max: 1e9 }),
        currencies,
        millionths,
        fc.nat(3_000),
        (minor, from, rate, on) => {
          const text = `${Math.floor(rate / 1e6)}.${String(rate % 1e6).padStart(6, '0')}`;
          const first = day('2026-01-01');
          const dated = { [first]: { [from]: text } };
          const found = BigInt(exchange(money(minor, from), addDays(first, on), { base: EUR, dated }, EUR).minor);
          const below = 1_000_000n * 10n ** BigInt(decimalsOf(from));
          const exact = BigInt(minor) * BigInt(rate) * 10n ** BigInt(decimalsOf(EUR));
          const distance = sizeOf(found * below - exact);
          expect(2n * distance <= below).toBe(true);
          if (2n * distance === below) expect(sizeOf(found * below) > sizeOf(exact)).toBe(true);
        },
      ),
    );
  });
});
