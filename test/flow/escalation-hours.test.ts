import { MINUTE, millis } from '../../src/core/time';
import { postedAt } from '../support/facts';
import { alertsIn, atPercent, breach, deskWithSteps, hours, OFFICE, overdueBy } from '../support/steps';
import { type World, world } from '../support/world';

const posted = (w: World, placeId: string) => postedAt(w, placeId, /(⏳|🔴)(~~)? #/);
/** A Monday, 20:00 in Berlin: S2 of Acme is promised an answer within the hour, the office is closed. */
const NIGHT = { start: '2026-11-23T19:00:00Z' };
const steps = [
  { moment: atPercent(50), to: ['triage', 'assignee'], hours: OFFICE },
  { moment: breach, to: ['triage', { group: 'managers' }], hours: OFFICE },
] as const;

describe('a step for people in whose hours it does not come', () => {
  it('waits until they open, while triage hears at once', async () => {
    const desk = deskWithSteps('premium', steps, { targets: { S2: { first_response: hours(20) } } });
    const w = await world({ ...NIGHT, desk });
    await w.carol.says('acme', 'Upgrade fails');
    await w.alice.types('triage', '/ticket claim 1');
    await w.pass('14h');
    expect([posted(w, 'triage'), posted(w, 'dm-alice')]).toEqual([['Tue 06:00'], ['Tue 09:00']]);
    expect(alertsIn(w, 'dm-alice')[0]).toContain('⏳ #1 (Acme, S2) needs a first answer by 16:00');
  });

  it('is dropped when the promise was kept meanwhile', async () => {
    const w = await world({ ...NIGHT, desk: deskWithSteps('premium', steps) });
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.alice.types('triage', '/ticket claim 1');
    await w.pass('40m');
    await w.alice.says(`acme/${root}`, 'Use 5.2.1');
    await w.pass('1d');
    expect([posted(w, 'triage'), posted(w, 'dm-alice'), posted(w, 'dm-bob')]).toEqual([['Mon 20:30'], [], []]);
  });

  it('is dropped when the answer came late, but before they opened: nobody need act', async () => {
    const w = await world({ ...NIGHT, desk: deskWithSteps('premium', steps) });
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.pass('2h');
    await w.alice.says(`acme/${root}`, 'Use 5.2.1');
    await w.pass('1d');
    expect([posted(w, 'triage'), posted(w, 'dm-bob')]).toEqual([['Mon 20:30', 'Mon 21:00'], []]);
  });

  it('becomes what is true then: a warning that could not be given tells of the breach, and once', async () => {
    const both = [steps[0], { moment: breach, to: ['triage', 'assignee'], hours: OFFICE }] as const;
    for (const those of [steps, both]) {
      const w = await world({ ...NIGHT, desk: deskWithSteps('premium', those) });
      await w.carol.says('acme', 'Upgrade fails');
      await w.alice.types('triage', '/ticket claim 1');
      await w.pass('1d');
      expect(posted(w, 'dm-alice')).toEqual(['Tue 09:00']);
      expect(alertsIn(w, 'dm-alice')[0]).toMatch(/^🔴 #1 \(Acme, S2\): first answer was due Mon 23 Nov, 21:00/);
    }
  });

  it('is not told again to whoever heard of the breach when it came', async () => {
    const those = [
      { moment: atPercent(50), to: ['assignee'], hours: OFFICE },
      { moment: breach, to: ['assignee'] },
    ] as const;
    const w = await world({ ...NIGHT, desk: deskWithSteps('premium', those) });
    await w.carol.says('acme', 'Upgrade fails');
    await w.alice.types('triage', '/ticket claim 1');
    await w.pass('1d');
    expect(posted(w, 'dm-alice')).toEqual(['Mon 21:00']);
  });

  it('goes to whoever has the ticket when they open', async () => {
    const w = await world({ ...NIGHT, desk: deskWithSteps('premium', [steps[0], { moment: breach, to: ['triage'] }]) });
    await w.carol.says('acme', 'Upgrade fails');
    await w.alice.types('triage', '/ticket claim 1');
    await w.pass('5h');
    await w.dana.types('triage', '/ticket assign 1 @Bob');
    await w.pass('1d');
    expect([posted(w, 'dm-alice'), posted(w, 'dm-bob')]).toEqual([[], ['Tue 09:00']]);
  });

  it('comes in its hours at once', async () => {
    const w = await world({ desk: deskWithSteps('premium', steps) });
    await w.carol.says('acme', 'Upgrade fails');
    await w.pass('2h');
    expect([posted(w, 'dm-dana'), posted(w, 'dm-bob')]).toEqual([['Mon 10:30'], ['Mon 11:00']]);
  });
});

describe('the worst severity', () => {
  it('disturbs always', async () => {
    const desk = deskWithSteps('premium', steps, { targets: { S1: { first_response: millis(30 * MINUTE) } } });
    const channels = desk.channels.map((channel) => ({ ...channel, severity: 'S1' as const }));
    const w = await world({ ...NIGHT, desk: { ...desk, channels } });
    await w.carol.says('acme', 'All is down');
    await w.alice.types('triage', '/ticket claim 1');
    await w.pass('3h');
    expect([posted(w, 'dm-alice'), posted(w, 'dm-bob')]).toEqual([['Mon 20:15'], ['Mon 20:30']]);
  });

  it('disturbs from the moment it is set, whoever was waiting to be told', async () => {
    const same = { first_response: hours(1) };
    const after = [
      { moment: breach, to: ['triage'] },
      { moment: overdueBy(hours(1)), to: ['leads'], hours: OFFICE },
    ] as const;
    const w = await world({ ...NIGHT, desk: deskWithSteps('premium', after, { targets: { S1: same, S2: same } }) });
    await w.carol.says('acme', 'Upgrade fails');
    await w.pass('3h');
    expect(posted(w, 'dm-dana')).toEqual([]);
    await w.alice.types('triage', '/ticket severity 1 S1');
    await w.settle();
    expect(posted(w, 'dm-dana')).toEqual(['Mon 23:00']);
    await w.pass('1d');
    expect(posted(w, 'dm-dana')).toEqual(['Mon 23:00']);
  });
});
