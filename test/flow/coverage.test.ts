import { demoDesk } from '../../src/adapters/playground/people';
import type { LocalDate } from '../../src/core/calendar/zone';
import { momentsIn, plainText } from '../../src/core/message';
import type { PlanBody } from '../../src/core/subscription/plan';
import { instant } from '../../src/core/time';
import { deskWith, ticket, unheard } from '../support/facts';
import { euros, SELLING } from '../support/plans';
import { type World, world } from '../support/world';

const desk = { ...demoDesk(), ...SELLING };
/** Acme looked after by Dana, on a plan, with Carol as its named contact where it has any. */
async function acmeOn(plan: string, more = '', contacts: 'named' | 'nobody' = 'named'): Promise<World> {
  const w = await world({ desk });
  await w.dana.types('triage', '/account change Acme owner:@dana');
  await w.dana.types('triage', `/subscription start Acme ${plan} ${more}`);
  if (contacts === 'named') await w.dana.types('triage', '/account contact Acme @carol');
  return w;
}
const asks = async (w: World, text = 'Upgrade to 5.2 fails') => {
  await w.carol.says('acme', text);
  return ticket(w, 1);
};
const card = (w: World) =>
  w
    .reads('triage')
    .find((text) => text.includes('#1 '))
    ?.split('\n') ?? [];
const directTo = (w: World, who: string) => w.reads(`dm-${who}`).map((text) => text.split('\n')[0] ?? '');
/** What stands in the thread under Carol's message. */
const thread = (w: World) =>
  w.platform.room
    .entries()
    .filter(({ ref, by }) => ref.place.placeId.startsWith('acme/') && by.memberId === 'steward')
    .map(({ body }) => plainText(body, momentsIn('Europe/Berlin', w.clock.now())));

describe('a request that the contract covers', () => {
  it('has the promise of the plan, and the card says why', async () => {
    const w = await acmeOn('gold');
    expect(await asks(w)).toMatchObject({ mode: 'subscription', coverage: { verdict: 'covered', plan: 'gold' } });
    expect(card(w)).toContain('gold, covered (named contact)');
    expect(card(w)[3]).toMatch(/^⏳ first answer due 11:00/);
    expect(thread(w)).toEqual([expect.stringMatching(/^Thanks, Carol\. We have this as #1 and will answer by/)]);
    expect(directTo(w, 'dana')).toEqual([]);
  });
  it('is promised by the policy file while the account has no subscription', async () => {
    const w = await world({ desk });
    expect((await asks(w)).coverage).toMatchObject({ verdict: 'covered', cause: 'policy file' });
    expect(card(w).join()).not.toContain('covered');
  });
});

/** Each is a ticket under the community’s promise; its owner hears once and the customer one courteous sentence. */
const UNCOVERED: readonly (readonly [what: string, make: () => Promise<World>, reason: RegExp, sentence: RegExp])[] = [
  [
    'from somebody who is not a named contact',
    () => acmeOn('gold', '', 'nobody'),
    /^⚠ Gold, not covered: Carol is not a named contact$/,
    /^Your contract has named contacts, and you are not one of them yet, so we cannot promise a time/,
  ],
  [
    'after the subscription ended yesterday',
    () => acmeOn('gold', '2025-11-23 2026-11-22'),
    /^⚠ Gold, lapsed: the subscription ended on 22 Nov 2026$/,
    /^Your support contract ended on 22 Nov 2026, so we cannot promise a time/,
  ],
  [
    'when no hours are left',
    async () => {
      const w = await acmeOn('hourly');
      await w.alice.types('triage', '/work log Acme 1h subscription "Setting up"');
      return w;
    },
    /^⚠ Hourly, used up: no hours are left$/,
    /^The hours of your support contract are used up, so we cannot promise a time/,
  ],
  [
    'before the subscription begins',
    () => acmeOn('gold', '2026-12-01'),
    /^⚠ No contract: the subscription begins on 1 Dec 2026$/,
    /^Your support contract begins on 1 Dec 2026, so we cannot promise a time/,
  ],
];

describe.each(UNCOVERED)('a request %s', (_, make, reason, sentence) => {
  it('is a ticket without a promise, marked with the reason', async () => {
    const w = await make();
    const found = await asks(w);
    expect(found).toMatchObject({ status: 'open', mode: 'community' });
    expect(found.coverage?.verdict).not.toBe('covered');
    expect(card(w).filter((line) => reason.test(line))).toHaveLength(1);
    expect(card(w).join()).not.toContain('⏳');
  });
  it('is told to the account’s owner once, however many follow', async () => {
    const w = await make();
    const before = directTo(w, 'dana').length;
    await asks(w);
    await w.pass('2h');
    await w.carol.says('acme', 'And the export hangs');
    expect(directTo(w, 'dana').slice(before)).toEqual([
      expect.stringMatching(/^Steward: Acme asks for what the contract does not cover/),
    ]);
  });
  it('is answered with one courteous sentence, or with nothing where the policy file says so', async () => {
    const w = await make();
    await asks(w);
    const [said = ''] = thread(w);
    expect(said.split('\n')[0]).toBe('Thanks, Carol. We have this as #1.');
    expect(said.split('\n')[1]).toMatch(sentence);
    expect(said).not.toMatch(/gold|S[1-4]|triage|community/i);
  });
});

describe('what decides', () => {
  it('is the severity as well: agreed to be one that is not covered, the promise goes, and comes back', async () => {
    const w = await acmeOn('gold');
    await asks(w);
    await w.alice.types('triage', '/ticket severity 1 S1');
    expect(w.told('alice').at(-1)).toContain('⚠ Gold, not covered: S1 is not part of the plan');
    expect((await ticket(w, 1)).coverage).toMatchObject({ verdict: 'not_covered', cause: 'severity', about: 'S1' });
    expect(card(w).join()).not.toContain('⏳');
    expect(directTo(w, 'dana')).toHaveLength(1);
    await w.alice.types('triage', '/ticket severity 1 S2');
    expect(card(w).join()).toContain('⏳ first answer due 11:00');
  });
  it('is the version as well', async () => {
    const w = await acmeOn('gold');
    await asks(w);
    await w.alice.types('triage', '/ticket product 1 server 5.2.7');
    expect(card(w)).toContain('gold, covered (named contact, server 5.2.7 supported)');
    await w.alice.types('triage', '/ticket product 1 Server 4.9');
    expect(card(w)).toContain('⚠ Gold, not covered: Server 4.9 is not supported');
    await w.alice.types('triage', '/ticket product 1 client');
    expect(card(w)).toContain('⚠ Gold, not covered: client is not part of the plan');
  });
  it('is how many were asked this year of the subscription, without those that were no requests', async () => {
    const w = await acmeOn('twice', '2025-11-23');
    for (const text of ['One fails', 'Two fails']) {
      await w.carol.says('acme', text);
      await w.pass('2h');
    }
    await w.alice.types('triage', '/ticket dismiss 1');
    await w.carol.says('acme', 'Three fails');
    expect((await ticket(w, 3)).coverage?.verdict).toBe('covered');
    await w.pass('2h');
    await w.carol.says('acme', 'Four fails');
    expect((await ticket(w, 4)).coverage).toMatchObject({ verdict: 'exhausted', cause: 'incidents' });
  });
  it('is a whole year of requests, also for one that renews by itself every month', async () => {
    const w = await acmeOn('twice', '2026-10-01 2026-10-31 renews:yes');
    for (const text of ['One fails', 'Two fails']) {
      await w.carol.says('acme', text);
      await w.pass('4d');
    }
    await w.carol.says('acme', 'Three fails in December');
    expect((await ticket(w, 3)).coverage).toMatchObject({ cause: 'incidents', about: '2026-10-01' });
  });
  it('of a price for one more is charged as often as it changes: off with the promise, and on again with it', async () => {
    const beyond = { ...SELLING.plans.gold, contacts: 9, incidents: { aYear: 0, price: euros('300') } } as PlanBody;
    const w = await world({ desk: { ...desk, plans: { gold: beyond } } });
    await w.dana.types('triage', '/subscription start Acme gold');
    await w.dana.types('triage', '/account contact Acme @carol');
    await asks(w);
    const day = '2026-11-23' as LocalDate;
    const charged = async () =>
      (await w.store.transact(({ charges }) => charges.within(day, day))).map(({ amount }) => amount.minor / 100);
    for (const severity of ['S1', 'S3', 'S4', 'S1', 'S2'])
      await w.alice.types('triage', `/ticket severity 1 ${severity}`);
    expect(await charged()).toEqual([300, -300, 300, -300, 300]);
    await w.alice.types('triage', '/ticket dismiss 1');
    await w.alice.types('triage', '/ticket product 1 server 5.2.7');
    expect((await charged()).reduce((sum, amount) => sum + amount, 0)).toBe(0);
  });
  it('is in how many channels the account may ask', async () => {
    const w = await acmeOn('gold');
    await w.dana.types('public', '/account channel Acme here');
    expect(w.told('dana').at(-1)).toContain('gold covers 1 of its 2 channels');
    await w.carol.says('public', 'The export hangs');
    expect((await ticket(w, 1)).coverage).toMatchObject({ verdict: 'not_covered', cause: 'channel' });
  });
  it('is a rate for hours beyond: then nothing is ever used up', async () => {
    const w = await acmeOn('metered');
    await w.alice.types('triage', '/work log Acme 3h subscription');
    expect(w.told('alice').at(-1)).toBe(
      'Logged 3 h of subscription for Acme as entry 1. 1 h from the hours included this month, 2 h beyond them, at 150.00 EUR an hour.',
    );
    expect((await asks(w)).coverage?.verdict).toBe('covered');
  });
  it('is no work that was done since: the last hours may have gone into this very request', async () => {
    const w = await acmeOn('hourly');
    await asks(w);
    await w.alice.types('triage', '/ticket time 1 1h');
    await w.alice.types('triage', '/ticket severity 1 S1');
    expect(await ticket(w, 1)).toMatchObject({ severity: 'S1', coverage: { verdict: 'covered' } });
    expect(card(w).join()).toContain('⏳ first answer due');
  });
  it('is what was in force when the message was written, not when the desk heard of it', async () => {
    const w = await acmeOn('gold', '2025-11-23 2026-11-23');
    const said = unheard(w, 'carol', 'acme', 'Written on the last day');
    await w.pass('20h');
    await w.platform.tell(said);
    await w.settle();
    expect((await ticket(w, 1)).coverage?.verdict).toBe('covered');
  });
});

describe('what we ask the customer', () => {
  it('has the promise of the plan, takes nothing from it and costs nothing, whoever of us asks', async () => {
    const each = { ...SELLING.plans.gold, incidents: { aYear: 0, price: euros('300') } } as PlanBody;
    const w = await world({ desk: { ...desk, plans: { gold: each } } });
    await w.dana.types('triage', '/account change Acme owner:@dana');
    await w.dana.types('triage', '/subscription start Acme gold');
    await w.alice.types('acme', '/ticket open Please send us the logs');
    const found = await ticket(w, 1);
    const day = '2026-11-23' as LocalDate;
    await w.store.transact(async ({ charges, policies, tickets }) => {
      expect((await policies.get(found.policyId)).name).toBe('Premium');
      expect(await charges.within(day, day)).toEqual([]);
      expect(await tickets.countCovered('Acme', instant(0), instant(w.clock.now() + 1))).toBe(0);
    });
    expect(directTo(w, 'dana')).toEqual([]);
    expect(thread(w).join()).not.toContain('contract');
  });
});

describe('a ticket from before contracts were kept', () => {
  it('goes on as it was, whatever the contract says now', async () => {
    const w = await acmeOn('gold');
    const { coverage: _coverage, mode: _mode, ...old } = await asks(w);
    await w.store.transact((unit) => unit.tickets.save({ next: old, events: [] }));
    await w.alice.types('triage', '/ticket severity 1 S1');
    expect(w.told('alice').at(-1)).toBe('#1 is S1 now. Its open clocks were recounted from their start.');
    const after = await ticket(w, 1);
    expect([after.coverage, after.policyId]).toEqual([undefined, old.policyId]);
  });
});

describe('the customer of a silent channel', () => {
  it('reads nothing, whatever the contract says', async () => {
    const w = await world({ desk: deskWith('Acme', { mode: 'silent' }, desk) });
    await w.dana.types('triage', '/subscription start Acme gold 2025-11-23 2026-11-22');
    await asks(w);
    expect(thread(w)).toEqual([]);
  });
});
