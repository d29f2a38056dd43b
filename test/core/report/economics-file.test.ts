import * as fc from 'fast-check';
import { currencyOf, money, toDecimal } from '../../../src/core/billing/money';
import { sayPath } from '../../../src/core/desk/flaw';
import { readEconomicsFile } from '../../../src/core/report/economics-file';

const EUR = currencyOf('EUR');
const modelOf = (content: unknown) => {
  const read = readEconomicsFile(content);
  if ('flaws' in read) throw new Error(read.flaws.map(({ message }) => message).join('\n'));
  return read.model;
};
const flawsOf = (content: unknown): string[] => {
  const read = readEconomicsFile(content);
  return 'flaws' in read ? read.flaws.map(({ path, message }) => `${sayPath(path)}: ${message}`) : [];
};
const revenueOf = (amount: unknown, currency = 'EUR') =>
  modelOf({ currency, revenue: { a: amount } }).revenue[0]?.amount;
const flawOf = (amount: unknown, currency = 'EUR') => flawsOf({ currency, revenue: { a: amount } }).join('\n');

describe('a file of figures', () => {
  it('may leave out what there is none of', () => {
    expect(modelOf({ currency: 'EUR', revenue: {}, costs: { tools: 1 } })).toEqual({
      currency: 'EUR',
      costs: { people: [], tools: money(100, EUR), operation: money(0, EUR) },
      revenue: [],
    });
    const post = { role: 'engineer', count: 2.5, annual: '80000.50' };
    expect(modelOf({ currency: ' eur ', costs: { salaries: [post] } }).costs.people).toEqual([
      { role: 'engineer', count: 2.5, annual: money(80_000_50, EUR) },
    ]);
  });

  it('has amounts as numbers or texts, read as they are written', () => {
    const written = [100000, 0.1, 1.1, 1e6, '1e6', '2.5E3', '1200.50', '+7', 0, '-0', 1e-2, 4.35, 9999999999999];
    expect(written.map((amount) => toDecimal(revenueOf(amount) ?? money(-1, EUR)))).toEqual([
      '100000.00',
      '0.10',
      '1.10',
      '1000000.00',
      '1000000.00',
      '2500.00',
      '1200.50',
      '7.00',
      '0.00',
      '0.00',
      '0.01',
      '4.35',
      '9999999999999.00',
    ]);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999_999_999 }), (minor) => {
        const text = toDecimal(money(minor, EUR));
        expect(revenueOf(Number(text))).toEqual(money(minor, EUR));
        expect(revenueOf(text)).toEqual(money(minor, EUR));
      }),
    );
  });

  it('refuses a number that may not be the one that was written, and takes it as text', () => {
    expect(flawOf(90071992547409.91)).toContain(
      'has more digits than a number can be relied on for; put it in quotes.',
    );
    expect(revenueOf('90071992547409.91')).toEqual(money(9_007_199_254_740_991, EUR));
    expect(flawOf('90071992547409.92')).toContain('larger than can be counted exactly');
  });

  it.each([
    [1.005, 'EUR', '"1.005" has more decimals than EUR has; write at most 2.'],
    [1e-7, 'EUR', '"0.0000001" has more decimals than EUR has; write at most 2.'],
    ['1.5', 'JPY', '"1.5" has more decimals than JPY has; write a whole number.'],
    ['1,000', 'EUR', '"1,000" is not an amount; write it like 1200.50.'],
    ['1,000', 'JPY', '"1,000" is not an amount; write it like 1200.'],
    ['much', 'EUR', '"much" is not an amount; write it like 1200.50.'],
    [Number.NaN, 'EUR', 'NaN is not an amount; write it like 1200.50.'],
    [Number.POSITIVE_INFINITY, 'EUR', 'Infinity is not an amount; write it like 1200.50.'],
    [true, 'EUR', 'true is not an amount; write it like 1200.50.'],
    [{ b: 1 }, 'EUR', 'this is not an amount; write it like 1200.50.'],
    [null, 'EUR', '"a" has no value; write one, such as a: 1200.50.'],
    [-1, 'EUR', '-1 is below 0; write an amount of 0 or more.'],
    [`${'9'.repeat(40)}e30`, 'EUR', `"${'9'.repeat(40)}`],
    [`0.${'9'.repeat(40)}e-30`, 'EUR', '"0.'],
    ['1e99', 'EUR', '"1e99" is not an amount; write it like 1200.50.'],
  ])('refuses the amount %p in %s', (amount, currency, message) => {
    expect(flawOf(amount, currency)).toContain(`a: ${message.replace(/\.$/, '')}`);
  });

  it('says all that is wrong at once, each with its place and what to write instead', () => {
    expect(
      flawsOf({
        currency: 'EURO',
        costs: {
          salaries: [{ count: -5, anual: 1 }, { count: 'five', annual: '1,000' }, 5, { count: 1.234, annual: 1 }],
          tols: 1,
          operation: 'none',
        },
        revenue: { '': 1, ' consulting': 1 },
        profit: 7,
      }).sort(),
    ).toEqual([
      'costs.operation: "none" is not an amount; write it like 1200.50.',
      'costs.salaries[0].anual: there is no key "anual" here; did you mean "annual"?',
      'costs.salaries[0].count: -5 is below 0; write a number of people of 0 or more.',
      'costs.salaries[1].annual: "1,000" is not an amount; write it like 1200.50.',
      'costs.salaries[1].count: "five" is not a number of people; write it like 5 or 2.5.',
      'costs.salaries[2]: 5 is not a block with count and annual; write it like { count: 5, annual: 100000 }.',
      'costs.salaries[3].count: 1.234 has more than two decimals; write it like 5 or 2.5.',
      'costs.tols: there is no key "tols" here; did you mean "tools"?',
      'currency: "EURO" is not a currency; write its ISO code, such as EUR.',
      'profit: there is no key "profit" here; remove it, or write currency, costs or revenue.',
      expect.stringMatching(/^revenue\[" consulting"\]: .* cannot be a stream; start with a letter or digit/),
      expect.stringMatching(/^revenue\[""\]: an empty text cannot be a stream/),
    ]);
  });

  it('needs a currency, and costs or revenue', () => {
    expect(flawsOf({ costs: { tools: 1 } })).toEqual([
      'currency: the key "currency" is missing; add it, such as currency: EUR.',
    ]);
    for (const empty of [{ currency: 'EUR' }, { currency: 'EUR', costs: {}, revenue: {} }]) {
      expect(flawsOf(empty)).toEqual([expect.stringContaining('there are neither costs nor revenue; write costs: {')]);
    }
    expect(flawsOf({ currency: 'EUR', revenu: { a: 1 } })).toEqual([
      'revenu: there is no key "revenu" here; did you mean "revenue"?',
    ]);
  });

  it('loses no amount to a name that programs keep for themselves', () => {
    expect(flawsOf(JSON.parse('{"currency":"EUR","revenue":{"__proto__":5,"constructor":1}}'))).toEqual([
      'revenue.__proto__: "__proto__" cannot be a stream; give it another name.',
    ]);
    expect(modelOf({ currency: 'EUR', revenue: { constructor: 5 } }).revenue).toHaveLength(1);
  });

  it('is refused, never thrown over, whatever is in it', () => {
    for (const content of [null, undefined, 5, 'text', []]) {
      expect(flawsOf(content)).toEqual([expect.stringContaining('figures start with keys')]);
    }
    const block = fc.record(
      { currency: fc.anything(), costs: fc.anything(), revenue: fc.anything(), salaries: fc.anything() },
      { requiredKeys: [] },
    );
    fc.assert(fc.property(fc.oneof(block, fc.anything()), (content) => void readEconomicsFile(content)));
  });
});
