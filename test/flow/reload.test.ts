import { keeperOn, newFile, policyText, site } from '../support/applying';
import { history, promise, target, ticket } from '../support/facts';
import { TestClock } from '../support/test-clock';

const MONDAY = '2026-11-23T09:00:00Z';
const SHORTER = policyText({ targets: '{ S2: { first_response: 1h, resolution: 8h } }' });
const working = async () => site(new TestClock(MONDAY), await newFile());

describe('a policy file read again by a desk at work', () => {
  it('counts for new tickets, without a restart, and leaves every clock that runs as it is', async () => {
    const { w, keeper } = await working();
    await w.carol.says('acme', 'Upgrade fails');
    const [before, clock] = [await ticket(w, 1), await target(w, 1, 'first_response')];
    const due = await w.store.transact((unit) => unit.deadlines.next());
    await keeper.reload(() => SHORTER);
    await w.settle();
    expect([await ticket(w, 1), await target(w, 1, 'first_response')]).toEqual([before, clock]);
    expect(await w.store.transact((unit) => unit.deadlines.next())).toBe(due);
    await w.carol.says('acme', 'Login is slow');
    expect(await promise(w, 2, 'first_response')).toBe('running until Mon 11:00');
    await w.pass('5h');
    const types = (await history(w, 1)).map(({ type }) => type);
    expect(types.filter((type) => type === 'warned' || type === 'breached')).toEqual(['warned', 'breached']);
  });

  it('that is not right changes nothing, and the log and /readyz say so until it is', async () => {
    const { w, keeper } = await working();
    const desk = keeper.current();
    await keeper.reload(() => SHORTER.replace('policy: premium', 'policy: premum'));
    expect(keeper.current()).toBe(desk);
    expect(await w.store.transact((unit) => unit.desks.number())).toBe(1);
    const health = await w.steward.health();
    expect(health.troubles).toEqual([]);
    expect(health.warnings).toEqual([
      expect.stringMatching(/the one before is still in force.*there is no policy "premum"; did you mean "premium"/),
    ]);
    await keeper.reload(() => {
      throw new Error('There is no policy file steward.yaml');
    });
    expect((await w.steward.health()).warnings).toEqual([expect.stringContaining('There is no policy file')]);
    await keeper.reload(() => SHORTER);
    expect((await w.steward.health()).warnings).toEqual([]);
  });

  it('brings its people, channels and teams with it', async () => {
    const { w, keeper } = await working();
    await w.carol.says('acme', 'Upgrade fails');
    await w.bob.types('triage', '/ticket claim 1');
    expect(w.told('bob').at(-1)).toMatch(/^Only the support team can/);
    await keeper.reload(() => policyText({ people: '      - { name: Bob, is: [playground:bob] }' }));
    await w.settle();
    await w.bob.types('triage', '/ticket claim 1');
    expect(w.told('bob').at(-1)).toBe('#1 is yours.');
  });

  it('that was replaced long ago on another machine does not bring back what it says', async () => {
    const { w, keeper } = await working();
    await keeper.reload(() => SHORTER);
    const said: string[] = [];
    const log = { info: () => undefined, warn: (message: string) => void said.push(message), error: () => undefined };
    const late = await keeperOn(w.store, w.clock, policyText(), log);
    expect(late.current()).toEqual(keeper.current());
    expect(said).toEqual([expect.stringContaining('out of date')]);
  });

  it('is watched from then on where it names a new channel', async () => {
    const { w, keeper } = await working();
    const text = policyText();
    const channel = '  - { place: playground:public, account: Public, team: core, policy: standard }\n';
    await keeper.reload(() => text + channel);
    await w.settle();
    const place = { platform: 'playground', placeId: 'public' };
    expect(await w.store.transact((unit) => unit.cursors.get(place))).toBeDefined();
    await w.olaf.says('public', 'Is there a release?');
    expect((await ticket(w, 1)).account).toBe('Public');
  });
});
