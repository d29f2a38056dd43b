import { demoDesk } from '../../src/adapters/playground/people';
import { sayDate } from '../../src/core/calendar/say-date';
import { addDays, type LocalDate, localDateOf } from '../../src/core/calendar/zone';
import { plainText } from '../../src/core/message';
import { HOUR, MINUTE, millis } from '../../src/core/time';
import { booksOf, daysFrom, directTo, flawsIn, passUntil } from '../support/contracts';
import { ticket } from '../support/facts';
import { euros, PLANS, SELLING } from '../support/plans';
import { type World, world } from '../support/world';
import { HOURS_IN_JANUARY, HOURS_IN_JUNE, IN_FORCE, TOLD } from '../support/year-by-hand';

const FIRST = '2026-11-23' as LocalDate;
const LAST = '2028-01-09' as LocalDate;
const QUARTERS = millis(15 * MINUTE);
const silver = { name: 'silver', hours: millis(2 * HOUR), price: { ...euros('6000'), per: 'year' as const } };
const gold = { name: 'gold', hours: millis(4 * HOUR), overage: euros('150'), features: ['phone'] };
const desk = {
  ...demoDesk(),
  ...SELLING,
  plans: {
    silver: { ...PLANS.flat, ...silver, rounding: QUARTERS },
    gold: { ...PLANS.flat, ...gold, price: { ...euros('12000'), per: 'year' as const }, rounding: QUARTERS },
  },
} as ReturnType<typeof demoDesk>;

/** The year as it is told below, and all that was read and written on the way. */
class Year {
  readonly answers: string[] = [];
  readonly verdicts: string[] = [];
  readonly flaws: string[] = [];
  /** Of each day what was answered soon after it. */
  readonly soonAfter = new Map<LocalDate, string>();
  private next = FIRST;
  private asked = 0;
  constructor(readonly w: World) {}

  /** What the person is answered is kept, and the ledger looked at. */
  async types(who: 'dana' | 'alice' | 'carol', line: string): Promise<string> {
    const { w } = this;
    await w[who].types(who === 'carol' ? 'acme' : 'triage', line);
    const answer = w.told(who).at(-1) ?? '';
    this.answers.push(`> ${line}`, ...answer.split('\n'));
    const today = localDateOf('Europe/Berlin', w.clock.now());
    const books = await w.store.transact((unit) => booksOf(unit, 'Acme'));
    this.flaws.push(...flawsIn(books, today).map((flaw) => `after ${line}: ${flaw}`));
    return answer;
  }

  /** Carol asks, Alice answers and resolves it; how it was judged is kept. */
  async asks(text: string): Promise<number> {
    const { w } = this;
    const root = await w.carol.says('acme', text);
    this.asked += 1;
    const { coverage } = await ticket(w, this.asked);
    this.verdicts.push(`${coverage?.verdict}: ${coverage?.plan ?? 'none'}`);
    await w.alice.says(`acme/${root}`, 'Try this');
    await w.alice.types('triage', `/ticket resolve ${this.asked}`);
    return this.asked;
  }

  /** Passes the days, and asks of each that is over what was in force on it. */
  async until(iso: string): Promise<void> {
    const { w } = this;
    await passUntil(w, iso);
    const today = localDateOf('Europe/Berlin', w.clock.now());
    for (const day of daysFrom(this.next, addDays(today, -1))) this.soonAfter.set(day, await this.standingOn(day));
    this.next = today;
  }

  async standingOn(day: LocalDate): Promise<string> {
    await this.w.dana.types('triage', `/subscription show Acme on:${day}`);
    const answer = this.w.platform.room.entries().findLast(({ onlyFor }) => onlyFor?.memberId === 'dana');
    return answer === undefined ? '' : (plainText(answer.body, String).split('\n')[0] ?? '');
  }
}

let year: Year;
let told: ReturnType<typeof directTo>;
let digests: readonly string[];
const later = new Map<LocalDate, string>();

beforeAll(async () => {
  const w = await world({ desk });
  year = new Year(w);
  const { dana, alice, carol } = {
    dana: (line: string) => year.types('dana', line),
    alice: (line: string) => year.types('alice', line),
    carol: (line: string) => year.types('carol', line),
  };
  await dana('/account change Acme owner:@dana');
  await dana('/subscription start Acme silver 2026-11-23 2027-05-31');
  await year.asks('Upgrade fails');
  await alice('/ticket time 1 50m "Read the logs"');
  await year.until('2026-11-24T09:00:00Z');
  await alice('/work log Acme 40m subscription "A call"');
  await alice('/work log Acme 5m subscription');
  await year.until('2026-11-25T09:00:00Z');
  await year.asks('Export hangs');
  await year.until('2026-12-01T09:00:00Z');
  await year.asks('Export hangs again');
  await dana('/pack add Acme 3h until:2027-03-31 price:"450 EUR"');
  await dana('/pack add Acme 2h from:2027-02-01 until:2027-06-30 price:300');
  await year.until('2027-01-11T09:00:00Z');
  await alice('/ticket time 3 3h');
  await alice('/ticket time 3 30m corrects:4');
  await alice('/ticket time 3 3h15m corrects:5');
  await alice('/ticket time 3 1h billable:no');
  await dana('/hours Acme');
  await carol('/hours');
  await year.until('2027-02-15T09:00:00Z');
  await dana('/subscription change Acme gold on:2027-03-15');
  await year.until('2027-05-25T09:00:00Z');
  await dana('/subscription renew Acme 2027-08-31');
  await dana('/charge add Acme "4500 EUR" consulting "Sizing"');
  await year.until('2027-06-10T09:00:00Z');
  const down = await year.asks('Cluster down');
  await alice(`/ticket time ${down} 5h40m`);
  await alice(`/ticket time ${down} 1h`);
  await dana('/hours Acme');
  await carol('/hours');
  await year.until('2027-09-01T06:00:00Z');
  const late = await year.asks('Before the morning');
  await alice(`/ticket time ${late} 30m`);
  await year.until('2027-09-02T06:00:00Z');
  await year.asks('And one more');
  await dana('/account show Acme');
  await year.until('2027-10-04T06:00:00Z');
  await dana('/subscription renew Acme');
  await year.asks('We are back');
  await year.until('2027-11-15T06:00:00Z');
  await dana('/subscription cancel Acme 2027-12-31 "They merge"');
  await year.until('2028-01-10T06:00:00Z');
  await dana('/account show Acme');
  await dana('/subscription show Acme');
  for (const day of daysFrom(addDays(FIRST, -3), addDays(LAST, 3))) later.set(day, await year.standingOn(day));
  told = directTo(w, 'dana');
  digests = w.reads('triage').filter((text) => text.includes('Core team, '));
  await w.close();
}, 120_000);

const digestOf = (date: string) => digests.find((text) => text.includes(`Core team, ${date}\n`)) ?? '';

describe('a year of Acme’s contract', () => {
  it('has every request judged by what was in force and left at that moment', () => {
    expect(year.verdicts).toEqual([
      'covered: silver',
      'exhausted: silver',
      'covered: silver',
      'covered: gold',
      'lapsed: gold',
      'lapsed: gold',
      'covered: gold',
    ]);
  });

  it('has a ledger that sums to its balances after every step', () => {
    expect(year.flaws).toEqual([]);
    expect(year.w.logged).toEqual([]);
  });

  it.each([
    ['soon after it', () => year.soonAfter],
    ['when all is over', () => later],
  ])('says of every day what was in force on it, asked %s', (_, answers) => {
    for (const [from, to, standing] of IN_FORCE) {
      for (const day of daysFrom(from as LocalDate, to as LocalDate))
        expect(answers().get(day)).toBe(`Acme, ${sayDate(day)}: ${standing}.`);
    }
    expect(later.get(addDays(FIRST, -1))).toBe('Acme, 22 Nov 2026: No subscription yet; one begins on 23 Nov 2026.');
    expect(later.get(addDays(LAST, 1))).toContain('gold was cancelled');
  });

  it('tells its owner of each end, each hundredth and each lapse once, at its hour, with what was used', () => {
    expect(told.map((lines) => lines.filter((line) => !line.startsWith('[')))).toEqual(TOLD);
  });

  it('tells its owner what can be done at once', () => {
    const buttons = (words: string) => [
      ...new Set(told.filter(([, first]) => first?.includes(words)).map((lines) => lines.at(-1))),
    ];
    expect(buttons(' ends on ')).toEqual(['[Renew] [Show]']);
    expect(buttons('🔴')).toEqual(['[Renew] [Show]']);
    expect(buttons(' %')).toEqual(['[Hours]']);
    expect(buttons('expires')).toEqual(['[Hours]']);
  });

  it('says what is left, to the customer and to the team, in the words of each', () => {
    const answer = year.answers.join('\n');
    expect(answer).toContain(HOURS_IN_JANUARY);
    expect(answer).toContain(HOURS_IN_JUNE);
  });

  it('keeps a lapse in the account’s history, once', () => {
    expect(year.answers.filter((line) => line.endsWith('gold ended on 31 Aug 2027'))).toEqual([
      'Wed 1 Sept, 09:00: gold ended on 31 Aug 2027',
      'Wed 1 Sept, 09:00: gold ended on 31 Aug 2027',
    ]);
    expect(year.answers).toContain('Acme · gold ended on 31 Aug 2027 · 0 open');
  });

  it('keeps its changes as they were dated', () => {
    expect(year.answers.slice(-6)).toEqual([
      'Acme, 10 Jan 2028: gold was cancelled; its last day was 31 Dec 2027.',
      '23 Nov 2026: silver begins, until 31 May 2027, 6,000.00 EUR a year (Dana)',
      '15 Mar 2027: gold from this day on, 12,000.00 EUR a year (Dana)',
      '25 May 2027: renewed until 31 Aug 2027 (Dana)',
      '4 Oct 2027: renewed until 3 Jan 2028 (Dana)',
      '15 Nov 2027: cancelled, the last day is 31 Dec 2027 (Dana): They merge',
    ]);
  });

  it('has a line in the morning digest while something comes, and none when nothing does', () => {
    expect(digestOf('Monday 1 March')).toContain('Hours running out or expiring (1): Acme');
    expect(digestOf('Monday 1 March')).not.toContain('coming to an end');
    expect(digestOf('Tuesday 2 March')).toContain(
      'Subscriptions coming to an end (1): Acme ends on 31 May 2027 (in 90 days)',
    );
    expect(digestOf('Monday 30 August')).toContain('Acme ends on 31 Aug 2027 (tomorrow)');
    expect(digestOf('Tuesday 31 August')).toContain('Acme ends on 31 Aug 2027 (today)');
    expect(digestOf('Wednesday 1 September')).toContain('Ended since the last digest (1): Acme');
    expect(digests.filter((text) => text.includes('Ended since'))).toHaveLength(2);
    expect(digestOf('Wednesday 15 September')).toMatch(/^Steward: .*\nNothing is due.*\nSince .*\n\[/);
  });
});
