import { currencyOf, money } from '../../../src/core/billing/money';
import type { PlanBody } from '../../../src/core/subscription/plan';
import type { RequirementProfile } from '../../../src/core/subscription/profile';
import { suggest } from '../../../src/core/subscription/suggest';
import { HOUR, MINUTE, millis } from '../../../src/core/time';
import { EUR, eur } from './terms';

const plan = (name: string, more: Partial<PlanBody> = {}): PlanBody => ({
  name,
  mode: 'subscription',
  policy: name,
  features: [],
  rounding: MINUTE,
  ...more,
});
const PLANS = [
  plan('community', { mode: 'community' }),
  plan('by the case', { mode: 'on_demand', incidents: { aYear: 0, price: money(300_00, EUR) } }),
  plan('standard', { price: eur(500_00, 'month'), severities: ['S2', 'S3', 'S4'] }),
  plan('premium', { price: eur(12_000_00, 'year'), hours: millis(5 * HOUR) }),
  plan('always', { price: eur(10_000_00, 'quarter') }),
  plan('workshop', { mode: 'training' }),
];
const FASTEST: Readonly<Record<string, number>> = { standard: 4, premium: 2, always: 1 };
const PROMISED = {
  dayAndNight: ({ name }: PlanBody) => name === 'always',
  fastest: ({ name }: PlanBody) => (FASTEST[name] === undefined ? undefined : millis(FASTEST[name] * HOUR)),
};
const BASE: RequirementProfile = { technicalLevel: 'medium', useCase: 'production', expected: 'office_hours' };
const ask = (more: Partial<RequirementProfile> = {}, plans: readonly PlanBody[] = PLANS) =>
  suggest({ ...BASE, ...more }, plans, PROMISED);
const budget = (major: number, currency = EUR) => money(major * 100, currency);

describe('What is suggested', () => {
  it.each([
    ['community', { useCase: 'experimenting', expected: 'community' }, 'community'],
    ['community', { technicalLevel: 'high', expected: 'community' }, 'community'],
    ['on_demand', { expected: 'community' }, 'by the case'],
    ['on_demand', { useCase: 'experimenting' }, 'by the case'],
    ['subscription', {}, 'standard'],
    ['subscription', { technicalLevel: 'low' }, 'premium'],
    ['subscription', { useCase: 'critical' }, 'always'],
    ['subscription', { useCase: 'critical', budget: budget(15_000) }, 'premium'],
    ['subscription', { expected: 'day_and_night' }, 'always'],
  ] as const)('is %s for %j, with %s', (mode, profile, name) => {
    expect(ask(profile)).toMatchObject({ mode, plan: name });
  });

  it('says why, and what speaks against the next best', () => {
    expect(ask({ budget: budget(10_000) })).toEqual({
      mode: 'subscription',
      plan: 'standard',
      budget: 'reaches',
      reasons: [
        'In production, answers in office hours are worth a promise: a subscription.',
        'standard answers in its opening hours, at best with a first answer within 4 h.',
        'standard costs 6,000.00 EUR a year; the budget of 10,000.00 EUR reaches.',
      ],
      nextBest: {
        plan: 'premium',
        against: 'premium costs 12,000.00 EUR a year, 2,000.00 EUR more than the budget.',
      },
      besides: [],
    });
  });

  it('says plainly that the budget does not reach, and names the cheapest that fits', () => {
    const found = ask({ expected: 'day_and_night', budget: budget(20_000) });
    expect(found).toMatchObject({ plan: 'always', budget: 'short' });
    expect(found.reasons).toContain(
      'The budget does not reach: it is 20,000.00 EUR a year, and always, the cheapest that fits, costs 40,000.00 EUR.',
    );
    expect(found.nextBest?.against).toContain('does not answer day and night');
    expect(ask({ budget: budget(1) })).toMatchObject({ plan: 'standard', budget: 'short' });
  });

  it('does not compare currencies that differ', () => {
    const found = ask({ budget: budget(1, currencyOf('USD')) });
    expect(found).toMatchObject({ plan: 'standard', budget: 'not compared' });
    expect(found.reasons.at(-1)).toBe(
      'standard costs 6,000.00 EUR a year; the budget of 1.00 USD is in another currency and not compared.',
    );
  });

  it('says so when no plan fits, and why each does not', () => {
    const found = ask({ expected: 'day_and_night', useCase: 'critical' }, PLANS.slice(0, 4));
    expect(found.plan).toBeUndefined();
    expect(found.reasons.at(-1)).toBe(
      'No plan fits: premium does not answer day and night; standard does not answer day and night and does not cover S1, the most severe.',
    );
    expect(found.nextBest?.plan).toBe('premium');
    expect(ask({}, []).reasons.at(-1)).toBe('No plan fits: the policy file has none for subscription.');
  });

  it('adds the work that is asked for, and training for a team that is new to it', () => {
    expect(ask({ technicalLevel: 'low', needs: ['development'] }).besides).toEqual([
      {
        mode: 'development',
        reason: 'Asked for: custom development. The policy file has no plan for it; it is agreed by itself.',
      },
      { mode: 'training', plan: 'workshop', reason: 'The team is new to the technology: training saves it questions.' },
    ]);
    expect(ask({ technicalLevel: 'low', needs: ['training'] }).besides).toHaveLength(1);
  });

  it('keeps to the order of the policy file where two plans are alike', () => {
    const [a, b] = [plan('a', { price: eur(5, 'year') }), plan('b', { price: eur(5, 'year') })];
    expect(ask({}, [a, b])).toMatchObject({
      plan: 'a',
      nextBest: { plan: 'b', against: 'b serves as well as a, which the policy file names first.' },
    });
    expect(ask({}, [b, a])).toMatchObject({ plan: 'b' });
  });
});
