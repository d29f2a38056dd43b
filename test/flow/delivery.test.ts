import { PlatformError } from '../../src/core/errors';
import type { Millis } from '../../src/core/time';
import { at, berlin, promise, ticket } from '../support/facts';
import { FlakyPlatform, first, forGood, timedOut, tooMany } from '../support/flaky';
import { TestClock } from '../support/test-clock';
import { type World, world } from '../support/world';

const SECONDS = 1_000;
const wait = (seconds: number) => (seconds * SECONDS) as Millis;

async function flaky(): Promise<{ w: World; platform: FlakyPlatform }> {
  const clock = new TestClock('2026-11-23T09:00:00Z');
  const platform = new FlakyPlatform(clock);
  return { w: await world({ clock, platform }), platform };
}
const posts = (platform: FlakyPlatform, where: string) =>
  platform.attempts.filter((attempt) => attempt.what === 'post' && attempt.where === where);
const fromDesk = (w: World, placeId: string) => w.reads(placeId).filter((line) => line.startsWith('Steward'));

describe('a platform that asks to wait', () => {
  it('is left alone in that channel for as long as it says, while other channels go on', async () => {
    const { w, platform } = await flaky();
    platform.fault = first(1, (what, where) => what === 'post' && where === 'triage', tooMany(wait(45)));
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.pass('10s');
    await w.chen.says('globex', 'The export hangs');
    expect(fromDesk(w, `acme/${root}`)).toHaveLength(1);
    expect(fromDesk(w, 'triage')).toEqual([]);
    await w.pass('2m');
    const tried = posts(platform, 'triage').map(({ at: when }) => when - at('2026-11-23T09:00:00Z'));
    expect(tried[0]).toBe(0);
    expect(Math.min(...tried.slice(1))).toBeGreaterThanOrEqual(45 * SECONDS);
    expect(fromDesk(w, 'triage')).toHaveLength(2);
    expect(w.reads('triage')[0]).toContain('#1');
  });

  it('gets every message in the end, once each and in their order', async () => {
    const { w, platform } = await flaky();
    const root = await w.carol.says('acme', 'Upgrade fails');
    platform.fault = first(3, (what, where) => what === 'post' && where.startsWith('acme'), tooMany(wait(20)));
    for (const word of ['One', 'Two', 'Three']) await w.alice.types('triage', `/ticket reply 1 ${word}`);
    await w.pass('10m');
    expect(
      fromDesk(w, `acme/${root}`)
        .slice(1)
        .map((line) => line.replace(/[\s\S]*\n/, '')),
    ).toEqual(['One', 'Two', 'Three']);
  });

  it('counts a relayed reply from when it accepted it', async () => {
    const { w, platform } = await flaky();
    await w.carol.says('acme', 'Upgrade fails');
    await w.pass('59m');
    platform.fault = first(1, (what, where) => what === 'post' && where.startsWith('acme'), tooMany(wait(120)));
    await w.alice.types('triage', '/ticket reply 1 Use 5.2.1');
    expect((await ticket(w, 1)).firstReplyAt).toBeUndefined();
    expect(await promise(w, 1, 'first_response')).toBe('running until Mon 11:00');
    await w.pass('10m');
    expect(berlin((await ticket(w, 1)).firstReplyAt ?? at(''))).toBe('Mon 11:01');
    expect(await promise(w, 1, 'first_response')).toBe('missed');
  });
});

describe('a send whose outcome is unknown', () => {
  it('is looked for before it is sent again: what arrived is not posted twice', async () => {
    const { w, platform } = await flaky();
    platform.fault = first(1, (what, where) => what === 'post' && where === 'triage', { doneButUnknown: true });
    await w.carol.says('acme', 'Upgrade fails');
    await w.pass('10m');
    expect(fromDesk(w, 'triage')).toHaveLength(1);
    expect(posts(platform, 'triage')).toHaveLength(1);
    expect(platform.attempts.some(({ what, where }) => what === 'find' && where === 'triage')).toBe(true);
    await w.alice.types('triage', '/ticket claim 1');
    expect(w.reads('triage')[0]).toContain('Alice has it');
  });

  it('is sent again when it did not arrive', async () => {
    const { w, platform } = await flaky();
    platform.fault = first(2, (what, where) => what === 'post' && where === 'triage', timedOut());
    await w.carol.says('acme', 'Upgrade fails');
    await w.pass('10m');
    expect(fromDesk(w, 'triage')).toHaveLength(1);
    const order = platform.attempts.filter(({ where }) => where === 'triage').map(({ what }) => what);
    expect(order.slice(0, 5)).toEqual(['post', 'find', 'post', 'find', 'post']);
  });

  it('is not sent again while looking for it fails', async () => {
    const { w, platform } = await flaky();
    const lost = first(1, (what, where) => what === 'post' && where === 'triage', { doneButUnknown: true });
    const blind = first(2, (what) => what === 'find', timedOut());
    platform.fault = (what, where, text) => lost(what, where, text) ?? blind(what, where, text);
    await w.carol.says('acme', 'Upgrade fails');
    await w.pass('10m');
    expect(posts(platform, 'triage')).toHaveLength(1);
    expect(fromDesk(w, 'triage')).toHaveLength(1);
  });
});

describe('what can never be delivered', () => {
  it('is set aside and told to the operator, while all else goes on', async () => {
    const { w, platform } = await flaky();
    platform.fault = (what, where) => (what === 'post' && where.startsWith('acme') ? forGood() : undefined);
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.pass('1h');
    expect(posts(platform, `acme/${root}`)).toHaveLength(1);
    expect(w.logged.join('\n')).toContain('channel is archived');
    expect((await w.store.transact((unit) => unit.outbox.counts())).parked).toBe(1);
    expect(fromDesk(w, 'triage').length).toBeGreaterThan(0);
    expect(w.signs('acme', root)).toBe('🎫steward');
  });

  it('is tried once more where its channel got another id meanwhile', async () => {
    const { w, platform } = await flaky();
    const post = platform.post.bind(platform);
    const place = (placeId: string) => ({ platform: 'playground', placeId });
    let refused = 0;
    Object.assign(platform, {
      async post(...[to, ...rest]: Parameters<typeof post>) {
        if (!to.placeId.startsWith('acme/') || refused++ > 0) return post(to, ...rest);
        // Another desk is told of it while this one sends.
        await w.store.transact((unit) => unit.moves.add(place('acme'), place('shared'), w.clock.now()));
        throw new PlatformError('channel_not_found', 'never');
      },
    });
    const root = await w.carol.says('acme', 'Upgrade fails');
    expect(fromDesk(w, `acme/${root}`)).toHaveLength(1);
    expect(w.logged).toEqual([]);
  });

  it('does not hold up what comes after it in the same channel', async () => {
    const { w, platform } = await flaky();
    platform.fault = first(1, (what, where) => what === 'post' && where === 'triage', forGood());
    await w.carol.says('acme', 'Upgrade fails');
    await w.chen.says('globex', 'The export hangs');
    await w.pass('1m');
    expect(fromDesk(w, 'triage').map((line) => line.includes('#2'))).toEqual([true]);
  });

  it('is said in the next digest', async () => {
    const { w, platform } = await flaky();
    platform.fault = (what, where) => (what === 'post' && where.startsWith('acme') ? forGood() : undefined);
    await w.carol.says('acme', 'Upgrade fails');
    await w.pass('1d');
    expect(w.reads('triage').at(-1)).toMatch(/1 .*could not be delivered/);
  });
});

describe('an outage of hours', () => {
  it('loses no message and posts none twice', async () => {
    const { w, platform } = await flaky();
    const until = at('2026-11-23T13:00:00Z');
    platform.fault = (what) => (w.clock.now() < until && what !== 'profile' ? tooMany(wait(300)) : undefined);
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.alice.types('triage', '/ticket claim 1');
    await w.pass('6h');
    expect(fromDesk(w, `acme/${root}`)).toHaveLength(1);
    expect(fromDesk(w, 'triage').filter((line) => line.includes('🎫'))).toHaveLength(1);
    expect(w.reads('triage').find((line) => line.includes('🎫'))).toContain('Alice has it');
    expect(w.signs('acme', root)).toBe('🎫steward 👀steward');
    expect((await w.store.transact((unit) => unit.outbox.counts())).parked).toBe(0);
  });
});
