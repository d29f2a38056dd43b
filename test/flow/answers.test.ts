import { deskWith, eventTypes, intrudes, promise } from '../support/facts';
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

  it('is nobody’s answer when a customer of the same account gives it', async () => {
    const w = await world();
    const root = await w.carol.says('acme', 'Upgrade fails');
    await intrudes(w, 'olaf', `acme/${root}`, 'I had that too, delete the lock file');
    expect(await answered(w, 1)).toBe(false);
    expect(await promise(w, 1, 'first_response')).toBe('running until Mon 11:00');
  });
});

describe('an answer that could mean several tickets', () => {
  it('cannot be claimed by anybody but its author', async () => {
    const w = await twoWaiting();
    const message = await w.alice.says('acme', 'Please send the log');
    await w.bob.submits('acme', 'ticket answered', { ticket: '1', message });
    expect(await answered(w, 1)).toBe(false);
    await w.carol.submits('acme', 'ticket answered', { ticket: '1', message });
    expect(await answered(w, 1)).toBe(false);
  });
});
