import { perform } from '../../src/adapters/playground/acts';
import { persona } from '../../src/adapters/playground/people';
import { customerWords, deskWith, deskWithout, eventTypes, intrudes, promise, ticket, tickets } from '../support/facts';
import { world } from '../support/world';

const alice = persona('alice') ?? { id: 'alice', name: 'Alice', role: 'engineer', about: '' };

describe('a message in a customer channel', () => {
  it('opens a ticket without a word where the channel is silent, the sign alone says it was heard', async () => {
    const w = await world();
    const root = await w.chen.says('globex', 'The nightly export hangs');
    expect(await ticket(w, 1)).toMatchObject({
      subject: 'The nightly export hangs',
      account: 'Globex',
      status: 'open',
    });
    expect(w.signs('globex', root)).toBe('🎫steward');
    expect(w.reads('globex')).toEqual(['Chen: The nightly export hangs']);
    expect(w.reads(`globex/${root}`)).toEqual([]);
    expect(w.told('chen')).toEqual([]);
  });

  it('stays silent through the whole life of the ticket where the channel is silent', async () => {
    const w = await world();
    const root = await w.chen.says('globex', 'The nightly export hangs');
    await w.alice.types('triage', '/ticket claim 1');
    await w.alice.says(`globex/${root}`, 'Restart the worker, please');
    await w.alice.types('triage', '/ticket wait 1');
    await w.chen.says(`globex/${root}`, 'The worker is restarted and it hangs again');
    await w.alice.types('triage', '/ticket resolve 1');
    await w.pass('8d');
    expect(w.reads('globex').filter((line) => line.startsWith('Steward'))).toEqual([]);
    expect(w.reads(`globex/${root}`).filter((line) => line.startsWith('Steward'))).toEqual([]);
  });

  it('is acknowledged once, in its thread, with the number and the promised time', async () => {
    const w = await world();
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.carol.says('acme', 'It says: no such table');
    expect(w.reads('acme').filter((line) => line.startsWith('Steward'))).toEqual([]);
    const words = w.reads(`acme/${root}`);
    expect(words).toHaveLength(1);
    expect(words[0]).toContain('#1');
    expect(words[0]).toContain('11:00');
    expect(words[0]).not.toMatch(/S2|triage|assignee/);
  });

  it('gets one card in its thread where the channel is on card, edited in place ever after', async () => {
    const w = await world({ desk: deskWith('Acme', { mode: 'card' }) });
    const root = await w.carol.says('acme', 'Upgrade fails');
    const before = w.reads(`acme/${root}`);
    expect(before).toHaveLength(1);
    expect(before[0]).toContain('#1');
    await w.alice.types('triage', '/ticket claim 1');
    const claimed = w.reads(`acme/${root}`);
    expect(claimed).toHaveLength(1);
    expect(claimed[0]).toContain('Alice');
    await w.alice.types('triage', '/ticket resolve 1');
    expect(w.reads(`acme/${root}`)).toHaveLength(1);
    expect(w.reads(`acme/${root}`)[0]).toContain('resolved');
  });

  it('opens the ticket at the moment it was sent, by the platform’s clock', async () => {
    const w = await world();
    await w.carol.says('acme', 'Upgrade fails');
    expect((await ticket(w, 1)).startedAt).toBe(w.clock.now());
  });

  it('makes anyone else writing there a requester of that account', async () => {
    const w = await world();
    await intrudes(w, 'olaf', 'acme', 'Our licence page is blank');
    expect(await ticket(w, 1)).toMatchObject({ account: 'Acme', requester: { name: 'Olaf' } });
  });

  it('carries the words of two people as two tickets', async () => {
    const w = await world();
    await w.carol.says('acme', 'Upgrade fails');
    await intrudes(w, 'olaf', 'acme', 'Our licence page is blank');
    expect((await tickets(w)).map(({ number }) => number).sort()).toEqual([1, 2]);
  });

  it('is recorded with its files', async () => {
    const w = await world();
    const entry = w.platform.room.add(
      { platform: 'playground', placeId: 'acme' },
      {
        by: { platform: 'playground', memberId: 'carol' },
        body: { lines: [] },
        text: '',
        files: [{ name: 'trace.log' }],
      },
    );
    await w.steward.catchUp();
    await w.settle();
    const found = await w.store.transact((unit) => unit.messages.find(entry.ref));
    expect(found?.files).toEqual([{ name: 'trace.log' }]);
  });
});

describe('an agent opens a ticket for a requester', () => {
  it('by command: it is theirs, and their first response clock runs from then', async () => {
    const w = await world();
    await w.pass('10m');
    await w.alice.types('acme', '/ticket open requester:@Carol text:"She called: the upgrade fails"');
    expect(await ticket(w, 1)).toMatchObject({ requester: { name: 'Carol', member: { memberId: 'carol' } } });
    expect(await promise(w, 1, 'first_response')).toBe('running until Mon 11:10');
  });

  it('from a message, which is then the ticket’s own', async () => {
    const w = await world();
    const hello = await w.carol.says('acme', 'hello');
    const input = { line: 'ticket open', on: { placeId: 'acme', messageId: hello } };
    await perform(w.platform, alice, { type: 'command', placeId: 'acme', ...input });
    await w.settle();
    expect(await ticket(w, 1)).toMatchObject({ requester: { name: 'Carol' }, root: { messageId: hello } });
  });
});

describe('what opens nothing', () => {
  it('an agent’s or a lead’s own message', async () => {
    const w = await world();
    const root = await w.alice.says('acme', 'Maintenance tonight at 22:00');
    await w.dana.says('globex', 'We are hiring');
    await w.bob.says(`acme/${root}`, 'And tomorrow at 6');
    expect(await tickets(w)).toEqual([]);
  });

  it('a colleague’s message, nor does it answer anything', async () => {
    const w = await world({ desk: deskWithout('Bob') });
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.bob.says('acme', 'Our sales team says hello, how many seats do you need?');
    await w.bob.says(`acme/${root}`, 'Have you tried turning it off?');
    expect(await tickets(w)).toHaveLength(1);
    expect(await ticket(w, 1)).toMatchObject({ turn: 'ours', status: 'open' });
    expect((await ticket(w, 1)).assignee).toBeUndefined();
    expect(await eventTypes(w, 1)).not.toContain('answered');
  });

  it('words in the team’s own channel', async () => {
    const w = await world();
    await w.alice.says('triage', 'Who is on call this week?');
    expect(await tickets(w)).toEqual([]);
  });

  it('words in a channel nobody watches', async () => {
    const w = await world();
    await w.olaf.says('public', 'Does anybody know how to build this?');
    expect(await tickets(w)).toEqual([]);
    expect(customerWords(w)).not.toContain('Thanks');
  });
});
