import { hoursNotices } from '../../../src/core/billing/notices';
import { addDays, type LocalDate } from '../../../src/core/calendar/zone';
import { MINUTE, millis } from '../../../src/core/time';
import { AccountHours, euros, hours, on, packOf, planWith } from './account-hours';

const DAY = on('2026-04-10');
const pack = packOf('p', hours(10), '2026-01-01');
const keys = (acme: AccountHours, day: LocalDate = DAY, before?: readonly number[]) =>
  hoursNotices(day, acme.facts(day), before).map(({ key }) => key);

describe('Hours that run out', () => {
  it('are told of at 80 % and at 100 %, not a minute before', () => {
    const acme = new AccountHours({ packs: [pack] });
    acme.logs(DAY, millis(8 * 60 * MINUTE - 1));
    expect(keys(acme)).toEqual([]);
    acme.logs(DAY, millis(1));
    expect(keys(acme)).toEqual(['hours:pack:80:p']);
    acme.logs(DAY, hours(2));
    expect(keys(acme)).toEqual(['hours:pack:100:p']);
  });

  it('are told of at 100 % alone when one entry crosses both', () => {
    const acme = new AccountHours({ packs: [pack] });
    acme.logs(DAY, hours(12));
    expect(hoursNotices(DAY, acme.facts(DAY))).toMatchObject([{ tag: 'pack used', percent: 100, account: 'acme' }]);
  });

  it('are told of for the month’s included ones too, each month anew', () => {
    const acme = new AccountHours({ plan: planWith({ hours: hours(5), overage: euros('100') }) });
    acme.logs(DAY, hours(4));
    expect(keys(acme)).toEqual(['hours:included:80:2026-04:acme']);
    expect(keys(acme, on('2026-05-01'))).toEqual([]);
    acme.logs(on('2026-05-03'), hours(6));
    expect(keys(acme, on('2026-05-03'))).toEqual(['hours:included:100:2026-05:acme']);
  });

  it('have the same key on every day, and again after a correction', () => {
    const acme = new AccountHours({ packs: [pack] });
    const entry = acme.logs(DAY, hours(9));
    const told = keys(acme);
    expect(keys(acme, addDays(DAY, 9))).toEqual(told);
    const less = acme.corrects(entry, hours(1));
    expect(keys(acme)).toEqual([]);
    acme.corrects(less, hours(9));
    expect(keys(acme)).toEqual(told);
  });

  it('have keys of their own for each pack, month, account and step', () => {
    const all = [80, 100].flatMap((percent) =>
      ['2026-04', '2026-05'].flatMap((month) => {
        const acme = new AccountHours({
          packs: [packOf('p', hours(10), '2026-01-01'), packOf('q', hours(10), '2026-01-01')],
          plan: planWith({ hours: hours(10) }),
        });
        const day = on(`${month}-10`);
        const length = millis((hours(10) * percent) / 100);
        const sources = [
          { from: 'included', month } as const,
          { from: 'pack', pack: 'p' } as const,
          { from: 'pack', pack: 'q' } as const,
        ];
        acme.draws.push(...sources.map((source, entry) => ({ entry, account: 'acme', day, source, length })));
        const facts = acme.facts(day);
        return [...hoursNotices(day, facts), ...hoursNotices(day, { ...facts, packs: [], account: 'globex' })];
      }),
    );
    expect(all).toHaveLength(16);
    // The two packs are found in both months, with the same keys.
    expect(new Set(all.map(({ key }) => key)).size).toBe(12);
  });

  it('are not told of once the pack is over, nor where the plan grants none', () => {
    const acme = new AccountHours({ packs: [packOf('p', hours(10), '2026-01-01', '2026-04-10')] });
    acme.logs(DAY, hours(10));
    expect(keys(acme)).toHaveLength(1);
    expect(keys(acme, addDays(DAY, 1))).toEqual([]);
    expect(keys(new AccountHours({ plan: planWith({ hours: hours(0) }) }))).toEqual([]);
  });
});

describe('A pack that expires', () => {
  const short = packOf('s', hours(10), '2026-01-01', '2026-04-30');

  it('is told of 30 and 7 days before, the tightest alone, until its last day', () => {
    const acme = new AccountHours({ packs: [short] });
    const found = [31, 30, 8, 7, 0, -1].map((days) => keys(acme, addDays(on('2026-04-30'), -days)));
    const [thirty, seven] = [['hours:pack-expires:30:s'], ['hours:pack-expires:7:s']];
    expect(found).toEqual([[], thirty, thirty, seven, seven, []]);
  });

  it('is told of as many days before as was agreed, in whichever order they are written', () => {
    const acme = new AccountHours({ packs: [short] });
    expect(keys(acme, on('2026-04-20'), [14, 60])).toEqual(['hours:pack-expires:14:s']);
    expect(keys(acme, on('2026-04-20'), [60, 14])).toEqual(['hours:pack-expires:14:s']);
    expect(keys(acme, on('2026-04-20'), [])).toEqual([]);
  });

  it('is told of only with something left, and once it has begun', () => {
    const acme = new AccountHours({ packs: [short] });
    acme.logs(DAY, hours(10));
    expect(keys(acme, on('2026-04-29'))).toEqual(['hours:pack:100:s']);
    expect(keys(new AccountHours({ packs: [packOf('n', hours(1), '2026-04-11', '2026-04-12')] }))).toEqual([]);
  });
});
