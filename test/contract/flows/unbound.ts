import { history, ticket, tickets } from '../../support/desk-facts';
import { flows, inAcme } from '../flow';
import type { Given, Stage } from '../stage';
import { cardText } from '../told-of';

const speaking = { mode: 'acknowledge', severity: 'S2' } as const;
const lead = (s: Stage, command: string, given: Given) => s.types('dana', 'triage', command, given);
const released = (s: Stage) => lead(s, 'account channel', { account: 'Acme', channel: '#acme', remove: 'yes' });
const given = (s: Stage) => lead(s, 'account channel', { account: 'Acme', channel: '#acme' });
const proposals = (s: Stage) => s.channel('triage').filter((text) => text.includes('belongs to no account'));

export const unbound = flows('a channel of no account', {
  'is proposed to the leads, and what was said there becomes a ticket by their form': inAcme(speaking, async (s) => {
    await released(s);
    const before = s.told('dana');
    const root = await s.mentions('carol', 'acme', 'our cluster is down');
    const proposal = [
      'Carol wrote in #acme, which belongs to no account. Whose channel is it?',
      '> @Steward our cluster is down',
      'Nobody was answered there. What is said in it is kept: once it has an account, it becomes tickets as usual.',
      '[New account] [An account we have]',
    ].join('\n');
    const named = (text: string) => text.replaceAll('@steward', '@Steward');
    expect({
      customer: [...s.under(root), ...s.told('carol')],
      triage: s.channel('triage').map(named),
      owner: s.told('dana').slice(before.length).map(named),
    }).toEqual({ customer: [], triage: [`desk: ${proposal}`], owner: [proposal] });
    expect(await tickets(s)).toEqual([]);

    const asked = s.find('triage', /belongs to no account/);
    await s.presses('alice', asked, 'New account');
    expect(s.form('alice')).toBeUndefined();
    expect(s.told('alice')).toEqual([expect.stringMatching(/^Only leads can add an account/)]);
    await s.pass('10m');
    await s.presses('dana', asked, 'New account');
    expect(s.form('dana')).toMatch(/Name of the account: \[\]/);
    await s.fills('dana', { account: 'Umbrella' });
    expect(s.told('dana').at(-1)).toBe(
      [
        'Added Umbrella. Its days are those of Europe/Berlin.',
        '#acme is Umbrella’s from now on. What was said there before counts now.',
        'Next: `subscription start` for what it has bought, `account contact` for who may ask.',
      ].join('\n'),
    );
    expect(await ticket(s, 1)).toMatchObject({ account: 'Umbrella', requester: { name: 'Carol' } });
    expect(s.under(root)).toEqual([expect.stringMatching(/^desk: Thanks, Carol\. We have this as #1 and will answer/)]);
    expect(named(cardText(s, 1))).toMatch(/^desk: 🎫 #1 .*our cluster is down · Umbrella · S2\nCarol in #acme, Mon 23/);
  }),

  'is proposed once, and anew when it was an account’s in between': async (s) => {
    await released(s);
    await s.mentions('carol', 'acme', 'our cluster is down');
    await s.mentions('carl', 'acme', 'here too');
    expect(proposals(s)).toHaveLength(1);
    await given(s);
    await s.pass('1h');
    await released(s);
    await s.mentions('carol', 'acme', 'it is down again');
    expect(proposals(s)).toHaveLength(2);
  },

  'keeps what is changed there: a ticket has the last words, and what was taken back is so': async (s) => {
    await released(s);
    const reworded = await s.mentions('carol', 'acme', 'our custer is down');
    await s.edits('carol', reworded, '@Steward our cluster is down');
    const deleted = await s.mentions('carl', 'acme', 'the export hangs');
    await s.deletes('carl', deleted);
    await s.pass('5m');
    expect(await tickets(s)).toEqual([]);
    await given(s);
    expect(cardText(s, 1)).toContain('our cluster is down');
    expect((await history(s, 1)).map(({ type }) => type)).toEqual(['opened', 'edited']);
    expect((await history(s, 2)).map(({ type }) => type)).toEqual(['opened', 'deleted']);
  },

  'is never a conversation with the desk': async (s) => {
    await s.says('dana', 'direct', 'account channel Acme');
    expect(s.told('dana')).toEqual([
      expect.stringMatching(/^This is our own conversation, in which no customer asks\..*Nothing was changed\.$/),
    ]);
  },
});
