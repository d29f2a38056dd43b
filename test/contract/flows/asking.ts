import { tickets } from '../../support/desk-facts';
import { flows } from '../flow';
import { asked, cardOf, deeds } from '../told-of';

const LONG = 'Install 5.2.1 and restart both nodes. '.repeat(78).trim();

export const forms = flows('a form', {
  'asks for what a command lacks, and answers where the command was given': async (s) => {
    const root = await asked(s);
    await s.types('alice', 'triage', 'ticket reply', { ticket: 1 });
    expect(s.form('alice')).toContain('What the customer will read');
    expect(s.told('alice')).toEqual([]);
    await s.fills('alice', { text: 'Use 5.2.1' });
    expect(s.under(root)).toEqual(['desk: Alice:\nUse 5.2.1']);
    expect(s.told('alice')).toEqual(['On its way to Carol on #1.']);
    expect(s.form('alice')).toBeUndefined();
  },

  'keeps what was typed, however long, and asks for the rest': async (s) => {
    const root = await asked(s);
    await s.types('alice', 'triage', 'ticket reply', { text: LONG });
    expect(s.form('alice')).toContain('Ticket number: []');
    await s.fills('alice', { ticket: 1 });
    expect(s.under(root)).toEqual([`desk: Alice:\n${LONG}`]);
  },

  'that nobody sends changes nothing': async (s) => {
    const root = await asked(s);
    await s.presses('alice', cardOf(s, 1), 'Reply');
    await s.pass('30m');
    expect([s.under(root), await deeds(s, 1)]).toEqual([[], ['opened by carol']]);
  },

  'cannot be had for a mention: it is said instead what was lacking': async (s) => {
    const root = await asked(s);
    await s.mentions('alice', { under: root }, 'reply');
    expect(s.told('alice')).toEqual([expect.stringMatching(/one more thing: what the customer will read/)]);
    expect(await deeds(s, 1)).toEqual(['opened by carol']);
  },
});

export const asking = flows('somebody who asks the desk', {
  'for help is told what they themselves can do': async (s) => {
    await s.types('alice', 'acme', 'help');
    await s.mentions('carol', 'acme', 'help');
    expect(s.told('alice')).toEqual([expect.stringMatching(/ticket claim TICKET.* take a ticket/)]);
    expect(s.told('carol')).toEqual([expect.stringMatching(/^Just write here: we see it[\s\S]*status say how/)]);
    expect(s.told('carol').join()).not.toMatch(/claim|dismiss|note/);
    expect([await tickets(s), s.channel('acme').filter((line) => line.startsWith('desk'))]).toEqual([[], []]);
  },

  'directly in words that are no command is told so, and nothing happens': async (s) => {
    await s.says('alice', 'direct', 'good morning');
    await s.says('carol', 'direct', 'Our upgrade fails since this morning');
    expect(s.told('alice')).toEqual([expect.stringContaining('`help` lists what I can do')]);
    expect(s.told('carol')).toHaveLength(1);
    expect(await tickets(s)).toEqual([]);
  },

  'for what cannot be is told what could be, and nothing is changed': async (s) => {
    const root = await asked(s);
    await s.mentions('alice', { under: root }, 'severity S9');
    await s.pass('1m');
    await s.says('alice', 'direct', 'claim 77');
    const [first, second] = s.told('alice');
    expect(first).toMatch(/one more thing: .*severity|S9.*S1, S2, S3, S4/i);
    expect(second).toMatch(/no ticket #77/i);
    expect(await deeds(s, 1)).toEqual(['opened by carol']);
  },

  'alone is answered alone': async (s) => {
    const root = await asked(s);
    for (const command of ['show', 'why', 'list', 'status']) {
      const about = command === 'show' || command === 'why';
      const name = command === 'status' ? command : `ticket ${command}`;
      await s.types('alice', 'acme', name, about ? { ticket: 1 } : {});
    }
    expect(s.told('alice')).toEqual([
      expect.stringContaining('Upgrade to 5.2 fails on start'),
      expect.stringContaining('#1 became a ticket because Carol (Acme) wrote in a customer channel'),
      expect.stringContaining('#1 Upgrade to 5.2 fails on start · Acme · S3 · unclaimed · our turn'),
      expect.stringContaining('#1 Upgrade to 5.2 fails on start · we have it'),
    ]);
    for (const other of ['carol', 'carl', 'bob', 'dana'] as const) expect(s.told(other)).toEqual([]);
    expect([s.channel('acme'), s.under(root)]).toEqual([['carol: Upgrade to 5.2 fails on start'], []]);
  },

  'as a customer hears how their requests stand': async (s) => {
    await asked(s);
    await s.types('alice', 'triage', 'ticket claim', { ticket: 1 });
    await s.mentions('carol', 'acme', 'status');
    expect(s.told('carol')).toEqual(['#1 Upgrade to 5.2 fails on start · Alice is on it · next word from us by 14:00']);
    expect(await deeds(s, 1)).toEqual(['opened by carol', 'claimed by alice']);
  },
});
