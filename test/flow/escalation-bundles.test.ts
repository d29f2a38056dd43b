import { eventTypes, postedAt, tickets, unheard } from '../support/facts';
import { alertsIn, atPercent, breach, deskWithSteps } from '../support/steps';
import { type World, world } from '../support/world';

const steps = [
  { moment: atPercent(80), to: ['leads'] },
  { moment: breach, to: ['triage', 'leads'] },
] as const;
const desk = () => {
  const made = deskWithSteps('premium', steps);
  return { ...made, channels: made.channels.map((channel) => ({ ...channel, groupMinutes: 0 })) };
};
const lines = (w: World, placeId: string) => alertsIn(w, placeId).map((text) => text.split('\n'));

/** Three requests at once, and one ten minutes later; the roots of their threads. */
async function four(): Promise<{ readonly w: World; readonly roots: readonly string[] }> {
  const w = await world({ desk: desk() });
  const roots: string[] = [];
  for (const text of ['Upgrade fails', 'Login fails', 'Export hangs']) roots.push(await w.carol.says('acme', text));
  await w.alice.types('triage', '/ticket severity 3 S1');
  await w.pass('10m');
  roots.push(await w.carol.says('acme', 'Search is slow'));
  return { w, roots };
}
/** The desk looks only when the first three are late and the fourth is about to be. */
async function bundle() {
  const { w, roots } = await four();
  w.clock.set((w.clock.now() + 52 * 60_000) as ReturnType<typeof w.clock.now>);
  await w.settle();
  return { w, roots };
}

describe('steps that come at once for one reader', () => {
  it('are one message, the most urgent first, and each is told once', async () => {
    const { w } = await bundle();
    expect(lines(w, 'dm-dana')).toEqual([
      [
        'Look at 4 promises: 🔴 3 late, ⏳ 1 due soon.',
        '🔴 #3 (Acme, S1): first answer was due 10:15 (47 min ago). Nobody has claimed it. Open',
        '🔴 #1 (Acme, S2): first answer was due 11:00 (2 min ago). Nobody has claimed it. Open',
        '🔴 #2 (Acme, S2): first answer was due 11:00 (2 min ago). Nobody has claimed it. Open',
        '⏳ #4 (Acme, S2) needs a first answer by 11:10 (in 8 min). Nobody has claimed it. Open',
        '[My queue] [Unclaimed]',
      ],
    ]);
    expect(lines(w, 'triage')[0]?.[0]).toBe('Look at 3 promises: 🔴 3 late.');
    await w.settle();
    await w.pass('3m');
    expect(postedAt(w, 'dm-dana', /./)).toEqual(['Mon 11:02']);
  });

  it('are each kept true when their ticket is answered, and the others stay as they are', async () => {
    const { w, roots } = await bundle();
    await w.bob.says(`acme/${roots[0]}`, 'Use 5.2.1');
    await w.bob.says(`acme/${roots[3]}`, 'Build the index again');
    const [message = []] = lines(w, 'dm-dana');
    expect(message).toEqual([
      'Look at 2 promises: 🔴 2 late. 2 need no action any more.',
      expect.stringContaining('🔴 #3 (Acme, S1): first answer was due 10:15'),
      '~~🔴~~ #1 (Acme, S2) answered 11:02 by Bob, 2 min late.',
      expect.stringContaining('🔴 #2 (Acme, S2): first answer was due 11:00'),
      '~~⏳~~ #4 (Acme, S2) answered 11:02 by Bob, in time.',
      '[My queue] [Unclaimed]',
    ]);
    await w.bob.types('triage', '/ticket claim 2');
    expect(lines(w, 'dm-dana')[0]?.[3]).toContain('Bob has it.');
  });

  it('say so when nothing of them is left to do, with no buttons to press', async () => {
    const { w, roots } = await bundle();
    for (const root of roots) await w.bob.says(`acme/${root}`, 'Use 5.2.1');
    const [message = []] = lines(w, 'dm-dana');
    expect(message[0]).toBe('Nothing is left to do here: all 4 need no action any more.');
    expect(message.at(-1)).not.toContain('[');
    expect(postedAt(w, 'dm-dana', /./)).toEqual(['Mon 11:02']);
  });

  it('say that a promise is late of which they only warned', async () => {
    const { w } = await bundle();
    await w.pass('10m');
    const [first = [], ...more] = lines(w, 'dm-dana');
    expect(first[0]).toBe('Look at 4 promises: 🔴 4 late.');
    expect(first[4]).toBe('~~⏳~~ #4 (Acme, S2): the first answer was due 11:10 and is late. Open');
    expect(more).toHaveLength(1);
  });

  it('are as many messages as can be read, when they are very many', async () => {
    const w = await world({ desk: desk() });
    for (let n = 1; n <= 23; n++) await w.carol.says('acme', `Problem ${n}`);
    w.clock.set((w.clock.now() + 61 * 60_000) as ReturnType<typeof w.clock.now>);
    await w.settle();
    expect(lines(w, 'triage').map(([heading]) => heading)).toEqual([
      'Look at 10 promises: 🔴 10 late.',
      'Look at 10 promises: 🔴 10 late.',
      'Look at 3 promises: 🔴 3 late.',
    ]);
  });

  it('are told once by two sweeps at a time, and after a restart', async () => {
    const { w } = await four();
    await w.restart(() => w.clock.set((w.clock.now() + 52 * 60_000) as ReturnType<typeof w.clock.now>));
    await Promise.all([w.steward.tick(), w.steward.tick(), w.steward.tick()]);
    await w.restart();
    expect(postedAt(w, 'dm-dana', /./)).toEqual(['Mon 11:02']);
    for (const { number } of await tickets(w)) {
      expect((await eventTypes(w, number)).filter((type) => type === 'warned' || type === 'breached')).toHaveLength(1);
    }
  });

  it('stay true across a restart: what was answered while the desk was away is put right in its line', async () => {
    const { w, roots } = await bundle();
    await w.restart(() => unheard(w, 'bob', `acme/${roots[1]}`, 'Use 5.2.1'));
    expect(lines(w, 'dm-dana')[0]?.[3]).toBe('~~🔴~~ #2 (Acme, S2) answered 11:02 by Bob, 2 min late.');
    expect(postedAt(w, 'dm-dana', /./)).toEqual(['Mon 11:02']);
  });
});

describe('a step that comes alone', () => {
  it('is a message of its own ticket, edited in place', async () => {
    const { w, roots } = await four();
    await w.bob.says(`acme/${roots[2]}`, 'Restart it');
    await w.pass('52m');
    // Two warnings came together, the fourth ticket's by itself.
    expect(postedAt(w, 'dm-dana', /⏳ #4/)).toEqual(['Mon 10:58']);
    await w.bob.says(`acme/${roots[3]}`, 'Build the index again');
    expect(alertsIn(w, 'dm-dana').find((text) => text.startsWith('~~⏳~~ #4'))).toBe(
      '~~⏳~~ #4 (Acme, S2) answered 11:02 by Bob, in time.',
    );
  });
});
