import { discordWorld, idOf } from '../../support/discord-world';
import { eventTypes, ticket } from '../../support/stored';

async function asked() {
  const w = await discordWorld();
  const message = w.discord.says('carol', 'acme', 'Upgrade fails');
  await w.settle();
  const [card] = w.discord.messages('triage');
  if (card === undefined) throw new Error('no card');
  return { w, message, card };
}

describe('rights on Discord', () => {
  it('come with a role, and go with it by the next thing somebody does', async () => {
    const { w, message, card } = await asked();
    await w.discord.slash('bob', 'acme', 'ticket claim', { ticket: 1 });
    await w.settle();
    expect((await ticket(w, 1)).assignee?.name).toBe('Bob');
    w.discord.revokesRole('project', 'bob', 'agents');
    const refused = [
      await w.discord.slash('bob', 'acme', 'ticket hold', { ticket: 1 }),
      await w.discord.clicks('bob', card, 'Reply'),
    ];
    w.discord.reacts('bob', message, '👀');
    await w.settle();
    for (const acted of refused) expect(acted.message?.content).toContain('Only the support team can');
    expect(await eventTypes(w, 1)).toEqual(['opened', 'claimed']);
    w.discord.grantsRole('project', 'bob', 'agents');
    await w.discord.slash('bob', 'acme', 'ticket unclaim', { ticket: 1 });
    await w.settle();
    expect((await ticket(w, 1)).assignee).toBeUndefined();
  });

  it('are asked of Discord for whoever is named, not only for whoever acts', async () => {
    const { w } = await asked();
    const named = await w.discord.slash('alice', 'acme', 'ticket assign', { ticket: 1, to: 'bob' });
    await w.settle();
    expect(named.message?.content).toBe('#1 belongs to Bob now.');
    const outsider = await w.discord.slash('alice', 'acme', 'ticket assign', { ticket: 1, to: 'carol' });
    await w.settle();
    expect(outsider.message?.content).toContain('Carol is not on the support team');
  });

  it('do not follow from what Discord lets somebody see: a customer in the triage channel stays one', async () => {
    const { w, card } = await asked();
    const pressed = await w.discord.clicks('carol', card, 'Claim');
    await w.settle();
    expect(pressed.message?.content).toContain('Only the support team can');
    expect(await eventTypes(w, 1)).toEqual(['opened']);
    expect(idOf('carol')).not.toBe(idOf('alice'));
  });
});
