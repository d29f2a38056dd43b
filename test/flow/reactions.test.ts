import type { CustomerChannel } from '../../src/core/desk/desk';
import { at, deskWith, deskWithout, eventTypes, history, promise, ticket, tickets } from '../support/facts';
import { world } from '../support/world';

const uses = (change: Partial<CustomerChannel['reactions']>): Partial<CustomerChannel> => ({
  reactions: { open: 'act', claim: 'act', resolve: 'act', escalate: 'act', ...change },
});

describe('🎫', () => {
  it('opens a ticket from an old message, and the clock starts when it was put there', async () => {
    const w = await world();
    const old = await w.carol.says('acme', 'hello');
    await w.pass('3d');
    await w.alice.reacts('acme', old, '🎫');
    expect(await ticket(w, 1)).toMatchObject({ requester: { name: 'Carol' }, account: 'Acme' });
    expect((await ticket(w, 1)).startedAt).toBe(at('2026-11-26T09:00:00Z'));
    expect(await promise(w, 1, 'first_response')).toBe('running until Thu 11:00');
  });

  it('opens one ticket, whoever puts it there and however often', async () => {
    const w = await world();
    const old = await w.carol.says('acme', 'hello');
    await w.carol.reacts('acme', old, '🎫');
    await w.alice.reacts('acme', old, '🎫');
    await w.carol.unreacts('acme', old, '🎫');
    await w.carol.reacts('acme', old, '🎫');
    expect(await tickets(w)).toHaveLength(1);
    expect(await eventTypes(w, 1)).toEqual(['opened']);
  });

  it('deletes nothing when it is taken away', async () => {
    const w = await world();
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.carol.reacts('acme', root, '🎫');
    await w.carol.unreacts('acme', root, '🎫');
    expect((await ticket(w, 1)).status).toBe('open');
    expect(w.signs('acme', root)).toContain('🎫steward');
  });

  it('does nothing in the hands of a colleague', async () => {
    const w = await world({ desk: deskWithout('Bob') });
    const old = await w.carol.says('acme', 'hello');
    await w.bob.reacts('acme', old, '🎫');
    expect(await tickets(w)).toEqual([]);
  });
});

describe('👀', () => {
  it('claims for an agent, once', async () => {
    const w = await world();
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.alice.reacts('acme', root, '👀');
    await w.alice.unreacts('acme', root, '👀');
    await w.alice.reacts('acme', root, '👀');
    expect((await ticket(w, 1)).assignee?.name).toBe('Alice');
    expect(await eventTypes(w, 1)).toEqual(['opened', 'claimed']);
  });

  it('keeps the claim when it is taken away', async () => {
    const w = await world();
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.alice.reacts('acme', root, '👀');
    await w.alice.unreacts('acme', root, '👀');
    expect((await ticket(w, 1)).assignee?.name).toBe('Alice');
  });

  it('claims nothing for a customer', async () => {
    const w = await world();
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.carol.reacts('acme', root, '👀');
    expect((await ticket(w, 1)).assignee).toBeUndefined();
  });

  it('tells the second agent, and nobody else, who has it', async () => {
    const w = await world();
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.alice.reacts('acme', root, '👀');
    await w.bob.reacts('acme', root, '👀');
    expect((await ticket(w, 1)).assignee?.name).toBe('Alice');
    expect(w.told('bob').at(-1)).toContain('Alice');
    expect(w.reads(`acme/${root}`).join()).not.toContain('Alice');
  });
});

describe('✅', () => {
  it('resolves for an agent', async () => {
    const w = await world();
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.alice.reacts('acme', root, '✅');
    expect((await ticket(w, 1)).status).toBe('resolved');
  });

  it('resolves for the requester on their own ticket, and taking it away reopens nothing', async () => {
    const w = await world();
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.carol.reacts('acme', root, '✅');
    await w.carol.unreacts('acme', root, '✅');
    await w.carol.reacts('acme', root, '✅');
    expect((await ticket(w, 1)).status).toBe('resolved');
    expect(await eventTypes(w, 1)).toEqual(['opened', 'resolved']);
    expect((await history(w, 1)).at(-1)).toMatchObject({ by: { name: 'Carol' }, via: 'reaction' });
  });

  it('works on any message of the ticket', async () => {
    const w = await world();
    const root = await w.carol.says('acme', 'Upgrade fails');
    const answer = await w.alice.says(`acme/${root}`, 'Use 5.2.1');
    await w.carol.reacts(`acme/${root}`, answer, '✅');
    expect((await ticket(w, 1)).status).toBe('resolved');
  });
});

describe('🚨', () => {
  it('asks for a higher severity, which stays as agreed until the team decides', async () => {
    const w = await world();
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.carol.reacts('acme', root, '🚨');
    expect(await ticket(w, 1)).toMatchObject({ severity: 'S2', requestedSeverity: 'S1' });
    expect(await promise(w, 1, 'first_response')).toBe('running until Mon 11:00');
    expect(w.reads('triage')[0]).toContain('S1');
    await w.carol.unreacts('acme', root, '🚨');
    await w.carol.reacts('acme', root, '🚨');
    expect((await eventTypes(w, 1)).filter((type) => type === 'severity_asked')).toHaveLength(1);
  });
});

describe('a reaction on `show` or `off`', () => {
  it.each(['show', 'off'] as const)('does nothing for people: %s', async (use) => {
    const all = { open: use, claim: use, resolve: use, escalate: use };
    const w = await world({ desk: deskWith('Acme', uses(all)) });
    const hello = await w.carol.says('acme', 'hello');
    await w.alice.reacts('acme', hello, '🎫');
    expect(await tickets(w)).toEqual([]);
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.alice.reacts('acme', root, '👀');
    await w.carol.reacts('acme', root, '🚨');
    await w.carol.reacts('acme', root, '✅');
    expect(await ticket(w, 1)).toMatchObject({ status: 'open' });
    expect(await eventTypes(w, 1)).toEqual(['opened']);
  });

  it('is still mirrored by the desk on `show`, not on `off`', async () => {
    const w = await world({ desk: deskWith('Acme', uses({ claim: 'show', resolve: 'off' })) });
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.alice.types('triage', '/ticket claim 1');
    await w.alice.types('triage', '/ticket resolve 1');
    expect(w.signs('acme', root)).toBe('🎫steward 👀steward');
  });
});

describe('the desk’s own signs', () => {
  it('follow the state of the ticket', async () => {
    const w = await world();
    const root = await w.chen.says('globex', 'The export hangs');
    const seen = [w.signs('globex', root)];
    for (const line of ['claim', 'unclaim', 'claim', 'resolve', 'reopen']) {
      await w.alice.types('triage', `/ticket ${line} 1`);
      seen.push(w.signs('globex', root));
    }
    expect(seen).toEqual([
      '🎫steward',
      '🎫steward 👀steward',
      '🎫steward',
      '🎫steward 👀steward',
      '🎫steward 👀steward ✅steward',
      '🎫steward 👀steward',
    ]);
  });

  it('open, claim and resolve nothing by themselves', async () => {
    const w = await world();
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.alice.types('triage', '/ticket claim 1');
    await w.alice.types('triage', '/ticket resolve 1');
    expect(w.signs('acme', root)).toBe('🎫steward 👀steward ✅steward');
    expect(await eventTypes(w, 1)).toEqual(['opened', 'claimed', 'resolved']);
  });
});
