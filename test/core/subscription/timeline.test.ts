import { timeline } from '../../../src/core/subscription/timeline';
import { cancelled, changed, on, started, written } from './terms';

describe('The timeline', () => {
  it('lists what was in force, stretch by stretch', () => {
    const terms = written(
      started('2026-02-01', '2026-12-31', { autoRenew: true }),
      changed('2026-06-01', 'gold'),
      cancelled('2027-03-01', '2027-06-30'),
    );
    expect(
      timeline(terms, on('2026-01-01'), on('2027-12-31')).map(({ from, to, standing }) => [from, to, standing.tag]),
    ).toEqual([
      ['2026-01-01', '2026-01-31', 'none'],
      ['2026-02-01', '2026-05-31', 'in_force'],
      ['2026-06-01', '2026-12-31', 'in_force'],
      ['2027-01-01', '2027-02-28', 'in_force'],
      ['2027-03-01', '2027-06-30', 'in_force'],
      ['2027-07-01', '2027-12-31', 'lapsed'],
    ]);
  });

  it('does not part days that stand alike', () => {
    const terms = written(started('2026-01-01', '2026-01-31'), changed('2026-03-01', 'gold'));
    expect(timeline(terms, on('2026-02-01'), on('2026-04-30'))).toHaveLength(1);
  });

  it('is empty where the last day lies before the first', () => {
    expect(timeline([], on('2026-02-01'), on('2026-01-31'))).toEqual([]);
  });
});
