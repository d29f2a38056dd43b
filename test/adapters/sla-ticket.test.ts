import { openToLook } from '../../src/adapters/database/look';
import { numberIn, replayTicket } from '../../src/adapters/sla-ticket';
import { newFile, site } from '../support/applying';
import { history, target, ticket } from '../support/facts';
import { TestClock } from '../support/test-clock';

/** #1 of Acme: asked at 10:00, answered at 11:00, resolved at 12:00. */
async function settled() {
  const made = await site(new TestClock('2026-11-23T09:00:00Z'), await newFile());
  const { w } = made;
  const root = await w.carol.says('acme', 'Upgrade fails');
  await w.pass('1h');
  await w.alice.says(`acme/${root}`, 'Use 5.2.1');
  await w.pass('1h');
  await w.alice.types('triage', '/ticket resolve 1');
  const replayed = async (number: number) => {
    const looking = await openToLook(made.database);
    try {
      return await replayTicket({ ...looking, clock: w.clock }, number);
    } finally {
      await looking.close();
    }
  };
  return { w, replayed };
}

describe('steward sla replay --ticket', () => {
  it('shows the clocks of a stored ticket, and that every verdict follows from its history', async () => {
    const { replayed } = await settled();
    const { said, follows } = await replayed(1);
    expect(follows).toBe(true);
    expect(said).toContain('Promise: premium (version 1), S2: first answer within 4 h of "always".');
    expect(said).toMatch(/It ended .*10:00.*: kept\./);
    expect(said).toMatch(/\n\nEvery stored verdict follows from the history \(2 of 2\)\.$/);
  });

  it('names a verdict that does not follow, and repairs nothing', async () => {
    const { w, replayed } = await settled();
    const kept = await target(w, 1, 'first_response');
    if (kept === undefined || kept.state.tag !== 'met') throw new Error('the answer was in time');
    const { at, dueAt = at } = kept.state;
    const wrong = { ...kept, state: { tag: 'missed', at, dueAt } } as const;
    await w.store.transact((unit) => unit.targets.put(wrong));
    const before = await history(w, 1);
    const { said, follows } = await replayed(1);
    expect(follows).toBe(false);
    expect(said).toMatch(
      /One stored verdict does not follow from the history:\n {2}first answer \(first_response\): stored missed .*; from the history met /,
    );
    expect(await target(w, 1, 'first_response')).toEqual(wrong);
    expect(await history(w, 1)).toEqual(before);
    expect((await ticket(w, 1)).status).toBe('resolved');
  });

  it('of a ticket that is not there, or of no number, says so in a sentence', async () => {
    const { replayed } = await settled();
    await expect(replayed(7)).rejects.toThrow('There is no ticket #7 in this database.');
    expect(numberIn('#12')).toBe(12);
    expect(() => numberIn('twelve')).toThrow('"twelve" is not the number of a ticket. Write it like 42.');
  });
});
