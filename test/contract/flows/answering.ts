import { ticket, verdict, words } from '../../support/desk-facts';
import { flows, inAcme, needing } from '../flow';
import type { Stage } from '../stage';
import { asked, assignee, cardOf, cardText, deeds } from '../told-of';

export const answering = flows('an agent’s answer', {
  'in the thread ends the response clock, claims the ticket and leaves it open': async (s) => {
    const root = await asked(s);
    await s.pass('10m');
    await s.says('bob', { under: root }, 'Which version do you come from?');
    expect(await deeds(s, 1)).toEqual(['opened by carol', 'answered by bob', 'claimed by bob']);
    expect(await ticket(s, 1)).toMatchObject({ status: 'open', turn: 'theirs', firstReplyAt: s.now() });
    expect([await verdict(s, 1, 'first_response'), await verdict(s, 1, 'resolution')]).toEqual(['met', 'running']);
    expect(cardText(s, 1)).toContain("Bob has it · the customer's turn, last word 10:10 by Bob");
    expect(s.signs(root)).toBe('🎫👀');
  },

  'leaves the ticket with whoever has it': async (s) => {
    const root = await asked(s);
    await s.reacts('alice', root, '👀');
    await s.says('bob', { under: root }, 'Alice is at lunch: which version?');
    expect([await assignee(s, 1), await verdict(s, 1, 'first_response')]).toEqual(['alice', 'met']);
  },

  'as an inline reply answers the ticket of what it replies to': needing('inline replies', async (s) => {
    await asked(s);
    const second = await s.says('carl', 'acme', 'The licence page is blank');
    await s.replies('alice', second, 'Reload the page');
    expect(await deeds(s, 2)).toEqual(['opened by carl', 'answered by alice', 'claimed by alice']);
    expect(await deeds(s, 1)).toEqual(['opened by carol']);
    expect(s.told('alice')).toEqual([]);
    const answer = await s.replies('alice', second, 'And log in again');
    await s.replies('carl', answer, 'It works on one machine only');
    expect((await deeds(s, 2)).slice(3)).toEqual(['answered by alice', 'asked by carl']);
  }),

  'is turned by the customer’s next word: it is ours again': async (s) => {
    const root = await asked(s);
    await s.says('alice', { under: root }, 'Which version?');
    await s.says('carol', { under: root }, 'From 5.1');
    expect(await ticket(s, 1)).toMatchObject({ turn: 'ours', lastWordBy: 'Carol' });
    expect(cardText(s, 1)).toContain('our turn');
  },

  'of a colleague answers nothing': needing('colleagues', async (s) => {
    const root = await asked(s);
    await s.says('sam', { under: root }, 'Have you tried turning it off?');
    await s.says('sam', 'acme', 'On #1: our sales team says hello');
    expect(await deeds(s, 1)).toEqual(['opened by carol']);
  }),

  'from triage reaches the customer in their thread under the agent’s name, and counts': async (s) => {
    const root = await asked(s);
    await s.pass('10m');
    await s.types('alice', 'triage', 'ticket reply', { ticket: 1, text: 'Use 5.2.1 & restart' });
    expect(s.under(root)).toEqual(['desk: Alice:\nUse 5.2.1 & restart']);
    expect(s.channel('acme')).toHaveLength(1);
    expect(await deeds(s, 1)).toEqual(['opened by carol', 'answered by alice', 'claimed by alice']);
    expect(await ticket(s, 1)).toMatchObject({ turn: 'theirs', firstReplyAt: s.now() });
    expect(s.told('alice')).toEqual(['On its way to Carol on #1.']);
  },

  'by the button is asked for in a form, and only its words are sent': async (s) => {
    const root = await asked(s);
    await s.presses('alice', cardOf(s, 1), 'Reply');
    expect(s.form('alice')).toContain('What the customer will read');
    expect([s.under(root), await deeds(s, 1)]).toEqual([[], ['opened by carol']]);
    await s.fills('alice', { text: 'Use <5.2.1>' });
    expect(s.under(root)).toEqual(['desk: Alice:\nUse <5.2.1>']);
    expect(await verdict(s, 1, 'first_response')).toBe('met');
  },

  'relayed is answered in turn by the customer in that thread': async (s) => {
    const root = await asked(s);
    await s.types('alice', 'triage', 'ticket reply', { ticket: 1, text: 'Use 5.2.1' });
    await s.says('carol', { under: root }, 'It fails as well');
    expect(await ticket(s, 1)).toMatchObject({ turn: 'ours', lastWordBy: 'Carol' });
    await s.types('bob', 'triage', 'ticket reply', { ticket: 1, text: 'Use 5.2.2' });
    expect(s.under(root)).toEqual(['desk: Alice:\nUse 5.2.1', 'carol: It fails as well', 'desk: Bob:\nUse 5.2.2']);
    expect(s.channel('acme')).toHaveLength(1);
  },

  'relayed stands in the thread that the desk has begun': inAcme({ mode: 'acknowledge' }, async (s) => {
    const root = await asked(s);
    await s.types('alice', 'triage', 'ticket reply', { ticket: 1, text: 'Use 5.2.1' });
    await s.says('carol', { under: root }, 'It works');
    await s.reacts('carol', root, '✅');
    expect(s.under(root)).toEqual([
      expect.stringContaining('We have this as #1'),
      'desk: Alice:\nUse 5.2.1',
      'carol: It works',
      'desk: #1 is marked as solved. If it is not, write here within 7 days.',
    ]);
  }),
});

/** Carol's #1 and Carl's #2 wait in #acme, Chen's #3 in #globex. */
async function waiting(s: Stage): Promise<void> {
  await s.says('carol', 'acme', 'Upgrade fails');
  await s.says('carl', 'acme', 'The licence page is blank');
  await s.says('chen', 'globex', 'The export hangs');
}
const answered = async (s: Stage) =>
  Promise.all([1, 2, 3].map(async (number) => (await deeds(s, number)).filter((deed) => deed.startsWith('answered'))));

export const unthreaded = flows('an agent’s answer outside of any thread', {
  'answers the only ticket that waits in that channel': async (s) => {
    await waiting(s);
    await s.says('alice', 'globex', 'Try again now');
    expect(await answered(s)).toEqual([[], [], ['answered by alice']]);
    expect([await verdict(s, 3, 'first_response'), s.told('alice')]).toEqual(['met', []]);
  },

  'answers the ticket it names': async (s) => {
    await waiting(s);
    await s.says('bob', 'acme', 'On #2: reload the page');
    expect(await answered(s)).toEqual([[], ['answered by bob'], []]);
    expect(s.told('bob')).toEqual([]);
  },

  'that may mean several is asked about, of its author alone, with a button for each': async (s) => {
    await waiting(s);
    await s.says('alice', 'acme', 'Please send the log');
    expect(await answered(s)).toEqual([[], [], []]);
    expect(s.told('alice')).toEqual([expect.stringContaining('[#1 Upgrade fails] [#2 The licence page is blank]')]);
    for (const other of ['carol', 'carl', 'bob', 'dana'] as const) expect(s.told(other)).toEqual([]);
    expect(s.channel('acme').filter((line) => line.startsWith('desk'))).toEqual([]);
  },

  'counts, once chosen, with the time it was written, once, and for no other ticket': async (s) => {
    await waiting(s);
    await s.pass('3h 50m');
    const at = s.now();
    await s.says('alice', 'acme', 'Please send the log');
    await s.pass('20m');
    await s.presses('alice', 'told', '#2 The licence page is blank');
    await s.presses('alice', 'told', '#2 The licence page is blank');
    await s.presses('alice', 'told', '#1 Upgrade fails');
    expect(await answered(s)).toEqual([[], ['answered by alice'], []]);
    expect((await ticket(s, 2)).firstReplyAt).toBe(at);
    expect(await verdict(s, 2, 'first_response')).toBe('met');
    expect((await words(s, 2)).map(({ text, side }) => [side, text])).toContainEqual(['ours', 'Please send the log']);
    expect(s.told('alice').filter((line) => line.startsWith('Counted'))).toEqual(['Counted as your answer to #2.']);
    const corrected = s.channel('triage').filter((line) => line.includes('#2 (Acme') && line.includes('in time: this'));
    expect(corrected).toHaveLength(1);
  },
});

const SECRET = 'The customer runs a pirated build';
export const notes = flows('a note', {
  'written under the card stays with the team and answers nothing': async (s) => {
    const root = await asked(s);
    await s.says('alice', { under: cardOf(s, 1) }, SECRET);
    await s.says('bob', { under: cardOf(s, 1) }, 'pirated indeed, #1 must wait');
    expect(await deeds(s, 1)).toEqual(['opened by carol', 'noted by alice', 'noted by bob']);
    expect(await verdict(s, 1, 'first_response')).toBe('running');
    await s.mentions('carol', { under: root }, 'show');
    await s.mentions('carol', { under: root }, 'why');
    const read = [...s.channel('acme'), ...s.under(root), ...s.told('carol')].join('\n');
    expect(read).toContain('Upgrade to 5.2 fails on start');
    expect(read).not.toContain('pirated');
  },

  'by command stands under the card, and nowhere else': async (s) => {
    const root = await asked(s);
    await s.types('alice', 'acme', 'ticket note', { ticket: 1, text: SECRET });
    expect(s.under(cardOf(s, 1))).toEqual([`desk: Alice, note:\n${SECRET}`]);
    expect([s.under(root), s.channel('acme').length, s.told('carol')]).toEqual([[], 1, []]);
    expect(s.told('alice')).toEqual(['Noted on #1. The customer does not see it.']);
  },
});
