import { remindersDue } from '../../../src/core/subscription/reminders';
import { standingOn } from '../../../src/core/subscription/standing';
import type { Term } from '../../../src/core/subscription/term';
import { cancelled, on, renewed, started, written } from './terms';

const due = (terms: readonly Term[], day: string, steps?: readonly number[]) =>
  remindersDue('Acme', standingOn(terms, on(day)), on(day), steps);
const lines = (terms: readonly Term[], day: string) => due(terms, day).map(({ line }) => line);
const YEAR = written(started('2026-01-01', '2026-12-31'));
const ROLLING = written(started('2026-01-01', '2026-12-31', { autoRenew: true, noticeDays: 30 }));

describe('A reminder before the end', () => {
  it.each([
    ['2026-10-01', []],
    ['2026-10-02', [90]],
    ['2026-11-30', [90]],
    ['2026-12-01', [30]],
    ['2026-12-24', [7]],
    ['2026-12-31', [7]],
    ['2027-01-01', []],
  ])('is that of the tightest step reached by %s', (day, steps) => {
    expect(due(YEAR, day).map(({ step }) => step)).toEqual(steps);
  });

  it('has one key for an account, an end and a step, on whichever day it is told', () => {
    expect(due(YEAR, '2026-12-01')[0]?.key).toBe('reminder:Acme:2026-12-31:end:30');
    expect(due(YEAR, '2026-12-20')[0]?.key).toBe('reminder:Acme:2026-12-31:end:30');
  });

  it('comes at the steps that are configured, in whatever order', () => {
    expect(due(YEAR, '2026-12-11', [14, 60]).map(({ step }) => step)).toEqual([60]);
    expect(due(YEAR, '2026-12-17', [14, 60]).map(({ step }) => step)).toEqual([14]);
    expect(due(YEAR, '2026-12-31', [])).toEqual([]);
  });

  it('comes by the notice days of a fixed end too', () => {
    const terms = written(started('2026-01-01', '2026-12-31', { noticeDays: 60 }));
    expect(due(terms, '2026-11-01').map(({ step }) => step)).toEqual([60]);
  });

  it('is over once it is renewed, and comes again for the new end', () => {
    const terms = [...YEAR, ...written(started('2026-01-01', undefined), renewed('2026-11-01', '2027-12-31')).slice(1)];
    expect(due(terms, '2026-12-31')).toEqual([]);
    expect(due(terms, '2027-12-31')[0]?.key).toBe('reminder:Acme:2027-12-31:end:7');
  });

  it('is not there without an end, or with nothing in force', () => {
    expect(due(written(started('2026-01-01', undefined)), '2026-12-31')).toEqual([]);
    expect(due([], '2026-12-31')).toEqual([]);
  });

  it('says what happens, for a trial and a cancelled one too', () => {
    expect(lines(YEAR, '2026-12-01')).toEqual([
      'premium ends on 31 Dec 2026, in 30 days. It does not renew by itself.',
    ]);
    expect(lines(YEAR, '2026-12-30')).toEqual(['premium ends on 31 Dec 2026, tomorrow. It does not renew by itself.']);
    expect(lines(written(started('2026-01-01', '2026-01-14', { trial: true })), '2026-01-14')).toEqual([
      'The trial of premium ends on 14 Jan 2026, today. It does not renew by itself.',
    ]);
    expect(
      lines(written(started('2026-01-01', '2026-12-31'), cancelled('2026-03-01', '2026-03-31')), '2026-03-24'),
    ).toEqual(['premium was cancelled; its last day is 31 Mar 2026, in 7 days.']);
  });
});

describe('A reminder of a renewal by itself', () => {
  it('says so, and that notice is possible until its day and no longer', () => {
    expect(lines(ROLLING, '2026-11-24')).toEqual([
      'premium runs until 31 Dec 2026, in 37 days, and then renews by itself.',
      'The last day to give notice for premium is 1 Dec 2026, in 7 days. Without it, premium renews by itself after 31 Dec 2026.',
    ]);
    expect(due(ROLLING, '2026-12-01').map(({ about }) => about)).toEqual(['renewal', 'notice']);
    expect(due(ROLLING, '2026-12-02').map(({ about }) => about)).toEqual(['renewal']);
  });

  it('counts the same steps to the last day for notice', () => {
    const notices = (day: string) => due(ROLLING, day).flatMap(({ about, step }) => (about === 'notice' ? [step] : []));
    expect([notices('2026-09-01'), notices('2026-09-02'), notices('2026-11-01'), notices('2026-11-24')]).toEqual([
      [],
      [90],
      [30],
      [7],
    ]);
  });

  it('leaves out steps as long as the period, which each renewal would set off at once', () => {
    const monthly = written(started('2026-01-01', '2026-01-31', { autoRenew: true }));
    expect(due(monthly, '2026-05-01')).toEqual([]);
    expect(due(monthly, '2026-05-24').map(({ step }) => step)).toEqual([7]);
  });

  it('of a trial says that the trial ends', () => {
    const trial = written(started('2026-01-01', '2026-01-31', { autoRenew: true, trial: true }));
    expect(lines(trial, '2026-01-24')).toEqual([
      'The trial of premium ends on 31 Jan 2026, in 7 days; the subscription then goes on by itself.',
    ]);
  });
});
