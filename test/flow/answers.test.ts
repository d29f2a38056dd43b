import { at, deskWith, eventTypes, intrudes, promise, ticket } from '../support/facts';
import { type World, world } from '../support/world';

/** Two tickets of Acme, both unanswered: #1 "Upgrade fails" at 10:00, #2 "The licence page is blank" at 10:01. */
async function twoWaiting(): Promise<World> {
  const w = await world({ desk: deskWith('Acme', { groupMinutes: 0 }) });
  await w.carol.says('acme', 'Upgrade fails');
  await w.pass('1m');
  await w.carol.says('acme', 'The licence page is blank');
  return w;
}
const answered = async (w: World, number: number) => (await eventTypes(w, number)).includes('answered');

describe('an agent’s answer', () => {
  it('in the thread ends the response clock, claims the ticket and leaves it open', async () => {
    const w = await world();
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.pass('10m');
    await w.alice.says(`acme/${root}`, 'Which version do you come from?');
    expect(await ticket(w, 1)).toMatchObject({ status: 'open', turn: 'theirs', assignee: { name: 'Alice' } });
    expect(await promise(w, 1, 'first_response')).toBe('met');
    expect(await promise(w, 1, 'resolution')).toBe('running until Mon 18:00');
  });

  it('leaves the ticket with whoever has it', async () => {
    const w = await world();
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.alice.types('triage', '/ticket claim 1');
    await w.bob.says(`acme/${root}`, 'Alice is at lunch: which version?');
    expect((await ticket(w, 1)).assignee?.name).toBe('Alice');
    expect(await answered(w, 1)).toBe(true);
  });

  it('at the top level answers the only unanswered ticket of the channel', async () => {
    const w = await twoWaiting();
    await w.chen.says('globex', 'The export hangs');
    const second = (await ticket(w, 2)).root.messageId;
    await w.alice.says(`acme/${second}`, 'We renew the licence');
    await w.bob.says('acme', 'Use 5.2.1');
    expect(await answered(w, 1)).toBe(true);
    expect(await answered(w, 3)).toBe(false);
    expect((await ticket(w, 1)).assignee?.name).toBe('Bob');
    expect(w.told('bob')).toEqual([]);
  });

  it('at the top level answers the ticket whose number it names', async () => {
    const w = await twoWaiting();
    await w.alice.says('acme', 'For #2: the licence was renewed, reload the page');
    expect(await answered(w, 2)).toBe(true);
    expect(await answered(w, 1)).toBe(false);
    expect(w.told('alice')).toEqual([]);
  });

  it('never answers a ticket of another channel by its number: the customer there has not read it', async () => {
    const w = await twoWaiting();
    await w.chen.says('globex', 'The export hangs');
    await w.alice.says('acme', 'This is the same as #3');
    expect(await answered(w, 3)).toBe(false);
  });

  it('does not take #21 for #2', async () => {
    const w = await twoWaiting();
    await w.alice.says('acme', 'That is upstream issue #21');
    expect(await answered(w, 2)).toBe(false);
  });

  it('never answers a request made after it', async () => {
    const w = await world();
    const early = await w.alice.says('acme', 'Maintenance is over');
    await w.pass('1m');
    await w.carol.says('acme', 'Upgrade fails');
    expect(early).not.toBe('');
    expect(await answered(w, 1)).toBe(false);
  });

  it('counts once, though it is heard of twice', async () => {
    const w = await world();
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.alice.says(`acme/${root}`, 'Which version?');
    await w.steward.catchUp();
    await w.settle();
    expect((await eventTypes(w, 1)).filter((type) => type === 'answered')).toHaveLength(1);
  });

  it('is nobody’s answer when a customer of the same account gives it', async () => {
    const w = await world();
    const root = await w.carol.says('acme', 'Upgrade fails');
    await intrudes(w, 'olaf', `acme/${root}`, 'I had that too, delete the lock file');
    expect(await answered(w, 1)).toBe(false);
    expect(await promise(w, 1, 'first_response')).toBe('running until Mon 11:00');
  });
});

describe('an answer that could mean several tickets', () => {
  it('is asked about, of its author alone, with a button for each ticket', async () => {
    const w = await twoWaiting();
    await w.alice.says('acme', 'Please send the log');
    expect(w.told('alice')).toHaveLength(1);
    expect(w.told('alice')[0]).toContain('[#1 Upgrade fails] [#2 The licence page is blank]');
    for (const other of ['carol', 'bob', 'dana']) expect(w.told(other)).toEqual([]);
    expect(w.reads('acme').filter((line) => line.startsWith('Steward'))).toEqual([]);
    expect([await answered(w, 1), await answered(w, 2)]).toEqual([false, false]);
  });

  it('counts with the time it was written, not with that of the press', async () => {
    const w = await twoWaiting();
    await w.pass('49m');
    await w.alice.says('acme', 'Please send the log');
    await w.pass('40m');
    await w.alice.presses('acme', '#1 Upgrade fails');
    expect((await ticket(w, 1)).firstReplyAt).toBe(at('2026-11-23T09:50:00Z'));
    expect(await promise(w, 1, 'first_response')).toBe('met');
    expect(await answered(w, 2)).toBe(false);
  });

  it('counts once, pressed twice', async () => {
    const w = await twoWaiting();
    await w.alice.says('acme', 'Please send the log');
    await w.alice.presses('acme', '#1 Upgrade fails');
    await w.alice.presses('acme', '#1 Upgrade fails');
    expect((await eventTypes(w, 1)).filter((type) => type === 'answered')).toHaveLength(1);
  });

  it('cannot be claimed by anybody but its author', async () => {
    const w = await twoWaiting();
    const message = await w.alice.says('acme', 'Please send the log');
    await w.bob.submits('acme', 'ticket answered', { ticket: '1', message });
    expect(await answered(w, 1)).toBe(false);
    await w.carol.submits('acme', 'ticket answered', { ticket: '1', message });
    expect(await answered(w, 1)).toBe(false);
  });
});
