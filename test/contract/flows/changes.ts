import { history, ticket, words } from '../../support/desk-facts';
import { flows } from '../flow';
import { asked, cardOf, cardText, deeds } from '../told-of';

export const changes = flows('a message that was changed', {
  'keeps what stood there before, and the card shows what stands now': async (s) => {
    const root = await asked(s);
    await s.pass('5m');
    await s.edits('carol', root, 'Upgrade to 5.2 fails');
    expect((await history(s, 1)).at(-1)).toMatchObject({
      type: 'edited',
      by: { name: 'Carol' },
      data: { before: 'Upgrade to 5.2 fails on start', after: 'Upgrade to 5.2 fails' },
    });
    expect((await words(s, 1)).map(({ text }) => text)).toEqual(['Upgrade to 5.2 fails']);
    expect(cardText(s, 1)).toContain('> Upgrade to 5.2 fails\n');
  },

  'by either side or by the team is recorded, and answers and reopens nothing': async (s) => {
    const root = await asked(s);
    const ours = await s.says('alice', { under: root }, 'Use 5.1');
    await s.edits('alice', ours, 'Use 5.2.1');
    const note = await s.says('bob', { under: cardOf(s, 1) }, 'Known');
    await s.edits('bob', note, 'Known upstream');
    await s.reacts('alice', root, '✅');
    await s.edits('carol', root, 'Upgrade fails, still');
    const edits = (await deeds(s, 1)).filter((deed) => deed.startsWith('edited'));
    expect(edits).toEqual(['edited by alice', 'edited by bob', 'edited by carol']);
    expect((await ticket(s, 1)).status).toBe('resolved');
  },

  'by deleting it is recorded as deleted, and the ticket can be worked on': async (s) => {
    const root = await asked(s);
    const password = await s.says('carol', { under: root }, 'The password is hunter2');
    await s.deletes('carol', password);
    await s.deletes('carol', root);
    expect((await words(s, 1)).map(({ deletedAt }) => deletedAt !== undefined)).toEqual([true, true]);
    expect((await deeds(s, 1)).filter((deed) => deed.startsWith('deleted'))).toHaveLength(2);
    await s.types('alice', 'triage', 'ticket claim', { ticket: 1 });
    await s.types('alice', 'triage', 'ticket resolve', { ticket: 1 });
    expect(cardText(s, 1)).toContain('Alice has it · resolved');
  },
});
