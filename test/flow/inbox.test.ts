import { PlatformError } from '../../src/core/errors';
import type { Millis } from '../../src/core/time';
import { at, commandEvent, eventTypes, ticket, tickets, unheard } from '../support/facts';
import { FlakyPlatform, first, forGood, tooMany } from '../support/flaky';
import { TestClock } from '../support/test-clock';
import { type World, world } from '../support/world';

async function flaky(): Promise<{ w: World; platform: FlakyPlatform }> {
  const clock = new TestClock('2026-11-23T09:00:00Z');
  const platform = new FlakyPlatform(clock);
  return { w: await world({ clock, platform }), platform };
}
const minute = 60_000 as Millis;

describe('an event the platform cannot explain just now', () => {
  it('waits and is worked off later, with the time it happened', async () => {
    const { w, platform } = await flaky();
    platform.fault = first(2, (what, where) => what === 'profile' && where === 'carol', tooMany(minute));
    await w.carol.says('acme', 'Upgrade fails');
    expect(await tickets(w)).toEqual([]);
    await w.pass('10m');
    expect((await ticket(w, 1)).startedAt).toBe(at('2026-11-23T09:00:00Z'));
  });

  it('keeps its own conversation in order and holds up no other', async () => {
    const { w, platform } = await flaky();
    platform.fault = first(1, (what, where) => what === 'profile' && where === 'carol', tooMany(minute));
    await w.carol.says('acme', 'Upgrade fails');
    await w.alice.says('acme', 'Use 5.2.1');
    await w.chen.says('globex', 'The export hangs');
    expect((await tickets(w)).map(({ subject }) => subject)).toEqual(['The export hangs']);
    await w.pass('10m');
    expect(await eventTypes(w, 2)).toEqual(['opened', 'answered', 'claimed']);
  });

  it('is set aside and told to the operator when asking again cannot help, and the conversation goes on', async () => {
    const { w, platform } = await flaky();
    platform.fault = first(1, (what, where) => what === 'profile' && where === 'carol', forGood());
    await w.carol.says('acme', 'Upgrade fails');
    expect(w.logged.join('\n')).toContain('channel is archived');
    await w.carol.says('acme', 'Hello, the upgrade fails');
    expect((await tickets(w)).map(({ subject }) => subject)).toEqual(['Hello, the upgrade fails']);
  });

  it('if a command, its author is told that nothing was changed, with a reference', async () => {
    const { w, platform } = await flaky();
    await w.carol.says('acme', 'Upgrade fails');
    await w.pass('1m');
    platform.fault = first(2, (what, where) => what === 'profile' && where === 'alice', {
      refuse: new PlatformError('user_not_found', 'never'),
    });
    const told = w.told('alice').length;
    await w.platform.tell(commandEvent(w, 'alice', 'triage', 'ticket claim 1'));
    await w.settle();
    expect(w.told('alice').slice(told).join()).toMatch(/nothing was changed.*reference \d+/i);
    expect((await ticket(w, 1)).assignee).toBeUndefined();
  });
});

describe('an event', () => {
  it('accepted many times at once is one event', async () => {
    const w = await world();
    const event = unheard(w, 'carol', 'acme', 'Upgrade fails');
    await Promise.all(Array.from({ length: 20 }, () => w.platform.desk().accept(event)));
    await w.settle();
    expect(await tickets(w)).toHaveLength(1);
    expect(await eventTypes(w, 1)).toEqual(['opened']);
  });

  it.each([null, 'words', 42, [], { type: 'message' }, { type: 'reaction', on: null }])(
    'with a body like %j is nothing, and stops nobody',
    async (body) => {
      const w = await world();
      await w.platform.tell({ key: 'odd', lane: 'acme', body });
      await w.carol.says('acme', 'Upgrade fails');
      expect(await tickets(w)).toHaveLength(1);
    },
  );
});
