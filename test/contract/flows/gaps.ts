import { history, ticket, tickets, verdict, words } from '../../support/desk-facts';
import { flows } from '../flow';
import type { Stage } from '../stage';
import { asked, assignee, cardOf, cardText, deeds } from '../told-of';

/** The process is down for ten minutes, and in the middle of them this happens. */
async function whileDown(s: Stage, acts: () => Promise<unknown>): Promise<void> {
  await s.halt();
  await s.pass('5m');
  await s.unheard(acts);
  await s.pass('5m');
  await s.resume();
}
export const gaps = flows('what happened while the desk was down', {
  'a request is a ticket, begun when it was made, once': async (s) => {
    const at = s.now();
    await whileDown(s, () => asked(s));
    expect((await ticket(s, 1)).startedAt).toBe(at + 5 * 60_000);
    await s.halt();
    await s.resume();
    expect([await deeds(s, 1), s.channel('triage').length]).toEqual([['opened by carol'], 1]);
  },

  'a request and its answer are an answered ticket': async (s) => {
    await whileDown(s, async () => {
      const root = await asked(s);
      await s.says('alice', { under: root }, 'Use 5.2.1');
    });
    expect(await verdict(s, 1, 'first_response')).toBe('met');
    expect(await words(s, 1)).toHaveLength(2);
  },

  'the words of both sides are recorded once, in their order, with their own times': async (s) => {
    const root = await asked(s);
    const at = s.now() + 5 * 60_000;
    await whileDown(s, async () => {
      await s.says('alice', { under: root }, 'Which version?');
      await s.says('carol', { under: root }, '5.2');
    });
    await s.catchesUp();
    const [, ...heard] = await words(s, 1);
    expect(heard.map(({ text, sentAt }) => [text, sentAt])).toEqual([
      ['Which version?', at],
      ['5.2', at],
    ]);
    expect(await ticket(s, 1)).toMatchObject({ turn: 'ours', firstReplyAt: at });
  },

  'a reply to a resolved ticket opens it again': async (s) => {
    const root = await asked(s);
    await s.says('alice', { under: root }, 'Use 5.2.1');
    await s.reacts('alice', root, '✅');
    await whileDown(s, () => s.says('carol', { under: root }, 'It fails again'));
    expect(await ticket(s, 1)).toMatchObject({ status: 'open', turn: 'ours' });
  },

  'an answer under the second message of a group is heard, and a note under the card kept': async (s) => {
    await asked(s);
    const second = await s.says('carol', 'acme', 'It says out of memory');
    const card = cardOf(s, 1);
    await whileDown(s, async () => {
      await s.says('bob', { under: card }, 'Known bug');
      await s.says('alice', { under: second }, 'Give it 4 GB');
    });
    expect(await verdict(s, 1, 'first_response')).toBe('met');
    expect([...(await deeds(s, 1))].sort()).toEqual([
      'answered by alice',
      'asked by carol',
      'claimed by alice',
      'noted by bob',
      'opened by carol',
    ]);
  },

  'a command by mention is done and answered: it is a message, and found like one': async (s) => {
    const root = await asked(s);
    await whileDown(s, () => s.mentions('alice', { under: root }, 'claim'));
    expect([await assignee(s, 1), s.told('alice')]).toEqual(['alice', ['#1 is yours.']]);
  },

  'a message edited before anybody heard of it reads as it stands': async (s) => {
    await whileDown(s, async () => {
      const root = await s.says('carol', 'acme', 'Upgrade fials');
      await s.edits('carol', root, 'Upgrade fails');
    });
    expect((await tickets(s)).map(({ subject }) => subject)).toEqual(['Upgrade fails']);
    expect(cardText(s, 1)).toContain('> Upgrade fails\n');
  },
});

export const late = flows('a command taken in by a desk that died', {
  'is run when it is under a minute old, and answered once': async (s) => {
    await asked(s);
    const goOn = s.stall();
    expect(await s.types('alice', 'acme', 'ticket claim', { ticket: 1 })).toBe('taken');
    await s.halt();
    await s.pass('30s');
    goOn();
    await s.resume();
    expect([await assignee(s, 1), s.told('alice')]).toEqual(['alice', ['#1 is yours.']]);
  },

  'is not run when it is older, and whoever gave it is told so': async (s) => {
    await asked(s);
    const goOn = s.stall();
    await s.types('alice', 'acme', 'ticket resolve', { ticket: 1 });
    await s.halt();
    await s.pass('2m');
    goOn();
    await s.resume();
    expect(await history(s, 1)).toHaveLength(1);
    expect(s.told('alice')).toEqual([expect.stringMatching(/`ticket resolve.*came while I was away and was not done/)]);
  },
});
