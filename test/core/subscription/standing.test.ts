import { standingOn } from '../../../src/core/subscription/standing';
import type { Term } from '../../../src/core/subscription/term';
import { cancelled, changed, eur, on, renewed, started, written } from './terms';

const at = (terms: readonly Term[], day: string) => standingOn(terms, on(day));
const YEAR = started('2026-01-01', '2026-12-31');
const ROLLING = { autoRenew: true };

describe('What is in force on a day', () => {
  it('is nothing without terms', () => {
    expect(at([], '2026-01-01')).toEqual({ tag: 'none' });
  });

  it('is nothing before the first day, which is told', () => {
    expect(at(written(YEAR), '2025-12-31')).toEqual({ tag: 'none', from: '2026-01-01' });
  });

  it('is the plan from the first to the last day, both included', () => {
    const standing = {
      tag: 'in_force',
      plan: 'premium',
      from: '2026-01-01',
      until: '2026-12-31',
      since: '2026-01-01',
      autoRenew: false,
      cancelled: false,
      trial: false,
    };
    expect(at(written(YEAR), '2026-01-01')).toEqual(standing);
    expect(at(written(YEAR), '2026-12-31')).toEqual(standing);
    expect(at(written(YEAR), '2027-01-01')).toEqual({
      tag: 'lapsed',
      plan: 'premium',
      until: '2026-12-31',
      how: 'ended',
    });
  });

  it('goes on for ever without an end', () => {
    expect(at(written(started('2026-01-01', undefined)), '2199-01-01')).toMatchObject({
      tag: 'in_force',
      from: '2026-01-01',
    });
  });

  it('is lapsed, not nothing, between two subscriptions, and the second one begins anew', () => {
    const terms = written(YEAR, started('2027-03-01', '2028-02-29'));
    expect(at(terms, '2027-02-28')).toMatchObject({ tag: 'lapsed', until: '2026-12-31' });
    expect(at(terms, '2027-03-01')).toMatchObject({ tag: 'in_force', since: '2027-03-01' });
  });

  it('has no gap where the second begins on the day after the first', () => {
    const terms = written(YEAR, started('2027-01-01', '2027-12-31', { plan: 'gold' }));
    expect(at(terms, '2027-01-01')).toMatchObject({ plan: 'gold', from: '2027-01-01', since: '2026-01-01' });
  });

  it('does not depend on the order in which the terms are given', () => {
    const terms = written(YEAR, changed('2026-06-01', 'gold'), changed('2026-06-01', 'silver'));
    expect(at([...terms].reverse(), '2026-06-01')).toMatchObject({ plan: 'silver' });
  });

  it('holds another plan and price from the day of the change, with the same end', () => {
    const terms = written(
      started('2026-01-01', '2026-12-31', { price: eur(100, 'year') }),
      changed('2026-06-01', 'gold'),
    );
    expect(at(terms, '2026-05-31')).toMatchObject({ plan: 'premium' });
    expect(at(terms, '2026-06-01')).toMatchObject({ plan: 'gold', until: '2026-12-31', price: eur(100, 'year') });
  });
});

describe('A subscription that renews by itself', () => {
  it('goes on for as long again, and again, though nothing is written', () => {
    const terms = written(started('2026-01-01', '2026-12-31', ROLLING));
    expect(at(terms, '2031-07-01')).toMatchObject({ from: '2031-01-01', until: '2031-12-31', since: '2026-01-01' });
  });

  it.each([
    ['2026-02-28', '2026-02-28', '2026-03-30'],
    ['2026-03-31', '2026-03-31', '2026-04-29'],
    ['2026-04-30', '2026-04-30', '2026-05-30'],
    ['2028-02-29', '2028-02-29', '2028-03-30'],
  ])(
    'month by month from the 31st begins on the last day of a short month and loses no day: %s',
    (day, from, until) => {
      expect(at(written(started('2026-01-31', '2026-02-27', ROLLING)), day)).toMatchObject({ from, until });
    },
  );

  it.each([
    ['2025-02-28', '2025-02-28', '2026-02-27'],
    ['2028-02-29', '2028-02-29', '2029-02-27'],
  ])('year by year from a leap day comes back to it when the year has one: %s', (day, from, until) => {
    expect(at(written(started('2024-02-29', '2025-02-27', ROLLING)), day)).toMatchObject({ from, until });
  });

  it('keeps to the end of February when that is the end that was written', () => {
    const terms = written(started('2024-02-29', '2025-02-28', ROLLING));
    expect(at(terms, '2025-03-01')).toMatchObject({ from: '2025-03-01', until: '2026-02-28' });
    expect(at(terms, '2028-03-01')).toMatchObject({ from: '2028-02-29', until: '2029-02-28' });
  });

  it('counts days where it is not whole months', () => {
    expect(at(written(started('2026-01-01', '2026-01-14', ROLLING)), '2026-03-01')).toMatchObject({
      from: '2026-02-26',
      until: '2026-03-11',
    });
  });

  it('is a trial for its first period only', () => {
    const terms = written(started('2026-01-01', '2026-01-31', { ...ROLLING, trial: true }));
    expect(at(terms, '2026-01-31')).toMatchObject({ trial: true });
    expect(at(terms, '2026-02-01')).toMatchObject({ trial: false });
  });
});

describe('A renewal', () => {
  it('moves the end at once, and plan and price from the day after the former end', () => {
    const terms = written(YEAR, renewed('2026-11-01', '2027-12-31', { plan: 'gold', price: eur(9, 'year') }));
    expect(at(terms, '2026-10-31')).toMatchObject({ until: '2026-12-31' });
    expect(at(terms, '2026-11-01')).toMatchObject({ plan: 'premium', from: '2026-01-01', until: '2027-12-31' });
    expect(at(terms, '2027-01-01')).toMatchObject({
      plan: 'gold',
      from: '2027-01-01',
      until: '2027-12-31',
      price: eur(9, 'year'),
    });
  });

  it('of a lapsed one counts from its day, and only the days before stay lapsed', () => {
    const terms = written(YEAR, renewed('2027-03-01', '2028-02-29'));
    expect(at(terms, '2027-02-28')).toMatchObject({ tag: 'lapsed' });
    expect(at(terms, '2027-03-01')).toMatchObject({ tag: 'in_force', from: '2027-03-01', since: '2027-03-01' });
  });

  it('dated on the day after the end leaves no gap', () => {
    expect(at(written(YEAR, renewed('2027-01-01', '2027-12-31')), '2027-05-05')).toMatchObject({ since: '2026-01-01' });
  });

  it('keeps the 31st when the period before counted from it', () => {
    const terms = written(started('2026-01-31', '2026-02-27', ROLLING), renewed('2026-02-10', '2026-03-30'));
    expect(at(terms, '2026-03-31')).toMatchObject({ from: '2026-03-31', until: '2026-04-29' });
  });

  it('withdraws a cancellation, but renewing by itself does not come back', () => {
    const terms = written(
      started('2026-01-01', '2026-12-31', ROLLING),
      cancelled('2026-05-01', '2026-12-31'),
      renewed('2026-06-01', '2027-12-31'),
    );
    expect(at(terms, '2026-06-01')).toMatchObject({ cancelled: false, autoRenew: false, until: '2027-12-31' });
    expect(at(terms, '2028-01-01')).toMatchObject({ tag: 'lapsed', how: 'ended' });
  });
});

describe('A cancellation', () => {
  it('stops the renewal at once and ends with its last day', () => {
    const terms = written(started('2026-01-01', '2026-12-31', ROLLING), cancelled('2026-05-01', '2026-06-30'));
    expect(at(terms, '2026-04-30')).toMatchObject({ autoRenew: true, cancelled: false, until: '2026-12-31' });
    expect(at(terms, '2026-05-01')).toMatchObject({ autoRenew: false, cancelled: true, until: '2026-06-30' });
    expect(at(terms, '2026-07-01')).toEqual({ tag: 'lapsed', plan: 'premium', until: '2026-06-30', how: 'cancelled' });
  });

  it('takes back what was renewed ahead beyond its last day', () => {
    const terms = written(YEAR, renewed('2026-03-01', '2027-12-31'), cancelled('2026-04-01', '2026-12-31'));
    expect(at(terms, '2027-01-01')).toMatchObject({ tag: 'lapsed', until: '2026-12-31' });
  });

  it('dated on the first day, for the day before, means it never was', () => {
    const calledOff = cancelled('2026-01-01', '2025-12-31');
    expect(at(written(YEAR, calledOff), '2025-06-01')).toEqual({ tag: 'none' });
    expect(at(written(YEAR, calledOff), '2026-06-01')).toEqual({ tag: 'none' });
    const former = started('2024-01-01', '2024-12-31', { plan: 'gold' });
    expect(at(written(former, YEAR, calledOff), '2026-06-01')).toMatchObject({ tag: 'lapsed', plan: 'gold' });
  });

  it('drops a change planned for a later day, which does not reach the next subscription either', () => {
    const terms = written(
      YEAR,
      changed('2026-09-01', 'gold'),
      cancelled('2026-03-01', '2026-03-31'),
      started('2026-07-01', '2026-12-31', { plan: 'silver' }),
    );
    expect(at(terms, '2026-10-01')).toMatchObject({ plan: 'silver' });
  });
});
