import { demoDesk, persona } from '../../src/adapters/playground/people';
import { keepBinding } from '../../src/core/account/keep';
import type { Unit } from '../../src/core/store';
import { words } from '../support/desk-facts';
import { ticket, unheard } from '../support/facts';
import { SELLING } from '../support/plans';
import { type World, world } from '../support/world';

const desk = { ...demoDesk(), ...SELLING };
const asks = async (w: World) => {
  await w.carol.says('acme', 'Upgrade to 5.2 fails');
  return ticket(w, 1);
};

/** Another desk does this while ours looks up who has just said something. */
function whileLookedUp(w: World, who: string, work: (unit: Unit) => Promise<void>): void {
  const profile = w.platform.profile.bind(w.platform);
  let asked = 0;
  Object.assign(w.platform, {
    async profile(...about: Parameters<typeof profile>) {
      if (about[0].memberId === who && asked++ === 0) await w.store.transact(work);
      return profile(...about);
    },
  });
}

describe('a channel that is given to another account while a request in it is under way', () => {
  it('is the other one’s for that request', async () => {
    const w = await world({ desk });
    whileLookedUp(w, 'carol', async (unit) => {
      const place = { platform: 'playground', placeId: 'acme' };
      const hand = { at: w.clock.now(), via: 'another desk' };
      await keepBinding(unit, { place, from: 'Acme' }, hand);
      await keepBinding(unit, { place, account: 'Globex' }, hand);
    });
    expect((await asks(w)).account).toBe('Globex');
  });
});

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
    whileLookedUp(w, 'olaf', async (unit) => {
      const place = { platform: 'playground', placeId: 'public' };
      await keepBinding(unit, { place, account: 'Acme' }, { at: w.clock.now(), via: 'another desk' });
      await unit.inbox.again(place);
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
  it('gets what was kept when the policy file gives it to an account, and goes on as any other', async () => {
    let file = desk;
    const source = { current: () => file, follow: async () => undefined, troubles: () => [] };
    const w = await world({ source });
    await w.olaf.says('public', '@Steward our cluster is down');
    const [acme] = desk.channels;
    if (acme === undefined) throw new Error('the demo has no channel');
    const place = { platform: 'playground', placeId: 'public' };
    file = { ...desk, channels: [...desk.channels, { ...acme, place, account: 'Umbrella' }] };
    await w.settle();
    await w.settle();
    expect(await ticket(w, 1)).toMatchObject({ account: 'Umbrella', requester: { name: 'Olaf' } });
    const ours = await w.alice.says('public', 'We are on it');
    await w.alice.edits('public', ours, 'We are looking into it');
    expect((await w.steward.health()).backlog.inbox).toBe(0);
    expect(w.logged).toEqual([]);
  });
  it('has no ticket of talk that was not for the desk, however it is edited', async () => {
    const w = await world({ desk });
    await w.olaf.says('public', '@Steward our cluster is down');
    const weather = await w.olaf.says('public', 'Lovely whether for a picnic');
    await w.olaf.edits('public', weather, 'Lovely weather for a picnic');
    await w.pass('5m');
    await w.dana.types('triage', '/account add Umbrella playground:public');
    expect((await ticket(w, 1)).account).toBe('Umbrella');
    await expect(ticket(w, 2)).rejects.toThrow();
    expect(await words(w, 1)).toHaveLength(1);
  });
  it('keeps all that customers say where it once was an account’s, whether or not they speak to the desk', async () => {
    const w = await world({ desk });
    await w.dana.types('triage', '/account channel Acme playground:acme remove:yes');
    await w.carol.says('acme', 'Is anybody there?');
    await w.dana.types('triage', '/account channel Acme playground:acme');
    expect((await ticket(w, 1)).subject).toBe('Is anybody there?');
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
