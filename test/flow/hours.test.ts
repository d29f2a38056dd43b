import { demoDesk } from '../../src/adapters/playground/people';
import { localDateOf } from '../../src/core/calendar/zone';
import { HOUR, MINUTE, millis } from '../../src/core/time';
import { booksOf, directTo, flawsIn } from '../support/contracts';
import { customerWords } from '../support/facts';
import { euros, PLANS, SELLING } from '../support/plans';
import { type World, world } from '../support/world';

const metered = { ...PLANS.metered, hours: millis(2 * HOUR), rounding: millis(15 * MINUTE), overage: euros('150') };
const desk = { ...demoDesk(), ...SELLING, plans: { ...PLANS, metered } } as ReturnType<typeof demoDesk>;
type Who = 'dana' | 'alice' | 'carol' | 'chen' | 'olaf';

/** What somebody is answered, in private. */
async function answer(w: World, who: Who, line: string, place = 'triage'): Promise<string> {
  const before = w.told(who).length;
  await w[who].types(place, line);
  return w.told(who).slice(before).join('\n');
}
/** Acme on a plan, with a request #1. */
async function acmeOn(plan?: string): Promise<World> {
  const w = await world({ desk });
  await w.dana.types('triage', '/account change Acme owner:@dana');
  if (plan !== undefined) await w.dana.types('triage', `/subscription start Acme ${plan} 2026-11-01`);
  await w.carol.says('acme', 'Upgrade fails');
  return w;
}
const books = (w: World, account = 'Acme') => w.store.transact((unit) => booksOf(unit, account));
describe('`ticket time`', () => {
  it('logs what was done, and says where the hours came from', async () => {
    const w = await acmeOn('metered');
    expect(await answer(w, 'alice', '/ticket time 1 45m "Read the logs"')).toBe(
      'Logged 45 min on #1 as entry 1. 45 min from the hours included this month.',
    );
    expect(await answer(w, 'alice', '/time 1 2h')).toBe(
      'Logged 2 h on #1 as entry 2. 1 h 15 min from the hours included this month, 45 min beyond them, at 150.00 EUR an hour.',
    );
    const { entries } = await books(w);
    expect(entries).toMatchObject([{ note: 'Read the logs', mode: 'subscription', by: { name: 'Alice' } }, {}]);
  });

  it('shows with the ticket what stands, to the team alone', async () => {
    const w = await acmeOn('metered');
    const line = async (who: Who) =>
      (await answer(w, who, '/ticket show 1', who === 'carol' ? 'acme' : 'triage'))
        .split('\n')
        .find((one) => one.includes('logged'));
    expect(await line('alice')).toBeUndefined();
    await answer(w, 'alice', '/ticket time 1 45m');
    await answer(w, 'dana', '/ticket time 1 2h');
    await answer(w, 'alice', '/ticket time 1 30m corrects:1');
    expect(await line('alice')).toBe('2 h 30 min logged: 2 (2 h, Dana), 3 (30 min, Alice)');
    expect(await line('carol')).toBeUndefined();
    await answer(w, 'alice', '/ticket time 1 0m corrects:3');
    expect(await line('alice')).toBe('2 h logged: 2 (2 h, Dana)');
  });

  it('is said in the ticket’s own thread without its number', async () => {
    const w = await acmeOn('metered');
    const root = w.platform.room.entries().find(({ by }) => by.memberId === 'carol');
    expect(await answer(w, 'alice', '/ticket time 30m', `acme/${root?.ref.messageId}`)).toContain(
      'Logged 30 min on #1',
    );
  });

  it.each([
    ['metered', '50m', 'It counts as 1 h. 1 h from the hours included this month.'],
    ['metered', '1m', 'It counts as 15 min. 15 min from the hours included this month.'],
    ['metered', '30m', '30 min from the hours included this month.'],
    ['flat', '50m', '50 min within a plan that counts no hours.'],
    ['bought', '50m', '50 min paid for by nothing: no hours are left and no rate is agreed.'],
  ])('on %s rounds %s as the plan says', async (plan, time, words) => {
    const w = await acmeOn(plan);
    expect(await answer(w, 'alice', `/ticket time 1 ${time}`)).toMatch(new RegExp(`as entry 1\\. ${words}$`));
  });

  it('draws nothing where it is not billable, or where the ticket is sold by itself', async () => {
    const w = await acmeOn('metered');
    const nothing = 'It is not billable: nothing is drawn.';
    expect(await answer(w, 'alice', '/ticket time 1 1h billable:no')).toContain(nothing);
    await answer(w, 'alice', '/ticket mode 1 training');
    expect(await answer(w, 'alice', '/ticket time 1 1h')).toContain(nothing);
    expect(await answer(w, 'alice', '/ticket time 1 1h billable:yes')).toContain('1 h from the hours included');
    expect((await books(w)).draws).toHaveLength(1);
  });

  it('draws a pack after the month’s hours, the older one first, though the ticket has no covered promise', async () => {
    const w = await acmeOn('metered');
    await answer(w, 'dana', '/pack add Acme 1h from:2026-11-10');
    await answer(w, 'dana', '/pack add Acme 1h from:2026-11-05');
    expect(await answer(w, 'alice', '/ticket time 1 3h30m')).toBe(
      'Logged 3 h 30 min on #1 as entry 1. 2 h from the hours included this month, 1 h from a pack, 30 min from a pack.',
    );
    const { packs, draws } = await books(w);
    const older = packs.find(({ from }) => from === '2026-11-05');
    expect(draws[1]?.source).toEqual({ from: 'pack', pack: older?.id });
  });
});

describe('a correction', () => {
  it('is a further entry that gives back what the former drew', async () => {
    const w = await acmeOn('metered');
    await answer(w, 'alice', '/ticket time 1 3h');
    expect(await answer(w, 'alice', '/ticket time 1 40m corrects:1')).toBe(
      'Entry 2 takes the place of entry 1: 40 min, not 3 h. It counts as 45 min. 45 min from the hours included this month.',
    );
    expect(await answer(w, 'alice', '/ticket time 1 40m billable:no corrects:2')).toBe(
      'Entry 3 takes the place of entry 2: 40 min as before. It is not billable: nothing is drawn.',
    );
    expect(await answer(w, 'dana', '/hours Acme')).toContain('Included Nov 2026: 0 min of 2 h used, 2 h left');
    const kept = await books(w);
    expect(kept.entries.map(({ id, corrects }) => [id, corrects])).toEqual([
      [1, undefined],
      [2, 1],
      [3, 2],
    ]);
    expect(flawsIn(kept, localDateOf('Europe/Berlin', w.clock.now()))).toEqual([]);
  });

  it('takes an entry back with 0m', async () => {
    const w = await acmeOn('metered');
    await answer(w, 'alice', '/ticket time 1 3h');
    expect(await answer(w, 'alice', '/ticket time 1 0m corrects:1')).toBe(
      'Entry 2 takes entry 1 back: nothing of it counts any more.',
    );
  });

  it('of an entry that was corrected is refused with the number to correct, and uses up no number', async () => {
    const w = await acmeOn('metered');
    await answer(w, 'alice', '/ticket time 1 3h');
    await answer(w, 'alice', '/ticket time 1 2h corrects:1');
    expect(await answer(w, 'alice', '/ticket time 1 1h corrects:1')).toBe(
      'Entry 1 was corrected by entry 2 already; correct entry 2. Nothing was changed.',
    );
    expect(await answer(w, 'alice', '/ticket time 1 1h')).toContain('as entry 3.');
  });

  it('of another ticket’s entry, or of one that never was, is refused with those there are', async () => {
    const w = await acmeOn('metered');
    const cure = 'No time is logged there yet. Nothing was changed.';
    expect(await answer(w, 'alice', '/ticket time 1 1h corrects:9')).toBe(`#1 has no time entry 9. ${cure}`);
    await answer(w, 'alice', '/ticket time 1 3h');
    await answer(w, 'alice', '/work log Acme 1h subscription');
    const known = 'The latest is 1 (3 h, Alice). Nothing was changed.';
    expect(await answer(w, 'alice', '/ticket time 1 1h corrects:2')).toBe(`#1 has no time entry 2. ${known}`);
    expect(await answer(w, 'alice', '/work log Acme 1h subscription corrects:1')).toBe(
      'Acme has no entry 1 for work on no ticket. The latest is 2 (1 h, Alice). Nothing was changed.',
    );
  });
});

describe('`work log`', () => {
  it('draws support and on demand, and nothing of what is charged by itself', async () => {
    const w = await acmeOn('metered');
    expect(await answer(w, 'alice', '/work log Acme 1h subscription "A call"')).toBe(
      'Logged 1 h of subscription for Acme as entry 1. 1 h from the hours included this month.',
    );
    expect(await answer(w, 'alice', '/work log Acme 3h training')).toBe(
      'Logged 3 h of training for Acme as entry 2. It is not billable: nothing is drawn.',
    );
    expect(await answer(w, 'alice', '/work log Acme 40m subscription corrects:1')).toBe(
      'Entry 3 takes the place of entry 1: 40 min, not 1 h. It counts as 45 min. 45 min from the hours included this month.',
    );
  });

  it('of an earlier day draws what counted on that day', async () => {
    const w = await acmeOn('metered');
    expect(await answer(w, 'alice', '/work log Acme 1h subscription on:2026-10-31')).toContain('paid for by nothing');
    await w.pass('10d');
    await answer(w, 'alice', '/work log Acme 1h subscription on:2026-11-30');
    expect(await answer(w, 'dana', '/hours Acme')).toContain('Included Dec 2026: 0 min of 2 h used, 2 h left');
    expect((await books(w)).draws.at(-1)?.source).toEqual({ from: 'included', month: '2026-11' });
  });
});

describe('hours that run out', () => {
  it('are told to the owner at 80 % and at 100 %, each once, with what comes after', async () => {
    const w = await acmeOn('metered');
    await answer(w, 'dana', '/pack add Acme 1h until:2026-12-31');
    for (const line of ['1h45m', '0m corrects:1', '1h45m', '15m', '30m', '15m', '1h'])
      await answer(w, 'alice', `/ticket time 1 ${line}`);
    await w.pass('3d');
    const told = directTo(w, 'dana').map(([, words]) => words);
    expect(told.filter((words) => words?.includes('used'))).toEqual([
      '⏳ Acme has used 87 % of the 2 h included in Nov 2026; 15 min left.',
      '⏳ Acme has used up the 2 h included in Nov 2026. It has 1 h left besides.',
      '⏳ Acme has used up the pack of 1 h from 23 Nov 2026. Nothing else is left: each further hour costs 150.00 EUR.',
    ]);
  });

  it('without a rate mean that requests lose their promise, and the owner reads so', async () => {
    const w = await acmeOn('hourly');
    await answer(w, 'alice', '/ticket time 1 1h');
    expect(directTo(w, 'dana')[0]?.[1]).toBe(
      '⏳ Acme has used up the 1 h included in Nov 2026. Nothing else is left: new requests have the community’s promise until there is more.',
    );
  });
});

describe('`hours`', () => {
  const OURS = `Acme
19 h 45 min left on 23 Nov 2026 · then 150.00 EUR an hour
Included Nov 2026: 2 h of 2 h used, 0 min left
Pack 23 Nov 2026 to 31 Dec 2026: 15 min of 20 h used, 19 h 45 min left · ends in 38 days`;
  const THEIRS = `You have 19 h 45 min of support left.
Included in Nov 2026: 2 h, all used.
20 h from 23 Nov 2026: 19 h 45 min left, until 31 Dec 2026.
After that each hour costs 150.00 EUR.`;
  async function both(): Promise<World> {
    const w = await acmeOn('metered');
    await w.dana.types('triage', '/pack add Acme 20h until:2026-12-31 price:"3000 EUR" note:"Cheap for them"');
    await w.dana.types('triage', '/subscription start Globex hourly 2026-11-01');
    await w.alice.types('triage', '/ticket time 1 2h15m');
    return w;
  }

  it('says to the team what is left and how it was used', async () => {
    const w = await both();
    expect(await answer(w, 'alice', '/hours Acme')).toBe(OURS);
    expect(await answer(w, 'alice', '/hours', 'acme')).toBe(OURS);
    expect(await answer(w, 'alice', '/hours')).toBe(
      'Say which account: write its name, or ask in its channel. Nothing was changed.',
    );
  });

  it('says to the customer what is left, by command and by mention, and to them alone', async () => {
    const w = await both();
    expect(await answer(w, 'carol', '/hours', 'acme')).toBe(THEIRS);
    const before = w.told('carol').length;
    await w.carol.says('acme', '@Steward hours');
    expect(w.told('carol').slice(before)).toEqual([THEIRS]);
    expect(w.reads('acme').join('\n')).not.toContain('19 h');
    expect(w.reads('triage')).toHaveLength(1);
  });

  it('says to a customer nothing of another account, whatever name they write', async () => {
    const w = await both();
    expect(await answer(w, 'carol', '/hours Globex', 'acme')).toBe(THEIRS);
    const told = await answer(w, 'chen', '/hours Acme', 'globex');
    expect(told).toBe('You have 1 h of support left.\nIncluded in Nov 2026: 1 h of 1 h left, until 30 Nov 2026.');
    for (const [who, place] of [
      ['chen', 'public'],
      ['olaf', 'public'],
      ['carol', 'public'],
    ] as const)
      expect(await answer(w, who, '/hours Acme', place)).toBe('I can only say this in your own support channel.');
  });

  it('names to a customer no price of a pack, no note, no person and no unpaid work', async () => {
    const w = await both();
    await w.alice.types('triage', '/work log Acme 1h subscription on:2026-10-10 note:"Slow day"');
    await w.carol.types('acme', '/hours');
    expect(customerWords(w)).not.toMatch(/3,000|Cheap|Dana|Alice|Slow|nothing|metered|gold/);
  });
});

describe('`pack add`', () => {
  it('says what was sold and what is left now', async () => {
    const w = await acmeOn('metered');
    expect(await answer(w, 'dana', '/pack add Acme 20h until:2026-12-31 price:"3000 EUR"')).toBe(
      `Acme has a further pack of 20 h, for 3,000.00 EUR.
22 h left on 23 Nov 2026 · then 150.00 EUR an hour
Included Nov 2026: 0 min of 2 h used, 2 h left
Pack 23 Nov 2026 to 31 Dec 2026: 0 min of 20 h used, 20 h left · ends in 38 days`,
    );
  });

  it('is the leads’ alone', async () => {
    const w = await acmeOn();
    expect(await answer(w, 'alice', '/pack add Acme 20h')).toMatch(/^Only leads can sell an account a pack of hours\./);
    expect(await answer(w, 'carol', '/pack add Acme 20h', 'acme')).toMatch(/^Only the support team can sell/);
    expect((await books(w)).packs).toEqual([]);
  });
});

describe('what cannot be', () => {
  it.each([
    ['/ticket time 99 45m', 'There is no ticket #99 that you can see. `ticket list` shows yours.'],
    [
      '/ticket time 1 soon',
      /^I did not understand "soon" as how long: write a length of time such as 2h or 45m\. Try /,
    ],
    ['/ticket time 1 0m', 'Say how long it took, such as 45m. Nothing was changed.'],
    ['/ticket time 1 45m billable:maybe', /^I did not understand "maybe" as billable: use one of yes, no\. Try /],
    ['/ticket time 1 45m corrects:x', /as number of the entry that this one replaces: write a whole number\. Try /],
    ['/work log Acne 3h training', 'There is no account "Acne". Did you mean "Acme"? Nothing was changed.'],
    ['/work log Acme 3h training on:2027-01-01', 'That day has not come yet. Nothing was changed.'],
    ['/work log Acme 3h training on:0026-11-01', /: write a day as year-month-day, such as 2026-12-31\. Try /],
    ['/work log Acme 0m training', 'Say how long it took, such as 45m. Nothing was changed.'],
    ['/pack add Acme 0h', 'Say how many hours the pack has, such as 20h. Nothing was changed.'],
    ['/pack add Acme lots', /^I did not understand "lots" as how many hours: write a length of time /],
    ['/pack add Acme 20h until:tomorrow', /: write a day as year-month-day, such as 2026-12-31\. Try /],
    [
      '/pack add Acme 20h until:2026-11-01',
      'It begins on 23 Nov 2026 and cannot end before that, on 1 Nov 2026. Give a later end. Nothing was changed.',
    ],
    ['/pack add Acme 20h price:cheap', '"CHEAP" is not an amount; write it like 1200 or 1200.50. Nothing was changed.'],
    [
      '/pack add Acme 20h price:"30 XYZ"',
      '"XYZ" is not a currency; write its ISO code, such as EUR. Nothing was changed.',
    ],
    ['/pack add Acme 20h price:9.999', '"9.999" has more decimals than EUR has; write at most 2. Nothing was changed.'],
    [
      '/pack add Acme 20h price:-3',
      'A price is not below zero; leave it out where nothing is paid. Nothing was changed.',
    ],
    [
      '/charge add Acme "4,500" consulting',
      '"4,500" is not an amount; write it like 1200 or 1200.50. Nothing was changed.',
    ],
  ])('%s is answered with what would', async (line, words) => {
    const w = await acmeOn('metered');
    const said = await answer(w, 'dana', line);
    if (typeof words === 'string') expect(said).toBe(words);
    else expect(said).toMatch(words);
    expect(await books(w)).toEqual({ packs: [], entries: [], draws: [] });
  });

  it('by mention says what is missing', async () => {
    const w = await acmeOn('metered');
    await w.alice.says('acme', '@Steward work log Acme 3h');
    expect(w.told('alice').at(-1)).toMatch(/^I need one more thing: how it is sold\. Try `work log ACCOUNT TIME MODE /);
  });
});
