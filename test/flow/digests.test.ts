import { demoDesk } from '../../src/adapters/playground/people';
import { at, postedAt } from '../support/facts';
import { type World, world } from '../support/world';

const digests = (w: World, placeId = 'triage') => postedAt(w, placeId, /Core team, /);
const latest = (w: World) => w.reads('triage').findLast((line) => line.includes('Core team, ')) ?? '';

describe('the morning digest', () => {
  it('comes once per working day at the team’s own 09:00, also when there is nothing to report', async () => {
    const w = await world();
    await w.pass('7d');
    expect(digests(w)).toEqual(['Tue 09:00', 'Wed 09:00', 'Thu 09:00', 'Fri 09:00', 'Mon 09:00']);
    expect(latest(w)).toContain('Monday 30 November');
    expect(latest(w)).toMatch(/Nothing/);
  });

  it.each([
    ['forward', '2026-03-27T07:00:00Z', '2026-03-30T06:59:59Z', '2026-03-30T07:00:00Z'],
    ['back', '2026-10-23T06:00:00Z', '2026-10-26T07:59:59Z', '2026-10-26T08:00:00Z'],
  ])('stays at 09:00 in the team’s zone when the clocks go %s', async (_way, start, before, then) => {
    const w = await world({ start });
    await w.pass('2h');
    const first = digests(w).length;
    w.clock.set(at(before));
    await w.settle();
    expect(digests(w)).toHaveLength(first);
    w.clock.set(at(then));
    await w.settle();
    expect(digests(w).slice(first)).toEqual(['Mon 09:00']);
  });

  it('comes at 09:00 of a team elsewhere', async () => {
    const desk = demoDesk();
    const teams = desk.teams.map((team) => ({ ...team, zone: 'Asia/Kolkata' }));
    const w = await world({ desk: { ...desk, teams } });
    await w.pass('1d');
    // 09:00 in Kolkata is 03:30 UTC, 04:30 in Berlin.
    expect(digests(w)).toEqual(['Tue 04:30']);
  });

  it('comes once though two ticks run at once', async () => {
    const w = await world();
    w.clock.set(at('2026-11-24T08:00:00Z'));
    await Promise.all([w.steward.tick(), w.steward.tick(), w.steward.tick()]);
    await w.settle();
    await w.settle();
    expect(digests(w)).toEqual(['Tue 09:00']);
  });
});

describe('after a downtime', () => {
  it('of several days only the latest digest is sent', async () => {
    const w = await world();
    await w.restart(() => w.clock.set(at('2026-11-27T09:00:00Z')));
    await w.settle();
    expect(digests(w)).toEqual(['Fri 10:00']);
    expect(latest(w)).toContain('Friday 27 November');
    await w.pass('4d');
    expect(digests(w)).toEqual(['Fri 10:00', 'Mon 09:00', 'Tue 09:00']);
  });

  it('ending on a weekend Friday’s is sent, and Monday’s on Monday', async () => {
    const w = await world();
    await w.restart(() => w.clock.set(at('2026-11-28T09:00:00Z')));
    await w.pass('2d');
    expect(digests(w)).toEqual(['Sat 10:00', 'Mon 09:00']);
  });

  it('without a digest in it none is sent', async () => {
    const w = await world();
    await w.restart(() => w.clock.set(at('2026-11-23T11:00:00Z')));
    expect(digests(w)).toEqual([]);
  });
});

describe('the worklist', () => {
  it('lists what is due later the same day', async () => {
    const w = await world({ start: '2026-11-24T07:30:00Z' });
    await w.pass('10m');
    await w.chen.says('globex', 'The export hangs');
    await w.pass('1h');
    expect(latest(w)).toMatch(/Due today \(1\): #1 Globex, first answer 13:00/);
  });

  it('counts the promises kept since the last one', async () => {
    const w = await world();
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.pass('2h');
    await w.alice.says(`acme/${root}`, 'Use 5.2.1');
    await w.alice.types('triage', '/ticket resolve 1');
    await w.pass('1d');
    expect(latest(w)).toContain('1 of 2 promises kept');
    await w.pass('1d');
    expect(latest(w)).toContain('0 new, 0 resolved');
    expect(latest(w)).not.toContain('1 of 2');
  });
});
