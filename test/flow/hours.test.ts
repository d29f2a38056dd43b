import { directTo } from '../support/contracts';
import { customerWords } from '../support/facts';
import { acmeOn, answer, books } from '../support/hours-desk';
import type { World } from '../support/world';

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
