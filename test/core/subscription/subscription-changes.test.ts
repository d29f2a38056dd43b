import { UserError } from '../../../src/core/errors';
import { cancelSubscription } from '../../../src/core/subscription/cancel-subscription';
import { changeSubscription } from '../../../src/core/subscription/change-subscription';
import { renewSubscription } from '../../../src/core/subscription/renew-subscription';
import { startSubscription } from '../../../src/core/subscription/start-subscription';
import { cancelled, changed, eur, on, renewed, started, written } from './terms';

const TODAY = on('2026-06-15');
const YEAR = written(started('2026-01-01', '2026-12-31', { price: eur(100, 'year') }));
const ROLLING = written(started('2026-01-01', '2026-12-31', { autoRenew: true }));
const OPEN = written(started('2026-01-01', undefined));
const LAPSED = written(started('2025-06-01', '2026-05-31'));
const LONG_LAPSED = written(started('2025-01-01', '2025-12-31'));
const PLANNED = written(started('2026-09-01', '2027-08-31'));

/** The reason, when the words say what to do and that nothing was done. */
function refusal(ask: () => unknown): string {
  try {
    ask();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect(error.message).toMatch(/\. .+\. Nothing was changed\.$/);
    return error.code.replace('subscription.', '');
  }
  throw new Error('it was not refused');
}

describe('Starting', () => {
  const start = startSubscription;
  it('counts from today and does not renew by itself unless asked', () => {
    expect(start([], { plan: 'gold', until: on('2027-06-14') }, TODAY)).toEqual({
      type: 'started',
      on: TODAY,
      plan: 'gold',
      until: '2027-06-14',
      autoRenew: false,
      trial: false,
    });
  });
  it('is refused while one is in force', () => {
    expect(refusal(() => start(YEAR, { plan: 'gold' }, TODAY))).toBe('in_force');
    expect(refusal(() => start(ROLLING, { plan: 'gold', on: on('2027-03-01') }, TODAY))).toBe('in_force');
  });
  it('is possible for the day after a fixed end', () => {
    expect(start(YEAR, { plan: 'gold', on: on('2027-01-01') }, TODAY)).toMatchObject({ on: '2027-01-01' });
  });
  it('is refused where it would run into one that is planned', () => {
    expect(refusal(() => start(PLANNED, { plan: 'gold' }, TODAY))).toBe('planned');
    expect(refusal(() => start(PLANNED, { plan: 'gold', until: on('2026-09-01') }, TODAY))).toBe('planned');
    expect(refusal(() => start(PLANNED, { plan: 'gold', until: on('2026-07-31'), autoRenew: true }, TODAY))).toBe(
      'planned',
    );
    expect(start(PLANNED, { plan: 'gold', until: on('2026-08-31') }, TODAY)).toMatchObject({ on: TODAY });
  });
  it('is refused with an end before the start, or none where one is needed, or one in another century', () => {
    expect(refusal(() => start([], { plan: 'gold', until: on('2026-06-14') }, TODAY))).toBe('end');
    expect(refusal(() => start([], { plan: 'gold', autoRenew: true }, TODAY))).toBe('end');
    expect(refusal(() => start([], { plan: 'gold', trial: true }, TODAY))).toBe('end');
    expect(refusal(() => start([], { plan: 'gold', until: on('9999-12-31') }, TODAY))).toBe('too_long');
  });
  it('may be dated back where nothing overlaps', () => {
    const past = { plan: 'gold', on: on('2024-01-01'), until: on('2024-12-31') };
    expect(start(LONG_LAPSED, past, TODAY)).toMatchObject({ on: '2024-01-01' });
    expect(refusal(() => start(LONG_LAPSED, { ...past, until: on('2025-01-01') }, TODAY))).toBe('planned');
  });
  it('is refused between an end and the renewal that went back to it', () => {
    const resumed = written(started('2025-01-01', '2025-06-30'), renewed('2025-10-01', '2026-09-30'));
    const between = { plan: 'gold', on: on('2025-08-01'), until: on('2025-08-31') };
    expect(refusal(() => start(resumed, between, TODAY))).toBe('backdated');
  });
});

describe('Changing', () => {
  const change = changeSubscription;
  it('counts from today, and leaves the plan that is not named', () => {
    expect(change(YEAR, { plan: 'gold' }, TODAY)).toEqual({ type: 'changed', on: TODAY, plan: 'gold' });
    expect(change(YEAR, { price: eur(90, 'year') }, TODAY)).toMatchObject({ plan: 'premium', price: eur(90, 'year') });
  });
  it('is refused where nothing is in force on that day', () => {
    for (const terms of [[], LAPSED, PLANNED])
      expect(refusal(() => change(terms, { plan: 'x' }, TODAY))).toBe('not_in_force');
    expect(refusal(() => change(YEAR, { plan: 'x', on: on('2027-01-01') }, TODAY))).toBe('not_in_force');
    expect(change(PLANNED, { plan: 'x', on: on('2026-09-01') }, TODAY)).toMatchObject({ plan: 'x' });
  });
  it('is refused when it changes nothing', () => {
    expect(refusal(() => change(YEAR, { plan: 'premium' }, TODAY))).toBe('same');
    expect(refusal(() => change(YEAR, { price: eur(100, 'year') }, TODAY))).toBe('same');
  });
  it('may be dated back, but not before what was written last', () => {
    const terms = [...YEAR, ...written(started('2026-01-01', undefined), changed('2026-04-01', 'gold')).slice(1)];
    expect(change(terms, { plan: 'silver', on: on('2026-04-01') }, TODAY)).toMatchObject({ on: '2026-04-01' });
    expect(refusal(() => change(terms, { plan: 'silver', on: on('2026-03-31') }, TODAY))).toBe('backdated');
  });
  it('is possible today though another change is planned', () => {
    const terms = written(started('2026-01-01', undefined), changed('2026-09-01', 'gold'));
    expect(change(terms, { plan: 'silver' }, TODAY)).toMatchObject({ on: TODAY });
  });
});

describe('Renewing', () => {
  const renew = renewSubscription;
  it('goes on for the length of the present period', () => {
    expect(renew(YEAR, {}, TODAY)).toEqual({ type: 'renewed', on: TODAY, until: '2027-12-31' });
    const month = written(started('2026-05-31', '2026-06-29'));
    expect(renew(month, {}, TODAY)).toMatchObject({ until: '2026-07-30' });
    const days = written(started('2026-06-10', '2026-06-19'));
    expect(renew(days, {}, TODAY)).toMatchObject({ until: '2026-06-29' });
  });
  it('is refused when it does not reach beyond the present end', () => {
    expect(refusal(() => renew(YEAR, { until: on('2026-12-31') }, TODAY))).toBe('end');
    expect(renew(YEAR, { until: on('2027-01-01') }, TODAY)).toMatchObject({ until: '2027-01-01' });
  });
  it('is refused where there is nothing to renew, or no end', () => {
    expect(refusal(() => renew([], {}, TODAY))).toBe('not_in_force');
    expect(refusal(() => renew(PLANNED, {}, TODAY))).toBe('not_in_force');
    expect(refusal(() => renew(OPEN, {}, TODAY))).toBe('no_end');
  });
  it('leaves no gap within 30 days of the end', () => {
    expect(renew(LAPSED, {}, on('2026-06-30'))).toMatchObject({ on: '2026-06-01', until: '2027-05-31' });
  });
  it('counts from today after that', () => {
    expect(renew(LAPSED, {}, on('2026-07-01'))).toMatchObject({ on: '2026-07-01', until: '2027-06-30' });
  });
  it('counts from today where the further period would be over already', () => {
    const week = written(started('2026-06-01', '2026-06-07'));
    expect(renew(week, {}, on('2026-06-14'))).toMatchObject({ on: '2026-06-08', until: '2026-06-14' });
    expect(renew(week, {}, on('2026-06-15'))).toMatchObject({ on: '2026-06-15', until: '2026-06-21' });
  });
  it('counts from the day that is given, which lies after the end', () => {
    expect(renew(LONG_LAPSED, { on: on('2026-01-01') }, TODAY)).toMatchObject({
      on: '2026-01-01',
      until: '2026-12-31',
    });
    expect(refusal(() => renew(LONG_LAPSED, { on: on('2025-12-31') }, TODAY))).toBe('end');
    expect(refusal(() => renew(YEAR, { on: on('2027-02-01') }, TODAY))).toBe('end');
  });
  it('is refused where it would run into one that is planned', () => {
    const terms = written(started('2026-01-01', '2026-06-30'), started('2026-09-01', '2027-08-31'));
    expect(refusal(() => renew(terms, {}, TODAY))).toBe('planned');
    expect(renew(terms, { until: on('2026-08-31') }, TODAY)).toMatchObject({ until: '2026-08-31' });
  });
});

describe('Cancelling', () => {
  const cancel = cancelSubscription;
  it('counts today and ends with the present period', () => {
    expect(cancel(ROLLING, {}, TODAY)).toEqual({ type: 'cancelled', on: TODAY, until: '2026-12-31' });
  });
  it('may end it earlier, today included', () => {
    expect(cancel(YEAR, { until: TODAY }, TODAY)).toMatchObject({ on: TODAY, until: TODAY });
  });
  it('may name a last day that has passed, and counts from it', () => {
    expect(cancel(YEAR, { until: on('2026-05-31') }, TODAY)).toEqual({
      type: 'cancelled',
      on: '2026-05-31',
      until: '2026-05-31',
    });
    const terms = written(started('2026-01-01', '2026-12-31'), changed('2026-06-01', 'gold'));
    expect(refusal(() => cancel(terms, { until: on('2026-05-31') }, TODAY))).toBe('backdated');
  });
  it('is refused after the end, save where it would renew by itself', () => {
    expect(refusal(() => cancel(YEAR, { until: on('2027-01-01') }, TODAY))).toBe('end');
    expect(cancel(ROLLING, { until: on('2027-12-31') }, TODAY)).toMatchObject({ until: '2027-12-31' });
  });
  it('needs a last day where there is no end', () => {
    expect(refusal(() => cancel(OPEN, {}, TODAY))).toBe('no_end');
    expect(cancel(OPEN, { until: on('2026-06-30') }, TODAY)).toMatchObject({ until: '2026-06-30' });
  });
  it('is refused where nothing is in force, or it is cancelled already', () => {
    expect(refusal(() => cancel([], {}, TODAY))).toBe('not_in_force');
    expect(refusal(() => cancel(LAPSED, {}, TODAY))).toBe('not_in_force');
    const terms = written(started('2026-01-01', '2026-12-31'), cancelled('2026-02-01', '2026-11-30'));
    expect(refusal(() => cancel(terms, {}, TODAY))).toBe('cancelled');
    expect(cancel(terms, { until: on('2026-10-31') }, TODAY)).toMatchObject({ until: '2026-10-31' });
  });
  it('calls off what is planned', () => {
    expect(cancel(PLANNED, {}, TODAY)).toEqual({ type: 'cancelled', on: '2026-09-01', until: '2026-08-31' });
    const calledOff = [
      ...PLANNED,
      ...written(started('2026-09-01', undefined), cancelled('2026-09-01', '2026-08-31')).slice(1),
    ];
    expect(startSubscription(calledOff, { plan: 'gold' }, TODAY)).toMatchObject({ on: TODAY });
    expect(refusal(() => cancel(PLANNED, { until: on('2026-12-31') }, TODAY))).toBe('not_in_force');
  });
});
