import { ticket } from '../../support/desk-facts';
import { type Flow, flows, needing } from '../flow';
import type { Act, Stage } from '../stage';
import { asked, assignee, cardOf, cardText, deeds } from '../told-of';

type Root = Awaited<ReturnType<typeof asked>>;
const WAYS: Readonly<Record<string, (s: Stage, root: Root) => Promise<unknown>>> = {
  'a command': (s) => s.types('alice', 'acme', 'ticket claim', { ticket: 1 }),
  'a command in the team’s channel': (s) => s.types('alice', 'triage', 'ticket claim', { ticket: 1 }),
  '👀 on the customer’s message': (s, root) => s.reacts('alice', root, '👀'),
  '👀 on the card': (s) => s.reacts('alice', cardOf(s, 1), '👀'),
  'the button on the card': (s) => s.presses('alice', cardOf(s, 1), 'Claim'),
  'a mention in the thread': (s, root) => s.mentions('alice', { under: root }, 'claim'),
  'a mention under the card': (s) => s.mentions('alice', { under: cardOf(s, 1) }, 'claim'),
  'a direct message': (s) => s.says('alice', 'direct', 'claim 1'),
  'the menu of the message': async (s, root) => {
    await s.picks('alice', 'Ticket actions', root);
    await s.presses('alice', 'told', 'Claim');
  },
};
const claims =
  (way: (s: Stage, root: Root) => Promise<unknown>) =>
  async (s: Stage): Promise<void> => {
    const root = await asked(s);
    await way(s, root);
    expect(await assignee(s, 1)).toBe('alice');
    expect(await deeds(s, 1)).toEqual(['opened by carol', 'claimed by alice']);
    expect(s.channel('triage')).toEqual([expect.stringContaining('Alice has it · our turn')]);
    expect(cardText(s, 1)).toContain('[Reply] [Severity] [Wait] [Resolve] [Not a request]');
    expect(s.signs(root)).toBe('🎫👀');
    expect([...s.under(root), ...s.channel('acme')].filter((line) => line.startsWith('desk'))).toEqual([]);
  };
const byEveryWay: Readonly<Record<string, Flow['play'] | Omit<Flow, 'name'>>> = {
  ...Object.fromEntries(Object.entries(WAYS).map(([name, way]) => [`works by ${name}, once, and shows`, claims(way)])),
  'works by a command in the thread, which need not name the ticket': needing(
    'commands in threads',
    claims((s, root) => s.types('alice', { under: root }, 'ticket claim')),
  ),
};

/** Of two who claim at once one wins, and the other is told who; by nobody else is anything heard. */
async function race(s: Stage, alice: Act, bob: Act): Promise<void> {
  await s.atOnce(alice, bob);
  const winner = (await ticket(s, 1)).assignee?.name;
  const loser = winner === 'Alice' ? 'bob' : 'alice';
  expect(['Alice', 'Bob']).toContain(winner);
  expect(s.told(loser)).toEqual([expect.stringContaining(`${winner} claimed #1`)]);
  expect(s.told('carol')).toEqual([]);
  expect((await deeds(s, 1)).filter((deed) => deed.startsWith('claimed'))).toHaveLength(1);
}

export const claiming = flows('claiming', {
  ...byEveryWay,

  'by two at once, by command, has one winner, and the other is told who': async (s) => {
    await asked(s);
    await race(
      s,
      () => s.types('alice', 'acme', 'ticket claim', { ticket: 1 }),
      () => s.types('bob', 'triage', 'ticket claim', { ticket: 1 }),
    );
  },
  'by two at once, by sign and by button, has one winner, and the other is told who': async (s) => {
    const root = await asked(s);
    await race(
      s,
      () => s.reacts('alice', root, '👀'),
      () => s.presses('bob', cardOf(s, 1), 'Claim'),
    );
  },

  'twice changes nothing the second time': async (s) => {
    const root = await asked(s);
    const card = cardOf(s, 1);
    await s.atOnce(
      () => s.presses('alice', card, 'Claim'),
      () => s.presses('alice', card, 'Claim'),
    );
    await s.reacts('alice', root, '👀');
    await s.unreacts('alice', root, '👀');
    expect(await deeds(s, 1)).toEqual(['opened by carol', 'claimed by alice']);
    expect([...s.told('alice')].sort()).toEqual(['#1 is yours already.', '#1 is yours.']);
  },

  'late tells who has it, since when, and what to do': async (s) => {
    await asked(s);
    await s.types('alice', 'acme', 'ticket claim', { ticket: 1 });
    await s.pass('2m');
    await s.types('bob', 'acme', 'ticket claim', { ticket: 1 });
    expect(s.told('bob')).toEqual([
      'Alice claimed #1 2 min before you. To take it over: `ticket assign 1 @Bob`; or help in the thread. Nothing was changed.',
    ]);
    expect(await assignee(s, 1)).toBe('alice');
  },

  'is undone by unclaim and handed over by assign, and the card and the signs follow': async (s) => {
    const root = await asked(s);
    await s.types('alice', 'triage', 'ticket claim', { ticket: 1 });
    await s.types('alice', 'triage', 'ticket unclaim', { ticket: 1 });
    expect([s.signs(root), cardText(s, 1)]).toEqual(['🎫', expect.stringContaining('Unclaimed')]);
    await s.types('dana', 'triage', 'ticket assign', { ticket: 1, to: 'bob' });
    expect([s.signs(root), cardText(s, 1)]).toEqual(['🎫👀', expect.stringContaining('Bob has it')]);
    await s.mentions('bob', { under: root }, 'assign @alice');
    expect(await assignee(s, 1)).toBe('alice');
    expect(s.channel('triage')).toHaveLength(1);
  },
});
