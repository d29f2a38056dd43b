import { currencyOf, money, parseMoney } from '../../../src/core/billing/money';
import { plainText } from '../../../src/core/message';
import { type EconomicModel, economicsOf } from '../../../src/core/report/economics';
import { economicsAnswer } from '../../../src/core/report/economics-answer';
import { economicsMessage } from '../../../src/core/report/economics-message';
import { percentOf } from '../../../src/core/report/economics-percent';

const EUR = currencyOf('EUR');
const eur = (text: string) => parseMoney(text, EUR);
const worked: EconomicModel = {
  currency: EUR,
  costs: { people: [{ count: 5, annual: eur('100000') }], tools: eur('10000'), operation: eur('5000') },
  revenue: [
    { stream: 'development', amount: eur('300000') },
    { stream: 'subscription', amount: eur('1000000') },
    { stream: 'consulting', amount: eur('200000') },
  ],
};
const spoken = (model: EconomicModel) => plainText(economicsMessage(economicsOf(model)), () => '').split('\n');

describe('the founding model', () => {
  it('gives the worked example: cost 515,000, revenue 1,500,000, profit 985,000', () => {
    expect(economicsAnswer(economicsOf(worked))).toEqual({
      currency: 'EUR',
      cost: '515000.00',
      revenue: '1500000.00',
      profit: '985000.00',
      margin: '65.7',
      costs: { people: '500000.00', tools: '10000.00', operation: '5000.00' },
      revenues: { subscription: '1000000.00', consulting: '200000.00', development: '300000.00' },
    });
  });

  it('is said in chat in three lines, of which the first alone will do', () => {
    expect(spoken(worked)).toEqual([
      'profit 985,000.00 EUR, revenue 1,500,000.00, cost 515,000.00, margin 65.7 %.',
      'Revenue: subscription 1,000,000.00 · consulting 200,000.00 · development 300,000.00',
      'Cost: people 500,000.00 · tools 10,000.00 · operation 5,000.00',
    ]);
  });

  it('adds up a stream named twice, and puts those it does not know last, by name', () => {
    const revenue = ['zeta', 'platform', 'alpha', 'platform', 'incidents'].map((stream) => ({
      stream,
      amount: eur('1'),
    }));
    expect(economicsOf({ ...worked, revenue }).revenues).toEqual([
      { stream: 'incidents', amount: eur('1') },
      { stream: 'platform', amount: eur('2') },
      { stream: 'alpha', amount: eur('1') },
      { stream: 'zeta', amount: eur('1') },
    ]);
  });

  it('counts people who work part of the time exactly', () => {
    const people = [
      { count: 0.1, annual: eur('3') },
      { count: 2.5, annual: eur('100000.01') },
    ];
    // 0.30 and 250,000.025, half away from zero.
    expect(economicsOf({ ...worked, costs: { ...worked.costs, people } }).costs.people).toEqual(eur('250000.33'));
  });

  it('has no margin where nothing came in, and says the loss', () => {
    const result = economicsOf({ ...worked, revenue: [] });
    expect(economicsAnswer(result)).toMatchObject({ profit: '-515000.00', margin: null, revenues: {} });
    expect(spoken({ ...worked, revenue: [] })).toEqual([
      'profit -515,000.00 EUR, revenue 0.00, cost 515,000.00.',
      'Cost: people 500,000.00 · tools 10,000.00 · operation 5,000.00',
    ]);
  });

  it('refuses amounts of two currencies', () => {
    const revenue = [{ stream: 'packs', amount: money(1, currencyOf('USD')) }];
    expect(() => economicsOf({ ...worked, revenue })).toThrow('cannot be added without a rate');
  });
});

describe('a percentage', () => {
  it('has one decimal, rounded half away from zero, and no negative nought', () => {
    const of1000 = (minor: number) => percentOf(money(minor, EUR), money(2_000, EUR));
    expect([2_000, 1, -1, 3, -3, 1_999].map(of1000)).toEqual(['100.0', '0.1', '-0.1', '0.2', '-0.2', '100.0']);
    expect(percentOf(money(-1, EUR), money(1_000_000, EUR))).toBe('0.0');
    expect([0, -5].map((whole) => percentOf(money(1, EUR), money(whole, EUR)))).toEqual([undefined, undefined]);
  });
});
