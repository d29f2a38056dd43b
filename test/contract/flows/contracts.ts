import { tickets } from '../../support/desk-facts';
import { flows, inAcme } from '../flow';
import type { Given, Stage } from '../stage';
import { cardText } from '../told-of';

const speaking = { mode: 'acknowledge', severity: 'S2' } as const;
const lead = (s: Stage, command: string, given: Given) => s.types('dana', 'triage', command, given);

/** Acme, looked after by Dana, on a plan. */
async function acmeOn(s: Stage, plan: string, more: Given = {}): Promise<void> {
  await lead(s, 'account change', { account: 'Acme', owner: 'dana' });
  await lead(s, 'subscription start', { account: 'Acme', plan, ...more });
}
const carolIsNamed = (s: Stage) => lead(s, 'account contact', { account: 'Acme', person: 'carol' });

/** What each of them reads of what Carol says: she in the thread or alone, the team on the card, the owner directly. */
async function transcript(s: Stage) {
  const before = s.told('dana');
  const root = await s.says('carol', 'acme', 'Upgrade to 5.2 fails on start');
  return {
    customer: [...s.under(root), ...s.told('carol')],
    triage: cardText(s, 1).split('\n'),
    owner: s.told('dana').filter((text) => !before.includes(text)),
  };
}
const card = (severity: string, ...marks: readonly string[]) => [
  `desk: 🎫 #1 Upgrade to 5.2 fails on start · Acme · ${severity}`,
  'Carol in #acme, Mon 23 Nov, 10:00 · go to message',
  ...marks,
  'Unclaimed · our turn, last word 10:00 by Carol',
  '> Upgrade to 5.2 fails on start',
  '[Claim] [Reply] [Severity] [Not a request]',
];

const owners = (severity: string, reason: string) => [
  [
    `Acme asks for what the contract does not cover: ${reason}.`,
    `It is #1 (Acme, ${severity}) by Carol, under the community’s promise. Open`,
    'You hear of this once. `account show` and `subscription show` say how the contract stands.',
  ].join('\n'),
];
const thanks = (excuse: string) => [
  `desk: Thanks, Carol. We have this as #1.\n${excuse}, so we cannot promise a time. We have it all the same and look at it as soon as we can.`,
];

export const contracts = flows('a customer’s message', {
  'that the contract covers is promised what the plan promises; its owner hears nothing': inAcme(
    speaking,
    async (s) => {
      await acmeOn(s, 'gold');
      await carolIsNamed(s);
      expect(await transcript(s)).toEqual({
        customer: ['desk: Thanks, Carol. We have this as #1 and will answer by 11:00 (in 1 h).'],
        triage: card(
          'S2',
          'gold, covered (named contact)',
          '⏳ first answer due 11:00 (in 1 h)',
          '⏳ resolution due 18:00 (in 8 h)',
        ),
        owner: [],
      });
    },
  ),

  'of a severity that is not covered is taken without a promise': inAcme({ ...speaking, severity: 'S1' }, async (s) => {
    await acmeOn(s, 'gold');
    await carolIsNamed(s);
    expect(await transcript(s)).toEqual({
      customer: thanks('A request this urgent is not part of your support contract'),
      triage: card('S1', '⚠ Gold, not covered: S1 is not part of the plan', 'No promise applies.'),
      owner: owners('S1', 'S1 is not part of the plan'),
    });
  }),

  'from somebody who is not a named contact is taken without a promise': inAcme(speaking, async (s) => {
    await acmeOn(s, 'gold');
    await lead(s, 'account contact', { account: 'Acme', person: 'carl' });
    expect(await transcript(s)).toEqual({
      customer: thanks('Your contract has named contacts, and you are not one of them yet'),
      triage: card('S2', '⚠ Gold, not covered: Carol is not a named contact', 'No promise applies.'),
      owner: owners('S2', 'Carol is not a named contact'),
    });
  }),

  'once no hours are left is taken without a promise': inAcme(speaking, async (s) => {
    await acmeOn(s, 'hourly');
    await s.types('alice', 'triage', 'work log', { account: 'Acme', time: '1h', mode: 'subscription' });
    expect(await transcript(s)).toEqual({
      customer: thanks('The hours of your support contract are used up'),
      triage: card('S2', '⚠ Hourly, used up: no hours are left', 'No promise applies.'),
      owner: owners('S2', 'no hours are left'),
    });
  }),

  'the day after the contract lapsed is taken without a promise': inAcme(speaking, async (s) => {
    await acmeOn(s, 'gold', { from: '2025-11-23', until: '2026-11-22' });
    await carolIsNamed(s);
    expect(await transcript(s)).toEqual({
      customer: thanks('Your support contract ended on 22 Nov 2026'),
      triage: card('S2', '⚠ Gold, lapsed: the subscription ended on 22 Nov 2026', 'No promise applies.'),
      owner: owners('S2', 'the subscription ended on 22 Nov 2026'),
    });
  }),

  'that is not covered is told to the owner once, however many follow': inAcme(speaking, async (s) => {
    await acmeOn(s, 'gold', { from: '2025-11-23', until: '2026-11-22' });
    await transcript(s);
    await s.pass('2h');
    await s.says('carl', 'acme', 'And the export hangs');
    expect(await tickets(s)).toHaveLength(2);
    expect(s.told('dana').filter((text) => text.startsWith('Acme asks'))).toHaveLength(1);
  }),
});

export const contractsKept = flows('a lead', {
  'names a channel by mentioning it, typed and said to the desk alike': async (s) => {
    await lead(s, 'account channel', { account: 'Acme', channel: '#acme', remove: 'yes' });
    await s.mentions('dana', 'triage', 'account channel Acme #acme');
    await s.mentions('dana', 'triage', 'account channel Acme #triage');
    expect(s.told('dana')).toEqual([
      expect.stringMatching(/^#acme is not Acme’s any more\./),
      '#acme is Acme’s from now on.',
      'That is the team’s own channel, which customers must not see. Nothing was changed.',
    ]);
  },

  'reads what an account has, typed and said to the desk alike': async (s) => {
    await acmeOn(s, 'hourly');
    await carolIsNamed(s);
    await s.types('alice', 'triage', 'work log', { account: 'Acme', time: '20m', mode: 'subscription' });
    await s.says('carol', 'acme', 'Upgrade to 5.2 fails on start');
    await s.types('alice', 'triage', 'account show', { account: 'Acme' });
    await s.mentions('alice', 'triage', 'account show Acme');
    const [, typed = '', said] = s.told('alice');
    expect(typed.split('\n').slice(0, 6)).toEqual([
      'Acme · hourly without an end · 1 open',
      'Looked after by @dana · Europe/Berlin',
      'Contacts: Carol',
      expect.stringMatching(/^Channels: #acme\b/),
      '30 min left on 23 Nov 2026 · no rate beyond',
      'Included Nov 2026: 30 min of 1 h used, 30 min left',
    ]);
    expect(said).toBe(typed);
  },

  'who mentions a channel in words to the customer is read with its name': async (s) => {
    const root = await s.says('carol', 'acme', 'Upgrade to 5.2 fails on start');
    await s.mentions('alice', { under: root }, 'reply Please ask in #globex instead');
    expect(s.under(root).filter((line) => line.startsWith('desk: Alice'))).toEqual([
      'desk: Alice:\nPlease ask in #globex instead',
    ]);
  },
});
