import * as fc from 'fast-check';
import {
  type Currency,
  currencyOf,
  decimalsOf,
  isCurrency,
  minus,
  money,
  negative,
  parseMoney,
  plus,
  sayMoney,
  share,
  sum,
  toDecimal,
} from '../../../src/core/billing/money';
import { UserError } from '../../../src/core/errors';

const ALL = Intl.supportedValuesOf('currency').map(currencyOf);
const [EUR, USD, JPY, KWD] = (['EUR', 'USD', 'JPY', 'KWD'] as const).map(currencyOf) as [
  Currency,
  Currency,
  Currency,
  Currency,
];
const LARGEST = Number.MAX_SAFE_INTEGER;
const minors = fc.oneof(
  fc.maxSafeInteger(),
  fc.integer({ min: -1_000, max: 1_000 }),
  fc.constantFrom(LARGEST, -LARGEST),
);
const currencies = fc.constantFrom(...ALL);
const amounts = fc.tuple(minors, currencies).map(([minor, currency]) => money(minor, currency));

const codeOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof UserError) return error.code;
    throw error;
  }
  return 'nothing';
};

describe('a currency', () => {
  it('is an ISO code in any case, and nothing else', () => {
    expect(currencyOf(' eur ')).toBe('EUR');
    expect(['EURO', '€', '', 'EU', 'ABC'].map((text) => codeOf(() => currencyOf(text)))).toEqual(
      Array(5).fill('money.currency'),
    );
    expect(isCurrency('eur')).toBe(false);
  });

  it('has the decimals ISO 4217 gives it, not those of its cash', () => {
    const having = (decimals: number) => ALL.filter((currency) => decimalsOf(currency) === decimals);
    expect(['IDR', 'HUF', 'COP', 'PKR', 'LBP'].map((code) => decimalsOf(currencyOf(code)))).toEqual([2, 2, 2, 2, 2]);
    expect(having(3)).toEqual(['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND']);
    expect(having(0)).toEqual(expect.arrayContaining(['CLP', 'ISK', 'JPY', 'KRW', 'VND', 'XAF', 'XOF', 'XPF']));
  });
});

describe('an amount', () => {
  it('reads back as what it was written as, in every currency and to the largest', () => {
    for (const currency of ALL) {
      for (const minor of [0, 1, -1, 99, 100, -123_456, LARGEST, -LARGEST]) {
        expect(parseMoney(toDecimal(money(minor, currency)), currency)).toEqual({ minor, currency });
      }
    }
    fc.assert(fc.property(amounts, (amount) => expect(parseMoney(toDecimal(amount), amount.currency)).toEqual(amount)));
  });

  it('is written with all decimals of its currency', () => {
    expect([51_500_000, 5, -5, 0].map((minor) => toDecimal(money(minor, EUR)))).toEqual([
      '515000.00',
      '0.05',
      '-0.05',
      '0.00',
    ]);
    expect([toDecimal(money(-1_200, JPY)), toDecimal(money(1, KWD))]).toEqual(['-1200', '0.001']);
    expect([sayMoney(money(-123_456_789, EUR)), sayMoney(money(100_000, JPY)), sayMoney(money(99, USD))]).toEqual([
      '-1,234,567.89 EUR',
      '100,000 JPY',
      '0.99 USD',
    ]);
  });

  it('refuses more decimals than its currency has, but not noughts', () => {
    fc.assert(
      fc.property(currencies, fc.nat(), fc.integer({ min: 1, max: 9 }), (currency, whole, last) => {
        const tooFine = `${whole}.${'0'.repeat(decimalsOf(currency))}${last}`;
        expect(codeOf(() => parseMoney(tooFine, currency))).toBe('money.decimals');
        expect(toDecimal(parseMoney(`${whole}.${'0'.repeat(12)}`, currency))).toMatch(/^\d+(\.0+)?$/);
      }),
    );
  });

  it.each(['', '1,200', '1.200,50', '1 200', '.5', '5.', '1e3', '0x10', '--1', 'NaN', 'Infinity', '١', '12€'])(
    'refuses %p, which is not an amount',
    (text) => expect(codeOf(() => parseMoney(text, EUR))).toBe('money.unreadable'),
  );

  it('refuses what lies beyond the largest exact whole number, however it is reached', () => {
    const largest = money(LARGEST, EUR);
    const beyond = [
      () => money(LARGEST + 1, EUR),
      () => money(2n ** 53n, EUR),
      () => money(-(10n ** 40n), EUR),
      () => money(0.5, EUR),
      () => money(Number.NaN, EUR),
      () => parseMoney('90071992547409.92', EUR),
      () => parseMoney('9'.repeat(40), JPY),
      () => plus(largest, money(1, EUR)),
      () => minus(negative(largest), money(1, EUR)),
      () => share(largest, 2, 1),
      () => sum([largest, largest], EUR),
    ];
    expect(beyond.map(codeOf)).toEqual(beyond.map(() => 'money.large'));
  });

  it('refuses another currency beside it', () => {
    fc.assert(
      fc.property(amounts, amounts, (a, b) => {
        fc.pre(a.currency !== b.currency);
        expect([codeOf(() => plus(a, b)), codeOf(() => minus(a, b)), codeOf(() => sum([a], b.currency))]).toEqual([
          'money.mixed',
          'money.mixed',
          'money.mixed',
        ]);
      }),
    );
  });

  it('is never a negative zero', () => {
    const one = money(1, EUR);
    const zeros = [
      money(-0, EUR),
      parseMoney('-0.00', EUR),
      negative(money(0, EUR)),
      minus(one, one),
      plus(money(-0, EUR), money(-0, EUR)),
      share(one, -1, 3),
      share(money(0, EUR), -5, 3),
    ];
    expect(zeros.map(({ minor }) => Object.is(minor, 0))).toEqual(zeros.map(() => true));
    expect(toDecimal(parseMoney('-0', EUR))).toBe('0.00');
  });
});

describe('a share', () => {
  const small = fc.tuple(fc.integer({ min: -1e9, max: 1e9 }), currencies).map(([minor, code]) => money(minor, code));
  const whole = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n });
  const above0 = fc.bigInt({ min: 1n, max: 10n ** 20n });
  const sizeOf = (number: bigint) => (number < 0n ? -number : number);

  it('is the whole number nearest to the exact fraction and, between two, the one further from zero', () => {
    fc.assert(
      fc.property(small, whole, above0, (amount, numerator, denominator) => {
        const exact = BigInt(amount.minor) * numerator;
        fc.pre(sizeOf(exact) < denominator * BigInt(LARGEST));
        const found = BigInt(share(amount, numerator, denominator).minor);
        // All times the denominator: the distance is at most half of it, and at exactly half the result is the larger.
        const distance = sizeOf(found * denominator - exact);
        expect(2n * distance <= denominator).toBe(true);
        if (2n * distance === denominator) expect(sizeOf(found * denominator) > sizeOf(exact)).toBe(true);
      }),
    );
  });

  it('rounds a half away from zero on both sides of it', () => {
    const halves = [1, 3, 5, -1, -3, -5].map((minor) => share(money(minor, EUR), 1, 2).minor);
    expect(halves).toEqual([1, 2, 3, -1, -2, -3]);
    expect([share(money(1, EUR), 1, 3).minor, share(money(2, EUR), 1, 3).minor]).toEqual([0, 1]);
  });

  it('has no denominator of 0 or below', () => {
    expect(() => share(money(1, EUR), 1, 0)).toThrow('denominator');
    expect(() => share(money(1, EUR), 1, -2)).toThrow('denominator');
  });
});
