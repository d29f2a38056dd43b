import { demoDesk } from '../../src/adapters/playground/people';
import { tickets } from '../support/facts';
import { EUR, euros, PLANS, SELLING } from '../support/plans';
import { type World, world } from '../support/world';

const economics = {
  annual: { people: [{ count: 5, annual: euros('100000') }], tools: euros('10000'), operation: euros('5000') },
  productiveHours: 1_600,
  threshold: '20',
  budgets: [
    {
      year: 2026,
      costs: { people: euros('500000'), tools: euros('12000'), operation: euros('5000') },
      revenue: [{ stream: 'subscription', amount: euros('900000') }],
    },
  ],
};
const plans = { ...PLANS, each: { ...PLANS.flat, name: 'each', incidents: { aYear: 1, price: euros('500') } } };
const desk = { ...demoDesk(), ...SELLING, plans, economics } as ReturnType<typeof demoDesk>;
const report = async (w: World, period: string): Promise<string> => {
  await w.dana.types('triage', `/report economics ${period}`);
  return w.told('dana').at(-1) ?? '';
};

describe('`report economics` in chat', () => {
  it('gives the founding example: 515,000 of cost, 1,500,000 of revenue, 985,000 of profit', async () => {
    const w = await world({ desk });
    await w.dana.types('triage', '/subscription start Acme flat 2026-01-01 2026-12-31 price:"1000000 EUR a year"');
    await w.dana.types('triage', '/charge add Globex 200000 consulting on:2026-03-01');
    await w.dana.types('triage', '/charge add Globex 300000 development on:2026-06-01');
    expect((await report(w, '2026')).split('\n').slice(0, 3)).toEqual([
      '2026: profit 985,000.00 EUR, revenue 1,500,000.00, cost 515,000.00, margin 65.7 %.',
      'Revenue: subscription 1,000,000.00 · consulting 200,000.00 · development 300,000.00',
      'Cost: people 500,000.00 · tools 10,000.00 · operation 5,000.00',
    ]);
    expect(await report(w, '2026')).toContain(
      'Against plan: cost -2,000.00 · revenue +600,000.00 · profit +602,000.00',
    );
  });

  it('adds up by quarters to the year, whatever began in the middle of one', async () => {
    const w = await world({ desk });
    await w.dana.types('triage', '/subscription start Acme gold 2026-02-10 2026-11-20');
    await w.dana.types('triage', '/pack add Globex 20h price:3000 from:2026-05-05');
    const revenueIn = async (period: string) =>
      Number((/revenue ([\d,.]+),/.exec(await report(w, period))?.[1] ?? '').replace(/,/g, ''));
    const quarters: number[] = [];
    for (const quarter of ['Q1', 'Q2', 'Q3', 'Q4']) quarters.push(await revenueIn(`2026-${quarter}`));
    const cents = quarters.map((amount) => Math.round(amount * 100));
    expect(cents.reduce((sum, amount) => sum + amount)).toBe(Math.round((await revenueIn('2026')) * 100));
    expect(quarters[1]).toBeGreaterThan(5_900);
  });

  it('names accounts that bring less than their hours cost, and counts a corrected entry once', async () => {
    const w = await world({ desk });
    await w.dana.types('triage', '/subscription start Acme flat 2026-01-01');
    await w.carol.says('acme', 'The export hangs');
    await w.alice.types('triage', '/ticket time 1 300h');
    await w.alice.types('triage', '/ticket time 1 200h corrects:1');
    const said = await report(w, '2026');
    expect(said).toContain('Hours on accounts: 200 h');
    expect(said).toMatch(/Margin below 20 % \(1\): Acme -/);
  });

  it('has each request beyond the included ones, but not one that turned out to be none', async () => {
    const w = await world({ desk });
    await w.dana.types('triage', '/subscription start Acme each');
    for (const text of ['One fails', 'Two fails', 'Three fails']) {
      await w.carol.says('acme', text);
      await w.pass('2h');
    }
    expect((await tickets(w)).map(({ coverage }) => coverage?.charge?.minor)).toEqual([undefined, 50_000, 50_000]);
    expect(w.reads('triage').find((text) => text.includes('#2 '))).toContain(
      'each, covered (one more than included, 500.00 EUR)',
    );
    await w.alice.types('triage', '/ticket dismiss 3');
    expect(await report(w, '2026-11')).toContain('incidents 500.00');
  });

  it('needs a rate for what came in another currency, and says where to write it', async () => {
    const w = await world({ desk });
    await w.dana.types('triage', '/charge add Acme "1000 USD" training');
    expect(await report(w, '2026')).toContain(
      'There is no rate for USD on 2026-11-23; write under `rates` in the policy file',
    );
    const rated = await world({
      desk: { ...desk, contracts: { ...desk.contracts, rates: { '2026-01-01': { USD: '0.9' } } } },
    });
    await rated.dana.types('triage', '/charge add Acme "1000 USD" training');
    expect(await report(rated, '2026')).toContain('training 900.00');
  });

  it('is for leads, and says what to write where the policy file has no figures', async () => {
    const { economics: _figures, ...bare } = demoDesk();
    const w = await world({ desk: { ...bare, ...SELLING } });
    await w.alice.types('triage', '/report economics');
    expect(w.told('alice').at(-1)).toBe('Only leads can see what the desk costs and brings in. Ask one of them.');
    expect(await report(w, '2026')).toContain('Write `currency` under contracts and an `economics` block');
    expect(EUR).toBe('EUR');
  });
});
