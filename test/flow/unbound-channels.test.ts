import { demoDesk, persona } from '../../src/adapters/playground/people';
import { keepBinding } from '../../src/core/account/keep';
import { ticket, unheard } from '../support/facts';
import { SELLING } from '../support/plans';
import { type World, world } from '../support/world';

const desk = { ...demoDesk(), ...SELLING };
const asks = async (w: World) => {
  await w.carol.says('acme', 'Upgrade to 5.2 fails');
  return ticket(w, 1);
};

describe('a channel of no account', () => {
  it('is proposed to the leads once, and what was said there becomes tickets once it has an account', async () => {
    const w = await world({ desk });
    expect(persona('olaf')?.role).toBe('visitor');
    await w.olaf.says('public', '@Steward our cluster is down');
    await w.pass('3h');
    await w.olaf.says('public', '@Steward nobody answers');
    const proposals = w.reads('triage').filter((text) => text.includes('belongs to no account'));
    expect(proposals).toHaveLength(1);
    expect(proposals[0]).toContain('[New account] [An account we have]');
    await w.dana.presses('triage', 'New account');
    await w.dana.submits('triage', 'account add', { account: 'Umbrella', channel: 'playground:public' });
    expect(w.told('dana').at(-1)).toContain('What was said there before counts now');
    expect(await ticket(w, 1)).toMatchObject({ account: 'Umbrella', requester: { name: 'Olaf' } });
    expect((await ticket(w, 1)).startedAt).toBeLessThan(w.clock.now());
    await w.pass('2h');
    await w.olaf.says('public', 'And another thing');
    expect((await ticket(w, 3)).account).toBe('Umbrella');
  });
  it('that was taken back goes on with its open tickets: what the customer writes on them counts', async () => {
    const w = await world({ desk });
    const { home } = await asks(w);
    await w.alice.says(home.placeId, 'Which version is it?');
    await w.dana.types('triage', '/account channel Acme playground:acme remove:yes');
    expect((await ticket(w, 1)).turn).toBe('theirs');
    await w.pass('5m');
    await w.carol.says(home.placeId, 'It is 5.2.7');
    expect((await ticket(w, 1)).turn).toBe('ours');
  });
  it('loses no word that was under way when it was given to an account', async () => {
    const w = await world({ desk });
    const given = w.store.transact.bind(w.store, async (unit) => {
      const place = { platform: 'playground', placeId: 'public' };
      await keepBinding(unit, { place, account: 'Acme' }, { at: w.clock.now(), via: 'another desk' });
      await unit.inbox.again(place);
    });
    const profile = w.platform.profile.bind(w.platform);
    let asked = 0;
    // The desk as it was when the message came in knows nothing of it.
    Object.assign(w.platform, {
      async profile(...about: Parameters<typeof profile>) {
        if (about[0].memberId === 'olaf' && asked++ === 0) await given();
        return profile(...about);
      },
    });
    await w.olaf.says('public', '@Steward our cluster is down');
    expect(await ticket(w, 1)).toMatchObject({ account: 'Acme', requester: { name: 'Olaf' } });
  });
  it('is kept whole, also what is said there while the desk is away', async () => {
    const w = await world({ desk });
    await w.olaf.says('public', '@Steward our cluster is down');
    await w.pass('3h');
    await w.restart(() => unheard(w, 'olaf', 'public', '@Steward nobody answers'));
    await w.dana.types('triage', '/account add Umbrella playground:public');
    expect(await ticket(w, 2)).toMatchObject({ account: 'Umbrella', requester: { name: 'Olaf' } });
  });
  it('is heard from the moment it has one, also while the desk is away', async () => {
    const w = await world({ desk });
    await w.dana.types('triage', '/account add Umbrella playground:public');
    await w.pass('1h');
    await w.restart(() => unheard(w, 'olaf', 'public', 'our cluster is down'));
    expect(await ticket(w, 1)).toMatchObject({ account: 'Umbrella', requester: { name: 'Olaf' } });
  });
  it('where nobody speaks to the desk is nobody’s business', async () => {
    const w = await world({ desk });
    await w.olaf.says('public', 'Lovely weather for a picnic');
    expect(w.reads('triage')).toEqual([]);
  });
  it('that is another account’s is not given away, and the account that was to have it is not made', async () => {
    const w = await world({ desk });
    await w.dana.types('triage', '/account add Umbrella playground:acme');
    expect(w.told('dana').at(-1)).toMatch(/^That channel is Acme’s\..*Nothing was changed\.$/);
    await w.dana.types('triage', '/account show Umbrella');
    expect(w.told('dana').at(-1)).toContain('There is no account "Umbrella"');
  });
  it('that was taken from its account is not given back by the policy file', async () => {
    const w = await world({ desk });
    await w.dana.types('triage', '/account channel Acme playground:acme remove:yes');
    await w.restart();
    await w.carol.says('acme', 'Is anybody there?');
    await expect(ticket(w, 1)).rejects.toThrow();
  });
});
