import type { CustomerChannel } from '../../src/core/desk/desk';
import { deskWith, eventTypes, ticket, tickets } from '../support/facts';
import { world } from '../support/world';

const uses = (change: Partial<CustomerChannel['reactions']>): Partial<CustomerChannel> => ({
  reactions: { open: 'act', claim: 'act', resolve: 'act', escalate: 'act', ...change },
});

describe('🎫', () => {
  it('deletes nothing when it is taken away', async () => {
    const w = await world();
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.carol.reacts('acme', root, '🎫');
    await w.carol.unreacts('acme', root, '🎫');
    expect((await ticket(w, 1)).status).toBe('open');
    expect(w.signs('acme', root)).toContain('🎫steward');
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
