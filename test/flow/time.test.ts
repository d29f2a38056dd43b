import { localDateOf } from '../../src/core/calendar/zone';
import { flawsIn } from '../support/contracts';
import { acmeOn, answer, books, type Who } from '../support/hours-desk';

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
