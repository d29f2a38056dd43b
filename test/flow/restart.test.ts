import { at, eventTypes, postedAt, promise, ticket, tickets, unheard } from '../support/facts';
import { world } from '../support/world';

describe('a desk that was away', () => {
  it('announces what became overdue meanwhile, once, at once', async () => {
    const w = await world();
    await w.carol.says('acme', 'Upgrade fails');
    await w.chen.says('globex', 'The export hangs');
    await w.restart(() => w.clock.set(at('2026-11-23T18:00:00Z')));
    const breaches = () =>
      ['triage', 'dm-dana'].map((place) =>
        w.reads(place).flatMap((text) => text.match(/🔴 #\d.*(answer|resolution)/g) ?? []),
      );
    const all = [
      ['🔴 #1 (Acme, S2): first answer', '🔴 #1 (Acme, S2): resolution', '🔴 #2 (Globex, S3): first answer'],
      ['🔴 #1 (Acme, S2): first answer', '🔴 #1 (Acme, S2): resolution', '🔴 #2 (Globex, S3): first answer'],
    ];
    expect(breaches()).toEqual(all);
    expect(postedAt(w, 'triage', /Look at 3 promises: 🔴 3 late/)).toEqual(['Mon 19:00']);
    await w.restart();
    await w.pass('1h');
    expect(breaches()).toEqual(all);
    expect((await eventTypes(w, 1)).filter((type) => type === 'breached')).toHaveLength(2);
  });

  it('does not warn of what has already happened', async () => {
    const w = await world();
    await w.carol.says('acme', 'Upgrade fails');
    await w.restart(() => w.clock.set(at('2026-11-23T11:00:00Z')));
    expect(postedAt(w, 'triage', /⏳(~~)? #/)).toEqual([]);
    expect(postedAt(w, 'triage', /🔴 #/)).toEqual(['Mon 12:00']);
  });

  it('still warns of what is not yet due', async () => {
    const w = await world();
    await w.carol.says('acme', 'Upgrade fails');
    await w.restart(() => w.clock.set(at('2026-11-23T09:55:00Z')));
    expect(postedAt(w, 'triage', /⏳(~~)? #/)).toEqual(['Mon 10:55']);
  });

  it('catches up what was said, with the time it was said', async () => {
    const w = await world();
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.restart(() => {
      w.clock.set(at('2026-11-23T09:30:00Z'));
      unheard(w, 'alice', `acme/${root}`, 'Use 5.2.1');
      unheard(w, 'chen', 'globex', 'The export hangs');
      w.clock.set(at('2026-11-23T14:00:00Z'));
    });
    expect(await promise(w, 1, 'first_response')).toBe('met');
    expect(await ticket(w, 2)).toMatchObject({ subject: 'The export hangs', startedAt: at('2026-11-23T09:30:00Z') });
    expect(await promise(w, 2, 'first_response')).toBe('running until Mon 14:30');
    expect(postedAt(w, 'triage', /🔴(~~)? #/)).toEqual(['Mon 15:00']);
    expect(
      w
        .reads('triage')
        .filter((line) => line.includes('🔴'))
        .join(),
    ).toContain('#2');
  });

  it('does not take messages from before its first start for requests', async () => {
    const w = await world();
    expect(await tickets(w)).toEqual([]);
    expect(w.reads('triage')).toEqual([]);
  });

  it('closes what stayed resolved for 7 days, at the end of those days', async () => {
    const w = await world();
    await w.carol.says('acme', 'Upgrade fails');
    await w.alice.types('triage', '/ticket resolve 1');
    await w.restart(() => w.clock.set(at('2026-12-04T09:00:00Z')));
    expect(await ticket(w, 1)).toMatchObject({ status: 'closed', statusSince: at('2026-11-30T09:00:00Z') });
  });

  it('sends once what it had no time to send', async () => {
    const w = await world();
    const to = { platform: 'playground', memberId: 'dana' };
    const delivery = { key: 'left:1', act: { type: 'dm', to }, message: { lines: [['Left over']] } } as const;
    const leave = () => w.store.transact((unit) => unit.outbox.put(delivery, w.clock.now()));
    await w.restart(leave);
    await w.restart(leave);
    expect(w.reads('dm-dana')).toEqual(['Steward: Left over']);
  });
});
