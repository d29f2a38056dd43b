import { lapses } from '../../../src/core/subscription/lapses';
import { cancelled, changed, on, renewed, started, written } from './terms';

const [FIRST, LAST] = [on('2026-01-01'), on('2028-12-31')];
const YEAR = started('2026-01-01', '2026-12-31');

describe('What happened to a subscription by itself', () => {
  it('is an end that was reached, on the first day without it', () => {
    expect(lapses(written(YEAR), FIRST, LAST)).toEqual([
      { key: 'turn:Acme:2027-01-01:ended', type: 'ended', day: '2027-01-01', plan: 'premium', until: '2026-12-31' },
    ]);
  });

  it('is found by the run that covers its day and by no other', () => {
    const found = (from: string, to: string) => lapses(written(YEAR), on(from), on(to)).length;
    expect([
      found('2026-12-01', '2026-12-31'),
      found('2027-01-01', '2027-01-01'),
      found('2027-01-02', '2027-03-01'),
    ]).toEqual([0, 1, 0]);
  });

  it('is each renewal by itself, on the first day of the further period', () => {
    const terms = written(started('2026-01-01', '2026-12-31', { autoRenew: true }), changed('2027-01-01', 'gold'));
    expect(lapses(terms, FIRST, LAST).map(({ type, day, until, plan }) => [type, day, until, plan])).toEqual([
      ['renewed', '2027-01-01', '2027-12-31', 'gold'],
      ['renewed', '2028-01-01', '2028-12-31', 'gold'],
    ]);
  });

  it('is not a renewal that was written, nor a further subscription without a gap', () => {
    expect(lapses(written(YEAR, renewed('2026-12-31', '2028-12-31')), FIRST, LAST)).toEqual([]);
    expect(lapses(written(YEAR, started('2027-01-01', undefined)), FIRST, LAST)).toEqual([]);
    const rolling = started('2026-01-01', '2026-12-31', { autoRenew: true });
    expect(lapses(written(rolling, renewed('2026-11-01', '2028-12-31')), FIRST, LAST)).toEqual([]);
  });

  it('is told as a cancellation where it was cancelled', () => {
    const terms = written(YEAR, cancelled('2026-02-01', '2026-03-31'));
    expect(lapses(terms, FIRST, LAST)).toMatchObject([{ type: 'cancelled', day: '2026-04-01', until: '2026-03-31' }]);
  });

  it('is nothing for an account without terms', () => {
    expect(lapses([], FIRST, LAST)).toEqual([]);
  });
});
