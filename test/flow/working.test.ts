import { at, promise, target, ticket, tickets } from '../support/facts';
import { world } from '../support/world';

describe('claiming', () => {
  it('does not call a ticket handed over by a lead claimed by its assignee', async () => {
    const w = await world();
    await w.carol.says('acme', 'Upgrade fails');
    await w.dana.types('triage', '/ticket assign 1 @Alice');
    await w.bob.types('triage', '/ticket claim 1');
    expect(w.told('bob')[0]).toContain('Alice');
    expect(w.told('bob')[0]).not.toContain('Alice claimed');
  });
});

describe('waiting', () => {
  it('pauses the resolution clock only, and the customer’s next word takes it up again', async () => {
    const w = await world();
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.pass('10m');
    await w.alice.types('triage', '/ticket wait 1');
    expect(await promise(w, 1, 'resolution')).toBe('paused');
    expect(await promise(w, 1, 'first_response')).toBe('running until Mon 11:00');
    await w.pass('20m');
    await w.carol.says(`acme/${root}`, 'Here is the log');
    expect((await ticket(w, 1)).status).toBe('open');
    expect(await promise(w, 1, 'resolution')).toBe('running until Mon 18:20');
    expect(await promise(w, 1, 'first_response')).toBe('running until Mon 11:00');
  });

  it('shows no due time for what is paused', async () => {
    const w = await world();
    await w.carol.says('acme', 'Upgrade fails');
    await w.alice.types('triage', '/ticket wait 1');
    expect(w.reads('triage')[0]).not.toContain('18:00');
    expect(w.reads('triage')[0]).toContain('paused');
  });

  it('excludes only open time from an office-hours clock', async () => {
    const w = await world({ start: '2026-11-23T15:00:00Z' });
    const root = await w.chen.says('globex', 'The export hangs');
    await w.alice.says(`globex/${root}`, 'Please send the log');
    await w.alice.types('triage', '/ticket wait 1');
    await w.pass('17h');
    await w.chen.says(`globex/${root}`, 'Here it is, attached');
    // 24 open hours from Mon 16:00 are Thu 16:00; one hour on Monday was waited for.
    expect(await promise(w, 1, 'resolution')).toBe('running until Thu 17:00');
  });
});

describe('a resolved ticket', () => {
  async function resolvedAtOnce() {
    const w = await world();
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.pass('30m');
    await w.alice.says(`acme/${root}`, 'Use 5.2.1');
    await w.alice.types('triage', '/ticket resolve 1');
    return { w, root };
  }

  it('opens again on a reply within 7 days, its clock going on without the span between', async () => {
    const { w, root } = await resolvedAtOnce();
    await w.pass('6d');
    await w.carol.says(`acme/${root}`, 'It fails again since this morning');
    expect(await ticket(w, 1)).toMatchObject({ status: 'open', turn: 'ours' });
    expect(await tickets(w)).toHaveLength(1);
    // Half an hour of the eight was used.
    expect(await promise(w, 1, 'resolution')).toBe('running until Sun 18:00');
    expect(await promise(w, 1, 'first_response')).toBe('met');
  });

  it('freezes an unanswered first response in time, and takes it up again when opened unanswered', async () => {
    const w = await world();
    await w.carol.says('acme', 'Upgrade fails');
    await w.pass('30m');
    await w.alice.types('triage', '/ticket resolve 1');
    expect(await promise(w, 1, 'first_response')).toBe('met');
    await w.pass('2h');
    await w.alice.types('triage', '/ticket reopen 1');
    expect(await promise(w, 1, 'first_response')).toMatch(/^running/);
  });
});

describe('dismissing', () => {
  it('removes the clocks, keeping that they were there', async () => {
    const w = await world();
    await w.carol.says('acme', 'Lunch at noon, anyone');
    await w.alice.types('triage', '/ticket dismiss 1');
    expect((await ticket(w, 1)).status).toBe('dismissed');
    expect([await promise(w, 1, 'first_response'), await promise(w, 1, 'resolution')]).toEqual(['removed', 'removed']);
    expect((await target(w, 1, 'first_response'))?.state).toMatchObject({ at: at('2026-11-23T09:00:00Z') });
  });

  it('alarms nobody afterwards and counts nowhere', async () => {
    const w = await world();
    await w.carol.says('acme', 'Lunch at noon, anyone');
    await w.alice.types('triage', '/ticket dismiss 1');
    await w.pass('1d');
    expect(w.reads('triage').join('\n')).not.toContain('🔴');
    expect(w.reads('triage').at(-1)).toMatch(/0 new, 0 resolved/);
    expect(w.reads('dm-dana')).toEqual([]);
  });
});
