import { UserError } from '../../../src/core/errors';
import { MINUTE, millis } from '../../../src/core/time';
import { AccountHours, ALICE, euros, hours, on, packOf, planWith } from './account-hours';

const OLD = packOf('old', hours(5), '2026-01-01', '2026-06-30');
const YOUNG = packOf('young', hours(10), '2026-03-01', '2026-12-31');
const DAY = on('2026-04-10');

describe('A correction', () => {
  it('gives back on the same sources and the same day, and draws anew', () => {
    const acme = new AccountHours({ packs: [OLD, YOUNG] });
    const wrong = acme.logs(DAY, hours(7));
    const right = acme.corrects(wrong, hours(2));
    expect(acme.draws.slice(2).map(({ entry, day, source, length }) => [entry, day, source, length])).toEqual([
      [wrong.id, DAY, { from: 'pack', pack: 'old' }, hours(-5)],
      [wrong.id, DAY, { from: 'pack', pack: 'young' }, hours(-2)],
      [right.id, DAY, { from: 'pack', pack: 'old' }, hours(2)],
    ]);
    expect(right).toMatchObject({ corrects: wrong.id, day: DAY, length: hours(2), counted: hours(2), account: 'acme' });
  });

  it('moves nothing that others drew in between; what it gives back is there for those that come', () => {
    const acme = new AccountHours({ packs: [OLD, YOUNG] });
    const wrong = acme.logs(DAY, hours(4));
    const between = acme.logs(DAY, hours(3));
    expect(acme.drawnBy(between)).toEqual({ 'pack:old': 1, 'pack:young': 2 });
    const right = acme.corrects(wrong, hours(1));
    expect(acme.drawnBy(between)).toEqual({ 'pack:old': 1, 'pack:young': 2 });
    expect(acme.drawnBy(right)).toEqual({ 'pack:old': 1 });
    expect(acme.drawnBy(acme.logs(DAY, hours(4)))).toEqual({ 'pack:old': 3, 'pack:young': 1 });
  });

  it('of a shorter entry takes what is left after others drew', () => {
    const acme = new AccountHours({ packs: [OLD], plan: planWith({ overage: euros('120') }) });
    const wrong = acme.logs(DAY, hours(1));
    acme.logs(DAY, hours(3));
    expect(acme.drawnBy(acme.corrects(wrong, hours(4)))).toEqual({ 'pack:old': 2, 'overage:12000 EUR': 2 });
  });

  it('is rounded as the plan of the entry’s day says', () => {
    const acme = new AccountHours({ packs: [OLD], plan: planWith({ rounding: hours(1) }) });
    expect(acme.corrects(acme.logs(DAY, hours(3)), millis(90 * MINUTE)).counted).toBe(hours(2));
  });

  it('to nothing takes the entry back', () => {
    const acme = new AccountHours({ packs: [OLD] });
    acme.corrects(acme.logs(DAY, hours(3)), hours(0));
    expect(acme.drawn()).toEqual({});
  });

  it('makes an entry billable, or not any more', () => {
    const acme = new AccountHours({ packs: [OLD] });
    const entry = acme.logs(DAY, hours(3));
    const given = acme.corrects(entry, hours(3), { billable: false });
    expect(acme.drawn()).toEqual({});
    acme.corrects(given, hours(3), { billable: true });
    expect(acme.drawn()).toEqual({ 'pack:old': 3 });
  });

  it('keeps the note unless there is a new one', () => {
    const acme = new AccountHours({});
    const kept = acme.corrects(acme.logs(DAY, hours(1), { note: 'restore' }), hours(2));
    expect(kept.note).toBe('restore');
    expect(acme.corrects(kept, hours(2), { note: 'restore and check' }).note).toBe('restore and check');
  });

  it('happens to an entry once; then the correction can be corrected', () => {
    const acme = new AccountHours({ packs: [OLD] });
    const first = acme.logs(DAY, hours(3));
    const second = acme.corrects(first, hours(2));
    const before = [...acme.draws];
    expect(() => acme.corrects(first, hours(1))).toThrow(
      new UserError(
        'hours.corrected',
        'Entry 1 was corrected by entry 2 already; correct entry 2. Nothing was changed.',
      ),
    );
    expect(acme.draws).toEqual(before);
    acme.corrects(second, hours(1), { by: ALICE });
    expect(acme.drawn()).toEqual({ 'pack:old': 1 });
  });
});
