import { at, history, ticket } from '../support/facts';
import { type World, world } from '../support/world';

const firstText = async (w: World) => {
  const { id } = await ticket(w, 1);
  const [message] = await w.store.transact((unit) => unit.messages.ofTicket(id));
  return message;
};

describe('the history of a ticket', () => {
  it('has one event for every change, with who, when and from where', async () => {
    const w = await world();
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.pass('1m');
    await w.alice.reacts('acme', root, '👀');
    await w.pass('1m');
    await w.alice.says(`acme/${root}`, 'Which version?');
    await w.pass('1m');
    await w.alice.types('triage', '/ticket wait 1 reason:"the log"');
    await w.pass('1m');
    await w.carol.says(`acme/${root}`, '5.2');
    await w.pass('1m');
    await w.dana.types('triage', '/ticket severity 1 S1');
    await w.dana.types('triage', '/ticket assign 1 @Bob');
    await w.bob.types('triage', '/ticket note 1 known upstream');
    await w.bob.types('triage', '/ticket resolve 1 reason:"5.2.1"');
    const told = (await history(w, 1)).map(({ type, by, via, at: when }) => [type, by?.name, via, when]);
    const minute = (n: number) => at('2026-11-23T09:00:00Z') + n * 60_000;
    expect(told).toEqual([
      ['opened', 'Carol', 'message', minute(0)],
      ['claimed', 'Alice', 'reaction', minute(1)],
      ['answered', 'Alice', 'message', minute(2)],
      ['waited', 'Alice', 'command', minute(3)],
      ['asked', 'Carol', 'message', minute(4)],
      ['resumed', 'Carol', 'message', minute(4)],
      ['severity_set', 'Dana', 'command', minute(5)],
      ['assigned', 'Dana', 'command', minute(5)],
      ['noted', 'Bob', 'command', minute(5)],
      ['resolved', 'Bob', 'command', minute(5)],
    ]);
  });

  it('says why: the reason given with the change', async () => {
    const w = await world();
    await w.carol.says('acme', 'Upgrade fails');
    await w.alice.types('triage', '/ticket hold 1 reason:"upstream fix"');
    await w.alice.types('triage', '/ticket reopen 1 reason:"it is released"');
    await w.alice.types('triage', '/ticket resolve 1 reason:"use 5.2.1"');
    const why = (await history(w, 1)).slice(1).map((event) => [event.type, event.why]);
    expect(why).toEqual([
      ['held', 'upstream fix'],
      ['resumed', 'it is released'],
      ['resolved', 'use 5.2.1'],
    ]);
  });

  it('has no event for what changed nothing', async () => {
    const w = await world();
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.alice.types('triage', '/ticket claim 1');
    await w.alice.types('triage', '/ticket resolve 1');
    const before = await history(w, 1);
    for (const line of ['resolve 1', 'show 1', 'why 1', 'list', 'claim 1', 'wait 1', 'severity 1 S9', 'nonsense']) {
      await w.alice.types('triage', `/ticket ${line}`);
    }
    await w.alice.reacts('acme', root, '✅');
    await w.alice.reacts('acme', root, '👀');
    expect(await history(w, 1)).toEqual(before);
  });

  it('has one event for what the clock does: the warning, the breach and the closing', async () => {
    const w = await world();
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.pass('2h');
    await w.alice.says(`acme/${root}`, 'Sorry for the delay: use 5.2.1');
    await w.alice.types('triage', '/ticket resolve 1');
    await w.pass('8d');
    const byClock = (await history(w, 1)).filter(({ via }) => via === 'clock');
    expect(byClock.map(({ type, at: when, by }) => [type, when, by])).toEqual([
      ['warned', at('2026-11-23T09:48:00Z'), undefined],
      ['breached', at('2026-11-23T10:00:00Z'), undefined],
      ['closed', at('2026-11-30T11:00:00Z'), undefined],
    ]);
  });
});

describe('a deletion', () => {
  it('is recorded, and what was said is kept', async () => {
    const w = await world();
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.pass('5m');
    await w.carol.removes('acme', root);
    expect((await history(w, 1)).at(-1)).toMatchObject({
      type: 'deleted',
      by: { name: 'Carol' },
      data: { before: 'Upgrade fails' },
    });
    expect(await firstText(w)).toMatchObject({ text: 'Upgrade fails', deletedAt: at('2026-11-23T09:05:00Z') });
    expect((await ticket(w, 1)).status).toBe('open');
    expect(w.logged).toEqual([]);
  });
});
