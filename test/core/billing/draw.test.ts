import { instant, millis } from '../../../src/core/time';
import { AccountHours, euros, hours, on, packOf, planWith } from './account-hours';

const OVERAGE = 'overage:12000 EUR';
const rate = { overage: euros('120') };
const OLD = packOf('old', hours(5), '2026-01-01', '2026-06-30');
const YOUNG = packOf('young', hours(10), '2026-03-01', '2026-12-31');

describe('An entry draws', () => {
  it('the month’s included hours first, then packs from the oldest, then overage', () => {
    const acme = new AccountHours({ packs: [YOUNG, OLD], plan: planWith({ hours: hours(2), ...rate }) });
    const entry = acme.logs(on('2026-04-10'), hours(20));
    expect(acme.drawnBy(entry)).toEqual({ 'included:2026-04': 2, 'pack:old': 5, 'pack:young': 10, [OVERAGE]: 3 });
  });

  it('each month’s included hours anew, and none of another month', () => {
    const acme = new AccountHours({ plan: planWith({ hours: hours(2), ...rate }) });
    acme.logs(on('2026-04-30'), hours(1));
    expect(acme.drawnBy(acme.logs(on('2026-05-01'), hours(3)))).toEqual({ 'included:2026-05': 2, [OVERAGE]: 1 });
    expect(acme.drawnBy(acme.logs(on('2026-04-30'), hours(3)))).toEqual({ 'included:2026-04': 1, [OVERAGE]: 2 });
  });

  it('from a pack on its first and its last day, and on no day outside', () => {
    const acme = new AccountHours({ packs: [packOf('p', hours(9), '2026-02-10', '2026-02-20')], plan: planWith(rate) });
    expect(acme.drawnBy(acme.logs(on('2026-02-09'), hours(1)))).toEqual({ [OVERAGE]: 1 });
    expect(acme.drawnBy(acme.logs(on('2026-02-10'), hours(1)))).toEqual({ 'pack:p': 1 });
    expect(acme.drawnBy(acme.logs(on('2026-02-20'), hours(1)))).toEqual({ 'pack:p': 1 });
    expect(acme.drawnBy(acme.logs(on('2026-02-21'), hours(1)))).toEqual({ [OVERAGE]: 1 });
  });

  it('from the younger pack alone once the older one is used up or over', () => {
    const acme = new AccountHours({ packs: [OLD, YOUNG] });
    acme.logs(on('2026-03-05'), hours(6));
    expect(acme.drawn()).toEqual({ 'pack:old': 5, 'pack:young': 1 });
    const later = new AccountHours({ packs: [OLD, YOUNG] });
    expect(later.drawnBy(later.logs(on('2026-07-01'), hours(1)))).toEqual({ 'pack:young': 1 });
  });

  it('of two packs from the same day the one that was written first', () => {
    const second = { ...packOf('a', hours(1), '2026-01-01'), writtenAt: instant(2) };
    const first = { ...packOf('b', hours(1), '2026-01-01'), writtenAt: instant(1) };
    const acme = new AccountHours({ packs: [second, first] });
    expect(acme.drawnBy(acme.logs(on('2026-01-01'), hours(1)))).toEqual({ 'pack:b': 1 });
  });

  it('of two packs written at the same moment always the same, in whichever order they are handed in', () => {
    const packs = [packOf('b', hours(1), '2026-01-01'), packOf('a', hours(1), '2026-01-01')];
    for (const given of [packs, packs.toReversed()]) {
      const acme = new AccountHours({ packs: given });
      expect(acme.drawnBy(acme.logs(on('2026-01-01'), hours(1)))).toEqual({ 'pack:a': 1 });
    }
  });

  it('at the rate of its own day when the rate changes', () => {
    const planOn = (day: string) => planWith({ overage: euros(day < '2026-06-15' ? '120' : '150') });
    const acme = new AccountHours({ planOn });
    acme.logs(on('2026-06-14'), hours(1));
    acme.logs(on('2026-06-15'), hours(2));
    expect(acme.drawn()).toEqual({ [OVERAGE]: 1, 'overage:15000 EUR': 2 });
  });

  it('flat where the plan counts no hours, before a pack and after it', () => {
    const upcoming = packOf('later', hours(5), '2026-09-01');
    const acme = new AccountHours({ packs: [upcoming], plan: planWith() });
    expect(acme.drawnBy(acme.logs(on('2026-08-31'), hours(1)))).toEqual({ flat: 1 });
    expect(acme.drawnBy(acme.logs(on('2026-09-01'), hours(6)))).toEqual({ 'pack:later': 5, flat: 1 });
  });

  it('nothing where a plan is paid for by use and no pack is left', () => {
    const acme = new AccountHours({ plan: planWith({ mode: 'on_demand' }) });
    expect(acme.drawnBy(acme.logs(on('2026-08-31'), hours(1)))).toEqual({ nothing: 1 });
  });

  it('nothing where all that is paid for is used up and no rate is agreed, and is recorded all the same', () => {
    const acme = new AccountHours({ plan: planWith({ hours: hours(1) }) });
    expect(acme.drawnBy(acme.logs(on('2026-05-05'), hours(3)))).toEqual({ 'included:2026-05': 1, nothing: 2 });
    const nobody = new AccountHours({});
    expect(nobody.drawnBy(nobody.logs(on('2026-05-05'), hours(3)))).toEqual({ nothing: 3 });
  });

  it('through a lapse and a return: packs go on, included hours and the rate stop until it is back', () => {
    const premium = planWith({ hours: hours(2), ...rate });
    const lapsed = (day: string) => day > '2026-05-10' && day < '2026-06-01';
    const acme = new AccountHours({
      packs: [packOf('p', hours(3), '2026-05-01', '2026-12-31')],
      planOn: (day) => (lapsed(day) ? undefined : premium),
    });
    expect(acme.drawnBy(acme.logs(on('2026-05-10'), hours(1)))).toEqual({ 'included:2026-05': 1 });
    expect(acme.drawnBy(acme.logs(on('2026-05-11'), hours(1)))).toEqual({ 'pack:p': 1 });
    expect(acme.drawnBy(acme.logs(on('2026-05-12'), hours(3)))).toEqual({ 'pack:p': 2, nothing: 1 });
    expect(acme.drawnBy(acme.logs(on('2026-06-01'), hours(3)))).toEqual({ 'included:2026-06': 2, [OVERAGE]: 1 });
  });

  it('no more in a month in which a smaller plan takes over than the smaller plan includes', () => {
    const planOn = (day: string) => planWith({ hours: hours(day < '2026-06-15' ? 10 : 4), ...rate });
    const acme = new AccountHours({ planOn });
    acme.logs(on('2026-06-10'), hours(6));
    expect(acme.drawnBy(acme.logs(on('2026-06-20'), hours(1)))).toEqual({ [OVERAGE]: 1 });
  });

  it('what is rounded up, to the last bit', () => {
    const acme = new AccountHours({ packs: [OLD], plan: planWith({ rounding: hours(1) }) });
    expect(acme.drawnBy(acme.logs(on('2026-02-01'), millis(1)))).toEqual({ 'pack:old': 1 });
  });

  it('no line at all if it is not billable or has no length', () => {
    const acme = new AccountHours({ packs: [OLD], plan: planWith({ hours: hours(2) }) });
    acme.logs(on('2026-02-01'), hours(3), { billable: false });
    acme.logs(on('2026-02-01'), hours(0));
    expect(acme.draws).toEqual([]);
  });

  it('on its own account alone', () => {
    const acme = new AccountHours({ packs: [OLD] });
    expect(() => acme.logs(on('2026-02-01'), hours(1), { account: 'globex' })).toThrow('its own account alone');
  });
});
