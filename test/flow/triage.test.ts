import { customerWords, eventTypes, intrudes, promise, ticket, tickets } from '../support/facts';
import { type World, world } from '../support/world';

const SECRET = 'The customer runs a pirated build';
/** The thread under the only card in triage. */
const cardThread = (w: World): string => {
  const card = w.platform.room
    .entries()
    .find(({ ref, by }) => ref.place.placeId === 'triage' && by.memberId === 'steward');
  return `triage/${card?.ref.messageId}`;
};
const inTriage = (w: World) => w.platform.room.entries().filter(({ ref }) => ref.place.placeId === 'triage');

describe('the triage card', () => {
  it('is one message, edited in place through the whole life of the ticket', async () => {
    const w = await world();
    const root = await w.carol.says('acme', 'Upgrade fails');
    const card = inTriage(w)[0]?.ref;
    const seen: string[] = [];
    for (const line of ['claim 1', 'severity 1 S1', 'wait 1', 'reopen 1', 'unclaim 1', 'assign 1 @Bob', 'resolve 1']) {
      await w.alice.types('acme', `/ticket ${line}`);
      expect(w.reads('triage')).toHaveLength(1);
      seen.push(w.reads('triage')[0] ?? '');
    }
    await w.carol.says(`acme/${root}`, 'It still fails');
    expect(inTriage(w).map(({ ref }) => ref)).toEqual([card]);
    expect(seen.filter((card, step) => card === seen[step - 1])).toEqual([]);
    expect(w.reads('triage')[0]).toContain('Bob has it');
  });

  it('has buttons that work like the command typed, and a card per ticket', async () => {
    const w = await world();
    await w.carol.says('acme', 'Upgrade fails');
    await w.chen.says('globex', 'The export hangs');
    expect(w.reads('triage')).toHaveLength(2);
    await w.alice.presses('triage', 'Claim');
    expect((await ticket(w, 2)).assignee?.name).toBe('Alice');
    await w.alice.presses('triage', 'Resolve');
    expect((await ticket(w, 2)).status).toBe('resolved');
    expect((await ticket(w, 1)).assignee).toBeUndefined();
  });

  it('shows whose turn it is', async () => {
    const w = await world();
    const root = await w.carol.says('acme', 'Upgrade fails');
    expect(w.reads('triage')[0]).toContain('our turn');
    await w.alice.says(`acme/${root}`, 'Which version?');
    expect(w.reads('triage')[0]).toContain('customer');
    expect(w.reads('triage')[0]).not.toContain('our turn');
    await w.carol.says(`acme/${root}`, '5.2');
    expect(w.reads('triage')[0]).toContain('our turn');
  });
});

describe('the thread under the card', () => {
  it('is internal: nothing written there reaches a customer, nor counts as an answer', async () => {
    const w = await world();
    const root = await w.carol.says('acme', 'Upgrade fails');
    const thread = cardThread(w);
    const note = await w.alice.says(thread, SECRET);
    await w.alice.edits(thread, note, `${SECRET}, as said before`);
    await w.bob.says(thread, '@Alice pirated indeed');
    await w.alice.reacts(thread, note, '👀');
    await w.dana.says(thread, 'pirated? #1 must wait');
    await w.alice.types(thread, '/ticket note text:"pirated, noted"');
    await w.carol.types(`acme/${root}`, '/ticket show 1');
    await w.carol.types(`acme/${root}`, '/ticket why 1');
    await w.pass('9h');
    await w.alice.types('triage', '/ticket resolve 1');
    expect(customerWords(w)).not.toContain('pirated');
    expect(customerWords(w)).toContain('Upgrade fails');
    expect(await eventTypes(w, 1)).not.toContain('answered');
    expect((await eventTypes(w, 1)).filter((type) => type === 'noted')).toHaveLength(4);
  });

  it('opens nothing and answers nothing, whoever writes there', async () => {
    const w = await world();
    await w.carol.says('acme', 'Upgrade fails');
    await w.alice.says(cardThread(w), 'Can you send the log?');
    await intrudes(w, 'olaf', cardThread(w), 'I can read this, and my export hangs too');
    expect(await tickets(w)).toHaveLength(1);
    expect(await promise(w, 1, 'first_response')).toBe('running until Mon 11:00');
  });
});
