import { ticket, tickets, verdict, words } from '../../support/desk-facts';
import { flows, type Play } from '../flow';
import { everything } from '../snapshot';
import type { Stage } from '../stage';
import { asked, cardOf, deeds } from '../told-of';

/** A day in the life of #1, by every kind of event. */
async function worked(s: Stage) {
  const root = await asked(s);
  await s.types('alice', 'acme', 'ticket claim', { ticket: 1 });
  await s.says('alice', { under: root }, 'Which version?');
  await s.says('carol', { under: root }, 'Version 5.2');
  await s.presses('bob', cardOf(s, 1), 'Wait');
  await s.types('alice', 'triage', 'ticket reply', { ticket: 1, text: 'Use 5.2.1' });
  await s.mentions('alice', { under: root }, 'note call them at nine');
  await s.reacts('carol', root, '🚨');
  await s.edits('carol', root, 'Upgrade to 5.2 fails');
  await s.reacts('carol', root, '✅');
  return root;
}

export const once = flows('what is told of twice', {
  'by the platform has one effect and one answer': async (s) => {
    await worked(s);
    const before = [await everything(s, 'gus'), await words(s, 1)];
    await s.redelivers();
    expect([await everything(s, 'gus'), await words(s, 1)]).toEqual(before);
  },

  'live and by catching up has one effect': async (s) => {
    await worked(s);
    await s.says('chen', 'globex', 'The export hangs');
    const before = [await everything(s, 'gus'), await words(s, 1)];
    await s.catchesUp();
    await s.catchesUp();
    await s.halt();
    await s.resume();
    expect([await everything(s, 'gus'), await words(s, 1)]).toEqual(before);
  },

  'first by catching up and then live has one effect': async (s) => {
    const root = await asked(s);
    await s.arrive('done', async () => {
      await s.says('chen', 'globex', 'The export hangs');
      await s.says('carol', { under: root }, 'Version 5.2');
      await s.catchesUp();
    });
    expect([await deeds(s, 1), await deeds(s, 2)]).toEqual([['opened by carol', 'asked by carol'], ['opened by chen']]);
  },

  'because the desk itself did it has no effect': async (s) => {
    const root = await asked(s);
    await s.types('alice', 'triage', 'ticket claim', { ticket: 1 });
    await s.types('alice', 'triage', 'ticket reply', { ticket: 1, text: 'Use 5.2.1' });
    await s.types('alice', 'triage', 'ticket resolve', { ticket: 1 });
    await s.redelivers();
    expect(await deeds(s, 1)).toEqual([
      'opened by carol',
      'claimed by alice',
      'answered by alice',
      'resolved by alice',
    ]);
    expect([await tickets(s), s.under(root)]).toEqual([[expect.anything()], ['desk: Alice:\nUse 5.2.1']]);
  },
});

const ORDERS = { done: 'as it was done', reversed: 'in the wrong order' } as const;
type Order = keyof typeof ORDERS;
const both = (what: string, play: (s: Stage, as: Order) => Promise<void>): Readonly<Record<string, Play>> =>
  Object.fromEntries(
    (['done', 'reversed'] as const).map((as) => [`${ORDERS[as]}: ${what}`, (s: Stage) => play(s, as)]),
  );
const upgrade = (s: Stage) => s.says('carol', 'acme', 'Upgrade fails');

export const arriving = flows('what arrives', {
  ...both('a request and its answer make one answered ticket', async (s, as) => {
    await s.arrive(as, async () => {
      const root = await upgrade(s);
      await s.pass('1m');
      await s.says('alice', { under: root }, 'Which version?');
    });
    expect([await tickets(s), await words(s, 1)].map(({ length }) => length)).toEqual([1, 2]);
    expect([await verdict(s, 1, 'first_response'), (await ticket(s, 1)).turn]).toEqual(['met', 'theirs']);
  }),
  ...both('a request and the customer’s own reply in its thread make one ticket', async (s, as) => {
    await s.arrive(as, async () => {
      const root = await upgrade(s);
      await s.says('carol', { under: root }, 'Here is the log: out of memory');
    });
    expect((await tickets(s)).map(({ subject }) => subject)).toEqual(['Upgrade fails']);
    expect(await words(s, 1)).toHaveLength(2);
  }),
  ...both('a request and 👀 on it make one claimed ticket', async (s, as) => {
    await s.arrive(as, async () => {
      const root = await upgrade(s);
      await s.reacts('alice', root, '👀');
    });
    expect(await deeds(s, 1)).toEqual(['opened by carol', 'claimed by alice']);
  }),
  ...both('two requests of a group, one of them edited, make one ticket', async (s, as) => {
    await s.arrive(as, async () => {
      const root = await upgrade(s);
      await s.says('carol', 'acme', 'It says out of memory');
      await s.edits('carol', root, 'Upgrade fails on 5.2');
    });
    expect((await words(s, 1)).map(({ text }) => text).sort()).toEqual([
      'It says out of memory',
      'Upgrade fails on 5.2',
    ]);
    expect(await tickets(s)).toHaveLength(1);
  }),
  ...both('a talk in a thread ends with whose turn it is', async (s, as) => {
    const root = await upgrade(s);
    await s.arrive(as, async () => {
      await s.says('carol', { under: root }, 'It is version 5.2');
      await s.pass('1m');
      await s.says('alice', { under: root }, 'Try 5.2.1');
      await s.pass('1m');
      await s.mentions('carol', { under: root }, 'it fails as well');
    });
    expect(await ticket(s, 1)).toMatchObject({ turn: 'ours', lastWordBy: 'Carol', assignee: { name: 'Alice' } });
    expect((await deeds(s, 1)).filter((deed) => deed.startsWith('answered'))).toHaveLength(1);
    expect(await verdict(s, 1, 'first_response')).toBe('met');
  }),
});
