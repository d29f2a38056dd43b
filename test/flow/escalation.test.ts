import { demoDesk } from '../../src/adapters/playground/people';
import { usualSteps } from '../../src/core/sla/steps';
import { HOUR, MINUTE, millis } from '../../src/core/time';
import { eventTypes, postedAt, unheard } from '../support/facts';
import { alertsIn, atPercent, breach, deskWithSteps, hours, overdueBy } from '../support/steps';
import { type World, world } from '../support/world';

const posted = (w: World, placeId: string) => postedAt(w, placeId, /(⏳|🔴)(~~)? #/);

describe('a policy without steps', () => {
  /** Everything anybody reads of one broken promise. */
  async function day(desk: ReturnType<typeof demoDesk>) {
    const w = await world({ desk });
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.pass('50m');
    await w.alice.types('triage', '/ticket claim 1');
    await w.pass('20m');
    await w.alice.says(`acme/${root}`, 'Use 5.2.1');
    await w.pass('9h');
    return ['triage', 'dm-alice', 'dm-bob', 'dm-dana'].map((place) => [w.reads(place), posted(w, place)]);
  }

  it('warns at warn_at and announces the breach, exactly as when these steps are written', async () => {
    const desk = demoDesk();
    const { premium } = desk.policies;
    if (premium === undefined) throw new Error('no premium');
    const written = { ...desk, policies: { ...desk.policies, premium: { ...premium, steps: usualSteps(80) } } };
    const [usual, same] = [await day(desk), await day(written)];
    expect(same).toEqual(usual);
    expect(usual.map(([, at]) => at)).toEqual([
      ['Mon 10:48', 'Mon 11:00', 'Mon 16:24', 'Mon 18:00'],
      ['Mon 11:00', 'Mon 16:24', 'Mon 18:00'],
      [],
      ['Mon 10:48'],
    ]);
  });

  it('says it in the words people know', async () => {
    const w = await world();
    await w.carol.says('acme', 'Upgrade fails');
    await w.pass('48m');
    expect(alertsIn(w, 'dm-dana')).toEqual([
      '⏳ #1 (Acme, S2) needs a first answer by 11:00 (in 12 min). Nobody has claimed it. Open\n[Claim] [Reply]',
    ]);
    await w.pass('13m');
    expect(alertsIn(w, 'dm-dana')).toEqual([
      '~~⏳~~ #1 (Acme, S2): the first answer was due 11:00 and is late.',
      '🔴 #1 (Acme, S2): first answer was due 11:00 (1 min ago). Nobody has claimed it.\nLast public word: Carol, 10:00. Open\n[Claim] [Reply]',
    ]);
  });
});

describe('a severity that no step is for', () => {
  it('keeps the usual steps', async () => {
    const w = await world({ desk: deskWithSteps('premium', [{ moment: breach, to: ['leads'], severities: ['S1'] }]) });
    await w.carol.says('acme', 'Upgrade fails');
    await w.pass('2h');
    expect(posted(w, 'triage')).toEqual(['Mon 10:48', 'Mon 11:00']);
  });

  it('takes the steps of the one it is changed to', async () => {
    const steps = [{ moment: atPercent(50), to: ['leads'], severities: ['S4'] } as const];
    const w = await world({ desk: deskWithSteps('premium', steps) });
    await w.carol.says('acme', 'Upgrade fails');
    await w.alice.types('triage', '/ticket severity 1 S4');
    await w.pass('9h');
    expect(posted(w, 'dm-dana')).toEqual(['Mon 14:00']);
    expect(posted(w, 'triage')).toEqual([]);
  });
});

describe('steps at percentages', () => {
  const steps = [
    { moment: atPercent(25), to: ['assignee'] },
    { moment: atPercent(50), to: ['triage', { group: 'managers' }] },
    { moment: breach, to: ['leads'] },
  ] as const;

  it('reach whom they name, each at its time, and nobody else', async () => {
    const w = await world({ desk: deskWithSteps('premium', steps) });
    await w.carol.says('acme', 'Upgrade fails');
    await w.alice.types('triage', '/ticket claim 1');
    await w.pass('5h');
    const told = ['dm-alice', 'triage', 'dm-bob', 'dm-dana'].map((place) => posted(w, place));
    expect(told).toEqual([['Mon 10:15'], ['Mon 10:30'], ['Mon 10:30'], ['Mon 11:00']]);
  });

  it('reach the leads in place of an assignee while nobody has the ticket', async () => {
    const w = await world({ desk: deskWithSteps('premium', steps) });
    await w.carol.says('acme', 'Upgrade fails');
    await w.pass('20m');
    expect(posted(w, 'dm-dana')).toEqual(['Mon 10:15']);
  });

  it('that an answer in time makes void are never sent', async () => {
    const w = await world({ desk: deskWithSteps('premium', steps) });
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.pass('20m');
    await w.alice.says(`acme/${root}`, 'Use 5.2.1');
    await w.pass('5h');
    expect(['dm-alice', 'triage', 'dm-bob', 'dm-dana'].flatMap((place) => posted(w, place))).toEqual(['Mon 10:15']);
    expect(alertsIn(w, 'dm-dana')).toEqual(['~~⏳~~ #1 (Acme, S2) answered 10:20 by Alice, in time.']);
  });
});

describe('steps after the breach', () => {
  it('count open time over a weekend, and wall time through it', async () => {
    const steps = [
      { moment: breach, to: ['triage'] },
      { moment: overdueBy(hours(2)), to: ['leads'] },
      { moment: overdueBy(hours(20), 'wall_time'), to: [{ group: 'managers' }] },
    ] as const;
    // A Friday, 12:00 in Berlin; four hours of office time are used up at 16:00, an hour before closing.
    const w = await world({ desk: deskWithSteps('standard', steps), start: '2026-11-27T11:00:00Z' });
    await w.chen.says('globex', 'The export hangs');
    await w.pass('4d');
    expect(posted(w, 'triage')).toEqual(['Fri 16:00']);
    expect(posted(w, 'dm-dana')).toEqual(['Mon 10:00']);
    expect(posted(w, 'dm-bob')).toEqual(['Sat 12:00']);
  });

  it('come as often as they say, each as long after the one before, in their own words', async () => {
    const steps = [{ moment: overdueBy(hours(1), 'open_time', 3), to: ['leads'] }] as const;
    const w = await world({ desk: deskWithSteps('premium', steps) });
    await w.carol.says('acme', 'Upgrade fails');
    await w.alice.types('triage', '/ticket claim 1');
    await w.pass('121m');
    expect(alertsIn(w, 'dm-dana')).toEqual([
      '🔴 #1 (Acme, S2) still needs a first answer, due 11:00 (1 h 1 min ago). Alice has it.\nLast public word: Carol, 10:00. Open\n[Reply]',
    ]);
    await w.pass('9h');
    expect(posted(w, 'dm-dana')).toEqual(['Mon 12:00', 'Mon 13:00', 'Mon 14:00']);
    const types = await eventTypes(w, 1);
    expect(types.filter((type) => type === 'breached' || type === 'escalated')).toEqual([
      'breached',
      'escalated',
      'escalated',
      'escalated',
    ]);
  });

  it('are not sent once the answer is there, late as it is, and say so where they were', async () => {
    const steps = [{ moment: overdueBy(hours(1), 'wall_time', 3), to: ['leads'] }] as const;
    const w = await world({ desk: deskWithSteps('premium', steps) });
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.pass('150m');
    await w.alice.says(`acme/${root}`, 'Use 5.2.1');
    await w.pass('9h');
    expect(posted(w, 'dm-dana')).toEqual(['Mon 12:00']);
    expect(alertsIn(w, 'dm-dana')).toEqual(['~~🔴~~ #1 (Acme, S2) answered 12:30 by Alice, 1 h 30 min late.']);
  });

  it('do not come while the clock stands still, and come when it runs again', async () => {
    const steps = [
      { moment: overdueBy(hours(1)), to: ['triage'] },
      { moment: overdueBy(hours(1), 'wall_time'), to: ['leads'] },
    ] as const;
    const targets = { S2: { resolution: hours(1) } };
    const w = await world({ desk: deskWithSteps('premium', steps, { targets }) });
    await w.carol.says('acme', 'Upgrade fails');
    await w.pass('90m');
    await w.alice.types('triage', '/ticket wait 1');
    await w.pass('3h');
    expect([posted(w, 'triage'), posted(w, 'dm-dana')]).toEqual([[], []]);
    await w.alice.types('triage', '/ticket reopen 1');
    await w.pass('1h');
    expect([posted(w, 'triage'), posted(w, 'dm-dana')]).toEqual([['Mon 15:00'], ['Mon 14:30']]);
  });
});

describe('a ticket opened again', () => {
  it('that was resolved late is not announced as late a second time', async () => {
    const steps = [{ moment: breach, to: ['leads'] }] as const;
    const desk = deskWithSteps('premium', steps, { targets: { S2: { resolution: hours(1) } } });
    const w = await world({ desk });
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.pass('2h');
    await w.alice.types('triage', '/ticket resolve 1');
    await w.pass('1h');
    await w.carol.says(`acme/${root}`, 'It fails again');
    await w.pass('1h');
    expect(posted(w, 'dm-dana')).toEqual(['Mon 11:00']);
    expect((await eventTypes(w, 1)).filter((type) => type === 'breached')).toHaveLength(1);
  });
});

describe('steps of a breach that was none', () => {
  it('are edited to say that the answer had come in time', async () => {
    const steps = [
      { moment: breach, to: ['triage'] },
      { moment: overdueBy(millis(5 * MINUTE)), to: ['leads'] },
    ] as const;
    const w = await world({ desk: deskWithSteps('premium', steps) });
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.pass('50m');
    await heardLater(w, root);
    for (const place of ['triage', 'dm-dana']) {
      expect(alertsIn(w, place)).toEqual([
        '~~🔴~~ #1 (Acme, S2) answered 10:50 by Alice, in time: this alert was sent before that was known here.',
      ]);
    }
  });
});

/** Alice answers now; the desk hears of it when both steps have been sent. */
async function heardLater(w: World, root: string): Promise<void> {
  unheard(w, 'alice', `acme/${root}`, 'Use 5.2.1');
  await w.pass('20m');
  await w.steward.catchUp();
  await w.settle();
}

describe('ticket why', () => {
  const steps = [
    { moment: atPercent(80), to: ['assignee'] },
    { moment: breach, to: ['triage', 'leads'] },
    { moment: overdueBy(HOUR, 'open_time', 4), to: [{ group: 'managers' }] },
  ] as const;
  const why = async (w: World) => {
    await w.alice.types('triage', '/ticket why 1');
    return w
      .told('alice')
      .at(-1)
      ?.split('\n')
      .filter((line) => line.startsWith('Next: '));
  };

  it('names the steps to come of a running clock, with the times they come at', async () => {
    const w = await world({ desk: deskWithSteps('premium', steps) });
    await w.carol.says('acme', 'Upgrade fails');
    expect(await why(w)).toEqual([
      'Next: 80 % at 10:48 to the leads; breach at 11:00 to triage and the leads; 1 h after the breach at 12:00 to managers, then every 1 h, 3 more times.',
    ]);
    await w.alice.types('triage', '/ticket claim 1');
    await w.pass('150m');
    expect(await why(w)).toEqual(['Next: 2 h after the breach at 13:00 to managers, then every 1 h, 2 more times.']);
  });

  it('names none of a clock that has ended', async () => {
    const w = await world({ desk: deskWithSteps('premium', steps) });
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.alice.says(`acme/${root}`, 'Use 5.2.1');
    expect(await why(w)).toEqual([]);
  });
});
