import * as fc from 'fast-check';
import { currencyOf, type Money, money, parseMoney, sum, toDecimal } from '../../../src/core/billing/money';
import type { LocalDate } from '../../../src/core/calendar/zone';
import { plainText } from '../../../src/core/message';
import { economicsAnswer } from '../../../src/core/report/economics-answer';
import { economicsMessage } from '../../../src/core/report/economics-message';
import { type PeriodFacts, periodEconomics } from '../../../src/core/report/economics-period';
import { economicsRows } from '../../../src/core/report/economics-rows';
import { economicsText } from '../../../src/core/report/economics-text';
import { periodOf } from '../../../src/core/report/report-period';
import { HOUR, millis } from '../../../src/core/time';

const [EUR, USD] = [currencyOf('EUR'), currencyOf('USD')];
const eur = (text: string) => parseMoney(text, EUR);
const day = (text: string) => text as LocalDate;
const hours = (count: number) => millis(count * HOUR);

/** Two people of 1,000 hours a year each, an hour of whom costs 100. */
const facts: PeriodFacts = {
  period: periodOf('2026'),
  currency: EUR,
  rates: { base: EUR, dated: { '2026-01-01': { USD: '0.50' }, '2026-07-01': { USD: '0.80' } } },
  annual: { people: [{ count: 2, annual: eur('90000') }], tools: eur('15000'), operation: eur('5000') },
  productiveHours: 1_000,
  revenue: [
    { account: 'acme', stream: 'subscription', amount: eur('120000'), day: day('2026-01-01') },
    { account: 'globex', stream: 'packs', amount: money(10_000_00, USD), day: day('2026-03-01') },
    { account: 'globex', stream: 'packs', amount: money(10_000_00, USD), day: day('2026-07-01') },
    { stream: 'training', amount: eur('7000'), day: day('2026-12-31') },
    { account: 'acme', stream: 'subscription', amount: eur('1'), day: day('2025-12-31') },
    { account: 'acme', stream: 'subscription', amount: eur('1'), day: day('2027-01-01') },
  ],
  work: [
    { account: 'acme', mode: 'subscription', length: hours(500) },
    { account: 'globex', mode: 'on_demand', length: hours(100) },
    { account: 'globex', mode: 'consulting', length: hours(20) },
    { account: 'initech', mode: 'community', length: hours(10) },
  ],
  threshold: '20',
  budgets: [
    {
      year: 2026,
      costs: { people: eur('180000'), tools: eur('10000'), operation: eur('5000') },
      revenue: [
        { stream: 'subscription', amount: eur('100000') },
        { stream: 'overage', amount: eur('4000') },
      ],
    },
  ],
};

describe('a year of the desk', () => {
  it('has its cost, revenue by stream, accounts and plan, each to the cent', () => {
    expect(economicsAnswer(periodEconomics(facts))).toEqual({
      period: { from: '2026-01-01', to: '2026-12-31', label: '2026' },
      currency: 'EUR',
      cost: '200000.00',
      revenue: '140000.00',
      profit: '-60000.00',
      margin: '-42.9',
      costs: { people: '180000.00', tools: '15000.00', operation: '5000.00' },
      revenues: { subscription: '120000.00', packs: '13000.00', training: '7000.00' },
      hours: '630.00',
      hourCost: '100.00',
      idle: '137000.00',
      unattributed: '7000.00',
      accounts: [
        account('acme', '120000.00', '500.00', '50000.00', '70000.00', '58.3'),
        account('globex', '13000.00', '120.00', '12000.00', '1000.00', '7.7'),
        account('initech', '0.00', '10.00', '1000.00', '-1000.00', null),
      ],
      threshold: '20',
      below: ['initech', 'globex'],
      plan: [
        line('cost', 'people', '180000.00', '180000.00', '0.00'),
        line('cost', 'tools', '10000.00', '15000.00', '5000.00'),
        line('cost', 'operation', '5000.00', '5000.00', '0.00'),
        line('revenue', 'subscription', '100000.00', '120000.00', '20000.00'),
        line('revenue', 'packs', '0.00', '13000.00', '13000.00'),
        line('revenue', 'overage', '4000.00', '0.00', '-4000.00'),
        line('revenue', 'training', '0.00', '7000.00', '7000.00'),
        line('total', 'cost', '195000.00', '200000.00', '5000.00'),
        line('total', 'revenue', '104000.00', '140000.00', '36000.00'),
        line('total', 'profit', '-91000.00', '-60000.00', '31000.00'),
      ],
    });
  });

  it('is said in chat shortly, with the accounts’ names', () => {
    const nameOf = (id: string) => id.toUpperCase();
    expect(plainText(economicsMessage(periodEconomics(facts), nameOf), () => '').split('\n')).toEqual([
      '2026: profit -60,000.00 EUR, revenue 140,000.00, cost 200,000.00, margin -42.9 %.',
      'Revenue: subscription 120,000.00 · packs 13,000.00 · training 7,000.00',
      'Cost: people 180,000.00 · tools 15,000.00 · operation 5,000.00',
      'Hours on accounts: 630 h at 100.00 each · cost of no account: 137,000.00',
      'Against plan: cost +5,000.00 · revenue +36,000.00 · profit +31,000.00',
      'Margin below 20 % (2): INITECH -1,000.00 · GLOBEX 1,000.00 (7.7 %)',
    ]);
  });

  it('names ten accounts below the threshold and counts the rest', () => {
    const work = Array.from({ length: 12 }, (_, i) => ({
      account: `a${i}`,
      mode: 'community' as const,
      length: hours(1),
    }));
    const message = economicsMessage(periodEconomics({ ...facts, work, revenue: [] }));
    expect(
      plainText(message, () => '')
        .split('\n')
        .at(-1),
    ).toMatch(/^Margin below 20 % \(12\): a0 -100\.00 · .* · and 2 more$/);
  });

  it('is a table for the terminal, with nothing in it that moves a cursor', () => {
    const [first] = facts.work;
    const work = first === undefined ? [] : [{ ...first, account: 'ac\u001b[31mme' }];
    const text = economicsText(periodEconomics({ ...facts, work, revenue: [] }));
    expect(text.split('\n\n')).toEqual([
      [
        '2026, 2026-01-01 to 2026-12-31',
        'Cost          200,000.00 EUR',
        '  people      180,000.00 EUR',
        '  tools        15,000.00 EUR',
        '  operation     5,000.00 EUR',
        'Revenue             0.00 EUR',
        'Profit       -200,000.00 EUR',
      ].join('\n'),
      [
        'Account         Revenue  Hours   Cost of hours           Margin',
        'ac [31mme      0.00 EUR  500 h   50,000.00 EUR   -50,000.00 EUR',
        'of no account  0.00 EUR         150,000.00 EUR',
        'all            0.00 EUR  500 h  200,000.00 EUR  -200,000.00 EUR',
        'An hour costs 100.00 EUR.',
      ].join('\n'),
      'Margin below 20 %: ac [31mme',
      expect.stringMatching(/^Plan against actual +Plan +Actual +Difference\ncost, people +180,000\.00 EUR/),
    ]);
  });

  it('is one figure a row as CSV, all rows of one width', () => {
    const rows = economicsRows(periodEconomics(facts));
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([5]));
    expect(rows).toEqual(
      expect.arrayContaining([
        ['kind', 'name', 'figure', 'value', 'unit'],
        ['account', 'globex', 'hours', '120.00', 'h'],
        ['account', 'globex', 'margin', '1000.00', 'EUR'],
        ['account', 'globex', 'percent', '7.7', '%'],
        ['total', 'idle', 'cost', '137000.00', 'EUR'],
        ['plan revenue', 'overage', 'difference', '-4000.00', 'EUR'],
      ]),
    );
  });
});

describe('a period', () => {
  it('changes each item at the rate of its own day, and refuses one without a rate', () => {
    expect(toDecimal(periodEconomics({ ...facts, period: periodOf('2026-03') }).revenue)).toBe('5000.00');
    expect(toDecimal(periodEconomics({ ...facts, period: periodOf('2026-07') }).revenue)).toBe('8000.00');
    const rates = { base: EUR, dated: {} };
    expect(() => periodEconomics({ ...facts, rates })).toThrow('There is no rate for USD on 2026-03-01');
    expect(toDecimal(periodEconomics({ ...facts, rates, period: periodOf('2026-12') }).revenue)).toBe('7000.00');
  });

  it('has no plan against actual in a year without a budget', () => {
    expect(periodEconomics({ ...facts, period: periodOf('2027') }).planVsActual).toEqual([]);
  });

  it('spreads the cost over what was worked when that is more than people have', () => {
    const work = [
      { account: 'acme', mode: 'subscription' as const, length: hours(3_000) },
      { account: 'globex', mode: 'subscription' as const, length: hours(1_000) },
    ];
    const { idle, perAccount, hourCost } = periodEconomics({ ...facts, work });
    expect([idle, hourCost, ...perAccount.map(({ cost }) => cost)]).toEqual(
      ['0', '50', '150000', '50000'].map((text) => eur(text)),
    );
  });

  it('costs what it costs when nobody can work and nobody did', () => {
    const annual = { ...facts.annual, people: [] };
    const { hourCost, idle, perAccount } = periodEconomics({ ...facts, annual, work: [] });
    expect([hourCost, idle]).toEqual([undefined, eur('20000')]);
    expect(perAccount.map(({ cost }) => toDecimal(cost))).toEqual(['0.00', '0.00']);
  });

  it('takes an account for below the threshold by its exact margin, not by the rounded one', () => {
    const belowOf = (revenue: string, threshold: string) => {
      const work = [{ account: 'acme', mode: 'subscription' as const, length: hours(8) }];
      const items = [{ account: 'acme', stream: 'packs', amount: eur(revenue), day: day('2026-01-01') }];
      return periodEconomics({ ...facts, work, revenue: items, threshold }).below.length;
    };
    // 800.00 of cost: a margin of exactly 20 %, and of a hair less, which also reads 20.0 %.
    expect([belowOf('1000.00', '20'), belowOf('999.99', '20'), belowOf('999.99', '19.9')]).toEqual([0, 1, 0]);
  });
});

describe('the cost of an hour', () => {
  it('is not given of less than an hour, and no report fails of it', () => {
    const moment = { account: 'acme', mode: 'subscription', length: millis(1) } as const;
    const { hourCost, perAccount } = periodEconomics({
      ...facts,
      annual: { ...facts.annual, operation: eur('25019997.93') },
      productiveHours: 0,
      work: [moment],
    });
    expect([hourCost, perAccount.find(({ account }) => account === 'acme')?.cost.minor]).toEqual([
      undefined,
      expect.any(Number),
    ]);
  });
});

describe('the sums of any period', () => {
  const amounts = fc.integer({ min: -1e10, max: 1e10 });
  const costs = fc.integer({ min: 0, max: 1e10 }).map((minor) => money(minor, EUR));
  const accounts = fc.constantFrom('acme', 'globex', 'initech', 'hooli');
  const days = fc
    .integer({ min: 0, max: 364 })
    .map((n) => day(new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10)));
  const anyFacts = (label: string) =>
    fc
      .record({
        people: fc.array(fc.record({ count: fc.integer({ min: 0, max: 2_000 }).map((n) => n / 100), annual: costs })),
        tools: costs,
        operation: costs,
        productiveHours: fc.integer({ min: 0, max: 3_000 }),
        revenue: fc.array(
          fc.record(
            {
              account: accounts,
              stream: fc.constantFrom('packs', 'overage', 'other'),
              amount: fc.tuple(amounts, fc.constantFrom(EUR, USD)).map(([minor, currency]) => money(minor, currency)),
              day: days,
            },
            { requiredKeys: ['stream', 'amount', 'day'] },
          ),
        ),
        work: fc.array(
          fc.record({
            account: accounts,
            mode: fc.constant('subscription' as const),
            length: fc.integer({ min: 0, max: 1e10 }).map(millis),
          }),
        ),
      })
      .map(
        ({ people, tools, operation, ...rest }): PeriodFacts => ({
          ...facts,
          ...rest,
          period: periodOf(label),
          annual: { people, tools, operation },
        }),
      );
  const total = (of: readonly Money[]) => sum(of, EUR);

  it('are exact: accounts and what is nobody’s make up revenue and cost', () => {
    fc.assert(
      fc.property(fc.constantFrom('2026', '2026-Q1', '2026-H2', '2026-02').chain(anyFacts), (any) => {
        const found = periodEconomics(any);
        const { perAccount, unattributed, idle } = found;
        expect(total([...perAccount.map(({ revenue }) => revenue), unattributed])).toEqual(found.revenue);
        expect(total([...perAccount.map(({ cost }) => cost), idle])).toEqual(found.cost);
        expect(total(found.revenues.map(({ amount }) => amount))).toEqual(found.revenue);
        expect(total(Object.values(found.costs))).toEqual(found.cost);
        expect(perAccount.reduce((all, account) => all + account.hours, 0)).toBe(found.hours);
        // Each account's cost is rounded by itself; all their halves together are the most that can be missing.
        expect(idle.minor).toBeGreaterThanOrEqual(-perAccount.length);
      }),
    );
  });

  it('of the quarters, halves and months are those of the year, cost, revenue and plan', () => {
    const parts = [
      ['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4'],
      ['2026-H1', '2026-H2'],
      Array.from({ length: 12 }, (_, i) => `2026-${String(i + 1).padStart(2, '0')}`),
    ];
    fc.assert(
      fc.property(anyFacts('2026'), fc.constantFrom(...parts), (any, labels) => {
        const year = periodEconomics(any);
        const pieces = labels.map((label) => periodEconomics({ ...any, period: periodOf(label) }));
        expect(total(pieces.map(({ cost }) => cost))).toEqual(year.cost);
        expect(total(pieces.map(({ costs }) => costs.people))).toEqual(year.costs.people);
        expect(total(pieces.map(({ revenue }) => revenue))).toEqual(year.revenue);
        expect(total(pieces.map((piece) => piece.planVsActual.at(-1)?.plan ?? eur('0')))).toEqual(
          year.planVsActual.at(-1)?.plan,
        );
      }),
    );
  });

  it('go on over new year: two years are one and the other', () => {
    const over = (from: string, to: string) =>
      periodEconomics({ ...facts, revenue: [], period: { from: day(from), to: day(to), label: 'some' } }).cost;
    expect(over('2027-01-01', '2028-12-31')).toEqual(eur('400000'));
    expect(total([over('2027-11-01', '2028-02-29'), over('2028-03-01', '2028-12-31')])).toEqual(
      total([over('2027-11-01', '2027-12-31'), eur('200000')]),
    );
  });
});

const account = (
  name: string,
  revenue: string,
  spent: string,
  cost: string,
  margin: string,
  marginPercent: string | null,
) => ({ account: name, revenue, hours: spent, cost, margin, marginPercent });
const line = (kind: string, what: string, plan: string, actual: string, difference: string) => ({
  kind,
  what,
  plan,
  actual,
  difference,
});
