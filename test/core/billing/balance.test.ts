import { balanceOn, isExhausted } from '../../../src/core/billing/balance';
import { currencyOf, parseMoney } from '../../../src/core/billing/money';
import { lastDayOf } from '../../../src/core/billing/month';
import { MINUTE, millis } from '../../../src/core/time';
import { AccountHours, euros, hours, on, packOf, planWith } from './account-hours';

const rate = { overage: euros('100') };
const on10 = on('2026-04-10');

describe('The balance', () => {
  it('says of each pack what is left, how it stands and when it ends', () => {
    const acme = new AccountHours({
      packs: [
        packOf('next', hours(4), '2026-05-01', '2026-07-31'),
        packOf('last year', hours(3), '2025-04-01', '2026-03-31'),
        packOf('open end', hours(2), '2026-02-01'),
        packOf('small', hours(1), '2026-01-01', '2026-12-31'),
      ],
    });
    acme.logs(on('2025-06-01'), hours(1));
    acme.logs(on10, hours(2));
    const { packs, left } = balanceOn(on10, acme.facts(on10));
    expect(packs.map(({ id, used, left, state, expiresIn }) => [id, used, left, state, expiresIn])).toEqual([
      ['last year', hours(1), hours(2), 'expired', -10],
      ['small', hours(1), hours(0), 'used up', 265],
      ['open end', hours(1), hours(1), 'usable', undefined],
      ['next', hours(0), hours(4), 'upcoming', 112],
    ]);
    expect(left).toBe(hours(1));
  });

  it('adds what is left of the month to what is left of the packs', () => {
    const plan = planWith({ hours: hours(5) });
    const acme = new AccountHours({ packs: [packOf('p', hours(4), '2026-01-01')], plan });
    acme.logs(on10, hours(2));
    expect(balanceOn(on10, acme.facts(on10))).toMatchObject({
      included: { month: '2026-04', granted: hours(5), used: hours(2), left: hours(3) },
      left: hours(7),
      metered: true,
      beyond: { from: 'nothing' },
    });
    expect(balanceOn(on('2026-05-01'), acme.facts(on10)).left).toBe(hours(9));
  });

  it('is never below zero when a smaller plan takes over in the month', () => {
    const acme = new AccountHours({ planOn: (day) => planWith({ hours: hours(day < on10 ? 10 : 4) }) });
    acme.logs(on('2026-04-01'), hours(6));
    expect(balanceOn(on10, acme.facts(on10)).included).toMatchObject({ granted: hours(4), used: hours(6), left: 0 });
  });

  it('has the overage of the month alone, rounded once', () => {
    const acme = new AccountHours({ plan: planWith({ overage: euros('0.50') }) });
    acme.logs(on('2026-03-31'), hours(9));
    for (let i = 0; i < 3; i += 1) acme.logs(on10, millis(MINUTE));
    // Three minutes at half a euro are 2.5 cents; three times a rounded 0.83 would be 3 as well, 60 times would not.
    expect(balanceOn(on10, acme.facts(on10)).overage).toEqual({ length: 3 * MINUTE, amounts: [euros('0.03')] });
    for (let i = 0; i < 57; i += 1) acme.logs(on10, millis(MINUTE));
    expect(balanceOn(on10, acme.facts(on10)).overage.amounts).toEqual([euros('0.50')]);
  });

  it('keeps currencies apart when a plan change brings another one, and drops what was corrected away', () => {
    const dollars = parseMoney('90', currencyOf('USD'));
    const acme = new AccountHours({ planOn: (day) => planWith(day < on10 ? rate : { overage: dollars }) });
    const first = acme.logs(on('2026-04-01'), hours(2));
    acme.logs(on10, hours(1));
    expect(balanceOn(on10, acme.facts(on10)).overage).toEqual({ length: hours(3), amounts: [euros('200'), dollars] });
    acme.corrects(first, hours(0));
    expect(balanceOn(on10, acme.facts(on10)).overage).toEqual({ length: hours(1), amounts: [dollars] });
  });

  it('has what nothing paid for and what a flat plan does not count', () => {
    const acme = new AccountHours({ planOn: (day) => (day < on10 ? planWith() : undefined) });
    acme.logs(on('2026-04-01'), hours(2));
    acme.logs(on10, hours(3));
    expect(balanceOn(on10, acme.facts(on10))).toMatchObject({ flat: hours(2), unpaid: hours(3), metered: false });
  });
});

describe('Hours are exhausted', () => {
  const exhausted = (given: ConstructorParameters<typeof AccountHours>[0], used = 0) => {
    const acme = new AccountHours(given);
    acme.logs(on10, hours(used));
    return isExhausted(on10, acme.facts(on10));
  };
  const pack = packOf('p', hours(2), '2026-04-01', '2026-04-20');

  it('when the last minute of what is paid for is used, not before', () => {
    expect(exhausted({ plan: planWith({ hours: hours(2) }) }, 1)).toBe(false);
    expect(exhausted({ plan: planWith({ hours: hours(2) }) }, 2)).toBe(true);
    expect(exhausted({ packs: [pack] }, 1)).toBe(false);
    expect(exhausted({ packs: [pack] }, 2)).toBe(true);
    expect(exhausted({ packs: [pack], plan: planWith({ hours: hours(2) }) }, 3)).toBe(false);
  });

  it('when the only pack expired with something left', () => {
    expect(exhausted({ packs: [packOf('p', hours(2), '2026-01-01', '2026-04-09')] })).toBe(true);
  });

  it('never while a rate is agreed for more', () => {
    expect(exhausted({ plan: planWith({ hours: hours(2), ...rate }) }, 5)).toBe(false);
  });

  it('never where no hours are counted, before the first pack begins included', () => {
    expect(exhausted({ plan: planWith() }, 5)).toBe(false);
    expect(exhausted({}, 5)).toBe(false);
    expect(exhausted({ packs: [packOf('p', hours(2), '2026-04-11')], plan: planWith() }, 5)).toBe(false);
  });
});

describe('A month', () => {
  it.each([
    ['2026-02', '2026-02-28'],
    ['2028-02', '2028-02-29'],
    ['2026-04', '2026-04-30'],
    ['2026-12', '2026-12-31'],
  ])('%s ends on %s', (month, day) => {
    expect(lastDayOf(month)).toBe(day);
  });
});
