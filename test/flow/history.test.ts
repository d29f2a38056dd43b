import { at, eventTypes, history, ticket } from '../support/facts';
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

describe('an edit', () => {
  it('is recorded with the words before and after, by whom and when', async () => {
    const w = await world();
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.pass('5m');
    await w.carol.edits('acme', root, 'Upgrade to 5.2 fails');
    expect((await history(w, 1)).at(-1)).toMatchObject({
      type: 'edited',
      by: { name: 'Carol' },
      at: at('2026-11-23T09:05:00Z'),
      data: { before: 'Upgrade fails', after: 'Upgrade to 5.2 fails' },
    });
    expect((await firstText(w))?.text).toBe('Upgrade to 5.2 fails');
    expect(w.reads('triage')[0]).toContain('Upgrade to 5.2 fails');
  });

  it('of every kind of message is kept: the customer’s, ours and the team’s notes', async () => {
    const w = await world();
    const root = await w.carol.says('acme', 'Upgrade fails');
    const ours = await w.alice.says(`acme/${root}`, 'Use 5.1');
    await w.alice.edits(`acme/${root}`, ours, 'Use 5.2.1');
    const card = w.platform.room.entries().find(({ ref }) => ref.place.placeId === 'triage');
    const note = await w.bob.says(`triage/${card?.ref.messageId}`, 'Known');
    await w.bob.edits(`triage/${card?.ref.messageId}`, note, 'Known upstream');
    const edits = (await history(w, 1)).filter(({ type }) => type === 'edited');
    expect(edits.map(({ by, data }) => [by?.name, data?.before])).toEqual([
      ['Alice', 'Use 5.1'],
      ['Bob', 'Known'],
    ]);
  });

  it('opens no second ticket, and answers and reopens nothing', async () => {
    const w = await world();
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.alice.types('triage', '/ticket resolve 1');
    await w.carol.edits('acme', root, 'Upgrade fails, still');
    expect((await ticket(w, 1)).status).toBe('resolved');
    expect(await eventTypes(w, 1)).toEqual(['opened', 'resolved', 'edited']);
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

  it('of the first message leaves the ticket workable', async () => {
    const w = await world();
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.carol.removes('acme', root);
    await w.alice.types('triage', '/ticket claim 1');
    await w.alice.types('triage', '/ticket reply 1 Did it solve itself?');
    await w.alice.types('triage', '/ticket resolve 1');
    expect(w.reads('triage')[0]).toContain('resolved');
    expect(w.reads(`acme/${root}`).join('\n')).toContain('Did it solve itself?');
    expect(await eventTypes(w, 1)).toEqual(['opened', 'deleted', 'claimed', 'answered', 'resolved']);
  });
});
