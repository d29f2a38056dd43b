import { demoDesk } from '../../src/adapters/playground/people';
import { at, deskWith, promise, ticket, tickets } from '../support/facts';
import { world } from '../support/world';

describe('further messages of the same person', () => {
  it('join the unanswered ticket within the window', async () => {
    const w = await world();
    await w.carol.says('acme', 'Upgrade fails');
    await w.pass('20m');
    await w.carol.says('acme', 'It says: no such table users');
    await w.pass('20m');
    await w.carol.says('acme', 'Version 5.2, by the way');
    expect(await tickets(w)).toHaveLength(1);
    const { id } = await ticket(w, 1);
    const kept = await w.store.transact((unit) => unit.messages.ofTicket(id));
    expect(kept.map(({ text }) => text)).toEqual([
      'Upgrade fails',
      'It says: no such table users',
      'Version 5.2, by the way',
    ]);
  });

  it('do not move the clock of the first message', async () => {
    const w = await world();
    await w.carol.says('acme', 'Upgrade fails');
    await w.pass('30m');
    await w.carol.says('acme', 'It says: no such table users');
    expect(await promise(w, 1, 'first_response')).toBe('running until Mon 11:00');
    expect((await ticket(w, 1)).startedAt).toBe(at('2026-11-23T09:00:00Z'));
  });

  it('open a new ticket after the window', async () => {
    const w = await world();
    await w.chen.says('globex', 'The export hangs');
    await w.pass('61m');
    await w.chen.says('globex', 'The import is slow');
    expect(await tickets(w)).toHaveLength(2);
  });

  it('open a ticket each where the window is 0', async () => {
    const w = await world({ desk: deskWith('Acme', { groupMinutes: 0 }) });
    await w.carol.says('acme', 'Upgrade fails');
    await w.carol.says('acme', 'It says: no such table users');
    expect(await tickets(w)).toHaveLength(2);
  });

  it('join by the window of their own channel', async () => {
    const w = await world({
      desk: deskWith('Acme', { groupMinutes: 5 }, deskWith('Globex', { groupMinutes: 90 }, demoDesk())),
    });
    await w.carol.says('acme', 'Upgrade fails');
    await w.chen.says('globex', 'The export hangs');
    await w.pass('6m');
    await w.carol.says('acme', 'The licence page is blank');
    await w.pass('79m');
    await w.chen.says('globex', 'It hangs at 40 %');
    expect((await tickets(w)).map(({ subject }) => subject).sort()).toEqual([
      'The export hangs',
      'The licence page is blank',
      'Upgrade fails',
    ]);
  });

  it('still join while it is claimed but unanswered', async () => {
    const w = await world();
    await w.carol.says('acme', 'Upgrade fails');
    await w.alice.types('triage', '/ticket claim 1');
    await w.carol.says('acme', 'It says: no such table users');
    expect(await tickets(w)).toHaveLength(1);
  });
});

describe('a group is closed', () => {
  it('once it is answered, at the top level or in the thread', async () => {
    const w = await world();
    await w.carol.says('acme', 'Upgrade fails');
    await w.alice.says('acme', 'Which version do you come from?');
    await w.carol.says('acme', 'Another thing: the licence page is blank');
    const second = await ticket(w, 2);
    expect(second.subject).toBe('Another thing: the licence page is blank');
    await w.alice.says(`acme/${second.root.messageId}`, 'I look into the licence page');
    await w.carol.says('acme', 'And the search is slow');
    expect(await tickets(w)).toHaveLength(3);
  });

  it('once it is answered by a relayed reply', async () => {
    const w = await world();
    await w.carol.says('acme', 'Upgrade fails');
    await w.alice.types('triage', '/ticket reply 1 Which version do you come from?');
    await w.carol.says('acme', 'Another thing: the licence page is blank');
    expect(await tickets(w)).toHaveLength(2);
  });

  it('once its requester goes on in its thread', async () => {
    const w = await world();
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.carol.says(`acme/${root}`, 'Here is the log');
    await w.carol.says('acme', 'The licence page is blank');
    expect((await tickets(w)).map(({ subject }) => subject).sort()).toEqual([
      'The licence page is blank',
      'Upgrade fails',
    ]);
  });

  it.each(['resolve', 'dismiss'])('once it is over: ticket %s', async (command) => {
    const w = await world();
    await w.carol.says('acme', 'Upgrade fails');
    await w.alice.types('triage', `/ticket ${command} 1`);
    await w.carol.says('acme', 'The licence page is blank');
    expect(await tickets(w)).toHaveLength(2);
  });
});

describe('a thread', () => {
  it('is its own ticket even while another of the same person is unanswered', async () => {
    const w = await world();
    const news = await w.alice.says('acme', 'Version 5.3 is out');
    await w.carol.says('acme', 'Upgrade fails');
    await w.carol.says(`acme/${news}`, 'Does 5.3 still run on Debian 11?');
    expect(await ticket(w, 2)).toMatchObject({
      subject: 'Does 5.3 still run on Debian 11?',
      home: { placeId: `acme/${news}` },
    });
    await w.carol.says(`acme/${news}`, 'And on Debian 12?');
    expect(await tickets(w)).toHaveLength(2);
  });

  it('takes no further top-level message', async () => {
    const w = await world();
    const news = await w.alice.says('acme', 'Version 5.3 is out');
    await w.carol.says(`acme/${news}`, 'Does 5.3 still run on Debian 11?');
    await w.carol.says('acme', 'Upgrade fails');
    expect(await ticket(w, 2)).toMatchObject({ subject: 'Upgrade fails' });
  });
});
