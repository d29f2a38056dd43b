import { demoDesk } from '../../src/adapters/playground/people';
import { eventTypes, postedAt, promise, ticket } from '../support/facts';
import { type World, world } from '../support/world';

/** Alerts as they were posted; what has been edited since to say how it ended is struck through. */
const alerts = (w: World, placeId: string) => ({
  warned: postedAt(w, placeId, /⏳(~~)? #/),
  breached: postedAt(w, placeId, /🔴(~~)? #/),
});
const NOTHING = { warned: [], breached: [] };

describe('a promise of Acme, day and night', () => {
  it('is broken by an answer one moment after its due time, kept by one at it', async () => {
    const w = await world();
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.pass('1h');
    await w.alice.says(`acme/${root}`, 'Use 5.2.1');
    expect(await promise(w, 1, 'first_response')).toBe('met');
    const other = await world();
    const late = await other.carol.says('acme', 'Upgrade fails');
    await other.pass('60m 1s');
    await other.alice.says(`acme/${late}`, 'Use 5.2.1');
    expect(await promise(other, 1, 'first_response')).toBe('missed');
  });

  it('announces each alert once though two sweeps run at once and again', async () => {
    const w = await world();
    await w.carol.says('acme', 'Upgrade fails');
    w.clock.set((w.clock.now() + 50 * 60_000) as ReturnType<typeof w.clock.now>);
    await Promise.all([w.steward.tick(), w.steward.tick(), w.steward.tick()]);
    await w.pass('11m');
    await Promise.all([w.steward.tick(), w.steward.tick(), w.steward.tick()]);
    await w.settle();
    expect(w.platform.room.entries().filter(({ ref }) => ref.place.placeId === 'dm-dana')).toHaveLength(2);
    expect((await eventTypes(w, 1)).filter((type) => type === 'warned' || type === 'breached')).toHaveLength(2);
  });

  it('does not say answered of what was resolved without an answer', async () => {
    const w = await world();
    await w.carol.says('acme', 'Upgrade fails');
    await w.pass('70m');
    await w.alice.types('triage', '/ticket resolve 1');
    expect(w.reads('dm-dana').at(-1)).toContain('resolved 11:10 by Alice');
    expect(w.reads('dm-dana').join()).not.toContain('answered');
  });

  it('warns of and announces each promise by itself', async () => {
    const w = await world();
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.alice.says(`acme/${root}`, 'Which version?');
    await w.pass('9h');
    expect(alerts(w, 'dm-alice')).toEqual({ warned: ['Mon 16:24'], breached: ['Mon 18:00'] });
  });
});

describe('a promise of Globex, in office hours', () => {
  it('never warns or breaches outside them', async () => {
    const w = await world({ start: '2026-11-27T15:00:00Z' });
    await w.chen.says('globex', 'The export hangs');
    expect(await promise(w, 1, 'first_response')).toBe('running until Mon 12:00');
    await w.pass('65h');
    expect(alerts(w, 'triage')).toEqual(NOTHING);
    await w.pass('5h');
    // 80 % of four hours: one on Friday, 2 h 12 min on Monday.
    expect(alerts(w, 'triage')).toEqual({ warned: ['Mon 11:12'], breached: ['Mon 12:00'] });
  });

  it('starts at the next opening for what is asked in the night', async () => {
    const w = await world({ start: '2026-11-23T20:00:00Z' });
    await w.chen.says('globex', 'The export hangs');
    expect(await promise(w, 1, 'first_response')).toBe('running until Tue 13:00');
    await w.pass('12h');
    expect(alerts(w, 'triage')).toEqual(NOTHING);
  });

  it('counts no holiday', async () => {
    const w = await world({ start: '2026-12-24T14:00:00Z' });
    await w.chen.says('globex', 'The export hangs');
    // Thursday 15:00 to 17:00 are two hours; Friday and Saturday are holidays; Monday is the next working day.
    expect(await promise(w, 1, 'first_response')).toBe('running until Mon 11:00');
  });
});

describe('a change of severity', () => {
  it('recounts the open clocks from their own start', async () => {
    const w = await world();
    await w.carol.says('acme', 'Upgrade fails');
    await w.pass('20m');
    await w.alice.types('triage', '/ticket severity 1 S4');
    expect(await promise(w, 1, 'first_response')).toBe('running until Mon 18:00');
    await w.pass('2h');
    expect(alerts(w, 'triage')).toEqual(NOTHING);
  });

  it('that makes a clock overdue breaks the promise at the moment of the change, says so once and why', async () => {
    const w = await world();
    await w.carol.says('acme', 'Upgrade fails');
    await w.pass('20m');
    await w.alice.types('triage', '/ticket severity 1 S1');
    await w.pass('30m');
    expect(alerts(w, 'triage')).toEqual({ warned: [], breached: ['Mon 10:20'] });
    expect(w.reads('triage').find((line) => line.includes('🔴 #1'))).toContain('severity');
  });

  it('corrects the warning already sent: it does not go on asking for what is over', async () => {
    const w = await world();
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.pass('50m');
    await w.alice.types('triage', '/ticket severity 1 S1');
    await w.alice.says(`acme/${root}`, 'Use 5.2.1');
    await w.alice.types('triage', '/ticket resolve 1');
    const standing = [...w.reads('triage'), ...w.reads('dm-dana')].filter((line) => /: ⏳ #1/.test(line));
    expect(standing).toEqual([]);
  });

  it('leaves ended clocks as they ended', async () => {
    const w = await world();
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.pass('40m');
    await w.alice.says(`acme/${root}`, 'Which version?');
    await w.alice.types('triage', '/ticket severity 1 S1');
    expect(await promise(w, 1, 'first_response')).toBe('met');
    expect(await promise(w, 1, 'resolution')).toBe('running until Mon 14:00');
  });

  it('to one without a promise removes the clock', async () => {
    const desk = demoDesk();
    const premium = desk.policies.premium;
    if (premium === undefined) throw new Error('no premium');
    const { S4: _none, ...targets } = premium.targets;
    const w = await world({ desk: { ...desk, policies: { ...desk.policies, premium: { ...premium, targets } } } });
    await w.carol.says('acme', 'Upgrade fails');
    await w.alice.types('triage', '/ticket severity 1 S4');
    expect(await promise(w, 1, 'first_response')).toBe('removed');
    await w.pass('10h');
    expect(alerts(w, 'triage')).toEqual(NOTHING);
    expect((await ticket(w, 1)).severity).toBe('S4');
  });
});
