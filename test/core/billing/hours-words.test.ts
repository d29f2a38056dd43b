import { balanceOn } from '../../../src/core/billing/balance';
import { type HoursReader, hoursLines } from '../../../src/core/billing/hours-words';
import { sayDate } from '../../../src/core/calendar/say-date';
import type { LocalDate } from '../../../src/core/calendar/zone';
import { plainText } from '../../../src/core/message';
import { millis } from '../../../src/core/time';
import { AccountHours, euros, hours, on, packOf, planWith } from './account-hours';

const DAY = on('2026-12-20');
const read = (acme: AccountHours, reader: HoursReader, day: LocalDate = DAY) =>
  plainText({ lines: hoursLines(balanceOn(day, acme.facts(day)), reader) }, String).split('\n');

function busy(): AccountHours {
  const acme = new AccountHours({
    packs: [
      packOf('a', hours(3), '2025-12-01', '2026-11-30'),
      packOf('b', hours(20), '2026-01-01', '2026-12-31'),
      packOf('c', hours(10), '2027-01-01', '2027-12-31'),
    ],
    plan: planWith({ hours: hours(2), overage: euros('120') }),
  });
  acme.logs(on('2026-11-10'), hours(4));
  acme.logs(on('2026-12-10'), hours(14.5));
  return acme;
}
const over = (given: ConstructorParameters<typeof AccountHours>[0], used: number) => {
  const acme = new AccountHours(given);
  acme.logs(DAY, hours(used));
  return acme;
};

describe('A customer reads', () => {
  it('what is left, until when, and what comes after', () => {
    expect(read(busy(), 'customer')).toEqual([
      'You have 7 h 30 min of support left.',
      'Included in Dec 2026: 2 h, all used.',
      '3 h from 1 Dec 2025: ended on 30 Nov 2026 with 1 h unused.',
      '20 h from 1 Jan 2026: 7 h 30 min left, until 31 Dec 2026 (in 11 days).',
      '10 h from 1 Jan 2027: not begun yet, then until 31 Dec 2027.',
      'After that each hour costs 120.00 EUR.',
    ]);
  });

  it('what each further hour costs, and what they came to', () => {
    const acme = over({ plan: planWith({ hours: hours(2), overage: euros('120') }) }, 3.5);
    expect(read(acme, 'customer')).toEqual([
      'No hours are left. Each further one costs 120.00 EUR.',
      'Included in Dec 2026: 2 h, all used.',
      'Charged by the hour this month: 1 h 30 min, 180.00 EUR.',
    ]);
    expect(read(over({ plan: planWith({ overage: euros('120') }) }, 0), 'customer')).toEqual([
      'Each hour costs 120.00 EUR.',
    ]);
  });

  it('how to get more when nothing is left', () => {
    const pack = packOf('p', hours(1), '2026-12-01');
    expect(read(over({ packs: [pack] }, 2), 'customer')).toEqual(['No hours are left. Ask us for more.']);
    expect(read(over({ packs: [pack, packOf('q', hours(5), '2027-01-01')] }, 2), 'customer')).toEqual([
      'No hours are left until the next ones begin.',
      '5 h from 1 Jan 2027: not begun yet.',
    ]);
    expect(read(over({ plan: planWith() }, 2), 'customer')).toEqual(['Your plan counts no hours.']);
    expect(read(over({}, 2), 'customer')).toEqual(['No hours are agreed with you. Ask us for some.']);
  });

  it('no more packs than fit on a phone', () => {
    const packs = Array.from({ length: 9 }, (_, i) => packOf(`p${i}`, hours(1), `2026-0${i + 1}-01`));
    const lines = read(over({ packs }, 0), 'customer');
    expect(lines).toHaveLength(7);
    expect(lines.at(-1)).toBe('And 4 more like these.');
  });

  it('“today” and “tomorrow” where they are', () => {
    const acme = over({ packs: [packOf('p', hours(1), '2026-12-01', '2026-12-31')] }, 0);
    expect(read(acme, 'customer', on('2026-12-31')).at(-1)).toContain('until 31 Dec 2026 (today).');
    expect(read(acme, 'customer', on('2026-12-30')).at(-1)).toContain('until 31 Dec 2026 (tomorrow).');
  });

  it('no word of our own accounting, no seconds, and no day as a machine writes it', () => {
    for (const acme of [busy(), over({ packs: [packOf('secret-id', millis(90_500), '2026-12-01')] }, 1)]) {
      for (const line of read(acme, 'customer')) {
        expect(line).not.toMatch(/overage|pack|draw|ledger|meter|grant|secret-id|\d{4}-\d\d|\d s\b/i);
      }
    }
  });
});

describe('The team reads', () => {
  it('the whole balance, dense', () => {
    expect(read(busy(), 'team')).toEqual([
      '7 h 30 min left on 20 Dec 2026 · then 120.00 EUR an hour',
      'Included Dec 2026: 2 h of 2 h used, 0 min left',
      'Pack 1 Jan 2026 to 31 Dec 2026: 12 h 30 min of 20 h used, 7 h 30 min left · ends in 11 days',
      'Pack 1 Jan 2027 to 31 Dec 2027: 10 h · begins in 12 days',
      'Over: 1 pack, 2 h used, 1 h lost',
    ]);
  });

  it('overage, and time that nothing pays for', () => {
    expect(read(over({ plan: planWith({ overage: euros('120') }) }, 1.5), 'team')).toEqual([
      'No hours left on 20 Dec 2026 · then 120.00 EUR an hour',
      'Overage Dec 2026: 1 h 30 min = 180.00 EUR',
    ]);
    expect(read(over({ packs: [packOf('p', hours(1), '2026-12-01')] }, 3), 'team')).toEqual([
      'No hours left on 20 Dec 2026 · no rate beyond',
      'Over: 1 pack, 1 h used',
      'Paid by nothing Dec 2026: 2 h, no rate agreed',
    ]);
  });

  it('why no hours are counted', () => {
    expect(read(over({ plan: planWith() }, 1), 'team')).toEqual([
      'No hours are counted on 20 Dec 2026 · flat plan',
      'Flat Dec 2026: 1 h',
    ]);
    expect(read(over({}, 0), 'team')).toEqual(['No hours on 20 Dec 2026 · no plan in force, no pack']);
  });
});

describe('A date', () => {
  it('is read as people say it', () => {
    expect(['2026-12-31', '2026-01-05'].map((day) => sayDate(on(day)))).toEqual(['31 Dec 2026', '5 Jan 2026']);
  });
});
