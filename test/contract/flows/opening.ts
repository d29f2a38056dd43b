import { target, ticket, tickets } from '../../support/desk-facts';
import { flows, inAcme, needing } from '../flow';
import { asked, cardText, deeds } from '../told-of';

export const opening = flows('a message in a customer channel', {
  'opens a ticket: a card for the team, a sign on the message, and not a word to the customer': async (s) => {
    const root = await asked(s);
    expect(s.channel('triage')).toEqual([
      [
        'desk: 🎫 #1 Upgrade to 5.2 fails on start · Acme · S3',
        'Carol in #acme, Mon 23 Nov, 10:00 · go to message',
        '⏳ first answer due 14:00 (in 4 h)',
        '⏳ resolution due Wed 25 Nov, 10:00 (in 2 d)',
        'Unclaimed · our turn, last word 10:00 by Carol',
        '> Upgrade to 5.2 fails on start',
        '[Claim] [Reply] [Severity] [Not a request]',
      ].join('\n'),
    ]);
    expect(s.signs(root)).toBe('🎫');
    expect(s.channel('acme')).toEqual(['carol: Upgrade to 5.2 fails on start']);
    expect([s.under(root), s.told('carol')]).toEqual([[], []]);
    expect(await ticket(s, 1)).toMatchObject({ account: 'Acme', root, startedAt: s.now(), status: 'open' });
  },

  'is acknowledged once in its thread, with the number and the promised time, where the channel wants it': inAcme(
    { mode: 'acknowledge' },
    async (s) => {
      const root = await asked(s);
      await s.says('carol', 'acme', 'It says: no such table users');
      expect(s.under(root)).toEqual(['desk: Thanks, Carol. We have this as #1 and will answer by 14:00 (in 4 h).']);
      expect(s.channel('acme').filter((line) => line.startsWith('desk'))).toEqual([]);
    },
  ),

  'has a card of the customer’s own in its thread, edited in place, whose buttons are theirs, where the channel wants it':
    inAcme({ mode: 'card' }, async (s) => {
      const root = await asked(s);
      expect(s.under(root)).toEqual([
        [
          'desk: 🎫 #1 Upgrade to 5.2 fails on start · we will look at it',
          'We will answer by 14:00.',
          '[Solved] [More urgent]',
        ].join('\n'),
      ]);
      await s.types('alice', 'triage', 'ticket claim', { ticket: 1 });
      expect(s.under(root)).toEqual([expect.stringContaining('Alice is on it')]);
      const card = s.findUnder(root, /^desk: 🎫 #1/);
      await s.presses('carol', card, 'More urgent');
      await s.fills('carol', { severity: 'S1' });
      await s.presses('carol', card, 'Solved');
      expect(await deeds(s, 1)).toEqual([
        'opened by carol',
        'claimed by alice',
        'severity_asked by carol',
        'resolved by carol',
      ]);
      expect(s.under(root)).toEqual([expect.stringContaining('· resolved')]);
    }),

  'opens nothing when it is a pleasantry': async (s) => {
    for (const text of ['thanks!', 'hello', 'great, solved']) await s.says('carol', 'acme', text);
    expect([await tickets(s), s.channel('triage')]).toEqual([[], []]);
  },

  'opens nothing when somebody of the team writes it': async (s) => {
    for (const who of ['alice', 'bob', 'dana'] as const) await s.says(who, 'acme', 'Maintenance tonight at 22:00');
    await s.says('alice', 'triage', 'Who is on call this week?');
    expect(await tickets(s)).toEqual([]);
  },

  'opens nothing when a colleague writes it': needing('colleagues', async (s) => {
    await s.says('sam', 'acme', 'How many seats do you need?');
    expect(await tickets(s)).toEqual([]);
  }),

  'opens a ticket when a guest writes it, whatever group they are in': needing('guests', async (s) => {
    await s.says('gus', 'acme', 'The licence page is blank');
    expect(await deeds(s, 1)).toEqual(['opened by gus']);
  }),

  'joins the unanswered ticket of the same person, and does not move its clock': async (s) => {
    await asked(s);
    await s.pass('20m');
    await s.says('carol', 'acme', 'It says: no such table users');
    expect(await deeds(s, 1)).toEqual(['opened by carol', 'asked by carol']);
    expect((await target(s, 1, 'first_response'))?.state).toMatchObject({ dueAt: Date.parse('2026-11-23T13:00:00Z') });
    expect(s.channel('triage')).toHaveLength(1);
  },

  'is a ticket of its own when a second person of the account writes it': async (s) => {
    await asked(s);
    await s.says('carl', 'acme', 'The licence page is blank');
    expect((await tickets(s)).map(({ subject }) => subject).sort()).toEqual([
      'The licence page is blank',
      'Upgrade to 5.2 fails on start',
    ]);
  },

  'is a ticket of its own after the window, and once the one before was answered': async (s) => {
    const root = await asked(s);
    await s.pass('61m');
    await s.says('carol', 'acme', 'The licence page is blank');
    expect(await tickets(s)).toHaveLength(2);
    await s.says('alice', { under: root }, 'Use 5.2.1');
    await s.says('alice', 'acme', 'For #2: reload the page');
    await s.says('carol', 'acme', 'And the search is slow');
    expect(await tickets(s)).toHaveLength(3);
  },

  'is a ticket of its own in a thread, which then takes every word said there': async (s) => {
    const news = await s.says('alice', 'acme', 'Version 5.3 is out');
    await asked(s);
    await s.says('carol', { under: news }, 'Does 5.3 still run on Debian 11?');
    await s.says('carol', { under: news }, 'And on Debian 12?');
    expect((await ticket(s, 2)).subject).toBe('Does 5.3 still run on Debian 11?');
    expect(await deeds(s, 2)).toEqual(['opened by carol', 'asked by carol']);
  },

  'of each account has a ticket of that account': async (s) => {
    await asked(s);
    await s.says('chen', 'globex', 'The export hangs');
    expect(cardText(s, 2)).toContain('#2 The export hangs · Globex · S3');
  },
});

export const openingByHand = flows('a ticket opened by hand', {
  'by 🎫 of an agent on an old message starts then, and once however often': async (s) => {
    const hello = await s.says('carol', 'acme', 'hello');
    await s.pass('3h');
    await s.reacts('alice', hello, '🎫');
    await s.reacts('bob', hello, '🎫');
    await s.unreacts('alice', hello, '🎫');
    await s.reacts('alice', hello, '🎫');
    expect(await deeds(s, 1)).toEqual(['opened by alice']);
    expect(await ticket(s, 1)).toMatchObject({ requester: { name: 'Carol' }, startedAt: s.now() });
    expect(await tickets(s)).toHaveLength(1);
  },

  'by 🎫 of the customer is theirs, although it was a pleasantry': async (s) => {
    const thanks = await s.says('carol', 'acme', 'thanks!');
    await s.reacts('carol', thanks, '🎫');
    expect(await deeds(s, 1)).toEqual(['opened by carol']);
  },

  'from the menu of a message is about that message, once': async (s) => {
    const thanks = await s.says('carol', 'acme', 'thanks!');
    await s.pass('1h');
    await s.picks('alice', 'Open ticket', thanks);
    await s.picks('alice', 'Open ticket', thanks);
    expect(await ticket(s, 1)).toMatchObject({
      subject: 'thanks!',
      requester: { name: 'Carol' },
      root: thanks,
      startedAt: s.now(),
    });
    expect(s.told('alice')).toEqual(['Opened #1.', 'That message belongs to #1 already.']);
    expect(await tickets(s)).toHaveLength(1);
  },

  'by command for a customer is posted for them, and its clock runs from then': async (s) => {
    await s.pass('10m');
    await s.types('alice', 'acme', 'ticket open', { requester: 'carol', text: 'She called: the upgrade fails' });
    expect(await ticket(s, 1)).toMatchObject({ requester: { name: 'Carol' }, startedAt: s.now(), turn: 'ours' });
    expect(s.channel('acme')).toEqual(['desk: Alice noted this for Carol:\n> She called: the upgrade fails']);
    expect(s.told('alice')).toEqual(['The request is posted here and gets its number in a moment.']);
  },
});
