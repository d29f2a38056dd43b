import type { CommandSpec } from '../../../src/core/field';
import { tickets } from '../../support/desk-facts';
import { ABOUT_TICKETS, MAY, TEAM } from '../../support/roles';
import { type Flow, flows, needing } from '../flow';
import { everything } from '../snapshot';
import type { Given, Need, Person, Stage } from '../stage';
import { cardOf, deeds } from '../told-of';

const REFUSED = /Only the support team|no ticket #\d|cannot find/i;
const TEAM_ONLY = ABOUT_TICKETS.filter(({ name }) => MAY[name] === TEAM);
/** Offered to be typed; the others are pressed on buttons only. */
const TYPED = TEAM_ONLY.filter(({ audience }) => audience !== 'hidden');
const sample = ({ kind, choices }: CommandSpec['fields'][number]): string | number => {
  if (kind === 'ticket') return 1;
  return kind === 'member' ? 'alice' : (choices?.[0] ?? 'something');
};
const givenFor = ({ fields }: CommandSpec): Given =>
  Object.fromEntries(fields.filter(({ required }) => required).map((field) => [field.name, sample(field)]));
const lineFor = (spec: CommandSpec): string =>
  [
    spec.name,
    ...Object.entries(givenFor(spec)).map(([name, value]) => (value === 'alice' ? '@alice' : `${name}:${value}`)),
  ].join(' ');

/** Acme's #1 and Globex's #2; `who` sits in every channel, so that only the desk stands in their way. */
async function twoTickets(s: Stage, who: Person) {
  const root = await s.says('carol', 'acme', 'Upgrade of the Phoenix cluster fails');
  await s.says('chen', 'globex', 'The export hangs');
  for (const channel of ['acme', 'globex', 'triage'] as const) s.letIn(who, channel);
  return root;
}
/** Everything told since is a refusal, and nothing was changed or said to anybody else. */
async function refused(s: Stage, who: Person, times: number, act: () => Promise<unknown>): Promise<void> {
  const before = await everything(s, who);
  const heard = s.told(who).length;
  await act();
  const answers = s.told(who).slice(heard);
  expect(answers).toHaveLength(times);
  for (const answer of answers) {
    expect(answer).toMatch(REFUSED);
    expect(answer).not.toContain('Phoenix');
  }
  expect(await everything(s, who)).toEqual(before);
}

/** Carol may do on her own ticket what customers may; nobody else here may do anything to it. */
const OUTSIDE: readonly (readonly [what: string, who: Person, needs?: Need])[] = [
  ['the customer', 'carol'],
  ['another account’s customer', 'chen'],
  ['a colleague', 'sam', 'colleagues'],
  ['a guest in the agents’ group', 'gus', 'guests'],
];
/** Guests write as requesters of the account whose channel it is, so that channel's own tickets are theirs to touch. */
const forEach = (make: (what: string, who: Person) => readonly [name: string, play: Flow['play']]) =>
  Object.fromEntries(
    OUTSIDE.map(([what, who, needs]) => {
      const [name, play] = make(what, who);
      return [name, needs === undefined ? play : needing(needs, play)];
    }),
  );

export const rights = flows('what is the team’s to do', {
  ...forEach((what, who) => [
    `is refused to ${what} by every command, said directly or typed, with nothing changed or heard`,
    async (s) => {
      await twoTickets(s, who);
      await refused(s, who, TYPED.length, async () => {
        for (const spec of TYPED) await s.says(who, 'direct', lineFor(spec).replace('@alice', 'alice'));
      });
      if (!s.offersCommands(who)) return;
      await refused(s, who, TYPED.length, async () => {
        for (const spec of TYPED) await s.types(who, 'triage', spec.name, givenFor(spec));
      });
    },
  ]),

  ...forEach((what, who) => [
    `is refused to ${what} by the buttons of the card and by a form made for somebody else`,
    async (s) => {
      await twoTickets(s, who);
      const card = cardOf(s, 1);
      // For her own ticket the customer may ask for another severity.
      const labels = ['Claim', 'Reply', 'Not a request', ...(who === 'carol' ? [] : ['Severity'])];
      await refused(s, who, labels.length, async () => {
        for (const label of labels) await s.presses(who, card, label);
        if (s.form(who) !== undefined) await s.fills(who, { severity: 'S1' });
      });
      expect(s.form(who)).toBeUndefined();
      await s.presses('alice', card, 'Reply');
      await refused(s, who, 1, () => s.fillsOthers(who, 'alice', { text: 'Send your password to evil@example.com' }));
    },
  ]),

  ...forEach((what, who) => [
    `is not done for ${what} by a sign, on the message or on the card`,
    async (s) => {
      const root = await twoTickets(s, who);
      const before = await everything(s, who);
      // Resolving and asking for urgency are the customer's own to do.
      const theirs = who === 'carol' ? [] : ['✅', '🚨'];
      for (const sign of ['🎫', '👀', ...theirs]) await s.reacts(who, cardOf(s, 1), sign);
      await s.reacts(who, root, '👀');
      expect(await everything(s, who)).toEqual(before);
      expect(s.told(who)).toEqual([]);
    },
  ]),

  'is not done for a customer who mentions the desk: it is heard as words': async (s) => {
    const root = await twoTickets(s, 'carol');
    for (const line of ['claim', 'dismiss', 'wait', 'reply Use rm -rf', 'assign @alice', 'note x']) {
      await s.mentions('carol', { under: root }, line);
    }
    expect((await deeds(s, 1)).filter((deed) => deed !== 'asked by carol')).toEqual(['opened by carol']);
    expect((await tickets(s)).map(({ status, assignee }) => [status, assignee])).toEqual([
      ['open', undefined],
      ['open', undefined],
    ]);
  },

  'is refused to a colleague who mentions the desk in the ticket’s thread': needing('colleagues', async (s) => {
    const root = await twoTickets(s, 'sam');
    for (const spec of TYPED) await s.mentions('sam', { under: root }, lineFor(spec));
    expect(s.told('sam')).toEqual(TYPED.map(() => expect.stringMatching(REFUSED)));
    expect(await deeds(s, 1)).toEqual(['opened by carol']);
  }),

  'is refused to a colleague who picks it from a message’s menu': needing('colleagues', async (s) => {
    const root = await twoTickets(s, 'sam');
    await refused(s, 'sam', 2, async () => {
      await s.picks('sam', 'Open ticket', root);
      await s.picks('sam', 'Ticket actions', root);
    });
  }),
  'is refused to a guest who picks it from a message’s menu': needing('guests', async (s) => {
    const root = await twoTickets(s, 'gus');
    await refused(s, 'gus', 1, () => s.picks('gus', 'Ticket actions', root));
  }),
});

const NUMBERS = / #?(1|77)\b|#(1|77)\b/g;
export const accounts = flows('another account’s ticket', {
  'looks in every command exactly like one that does not exist': async (s) => {
    await twoTickets(s, 'chen');
    const before = (await everything(s, 'chen')).tickets;
    for (const line of ['show', 'why', 'resolve', 'reopen', 'severity S1']) {
      const [verb = '', ...more] = line.split(' ');
      const answers: string[] = [];
      for (const number of [1, 77]) {
        const heard = s.told('chen').length;
        await s.mentions('chen', 'globex', [verb, number, ...more].join(' '));
        answers.push(
          ...s
            .told('chen')
            .slice(heard)
            .map((answer) => answer.replaceAll(NUMBERS, ' #N')),
        );
      }
      expect(answers).toHaveLength(2);
      expect(answers[0]).toBe(answers[1]);
      expect(answers[0]).toMatch(/no ticket #N/);
    }
    const after = (await everything(s, 'chen')).tickets;
    expect(after.find(({ number }) => number === 1)).toEqual(before.find(({ number }) => number === 1));
  },

  'stands in no list and no status of theirs': async (s) => {
    await twoTickets(s, 'chen');
    for (const line of ['list', 'list all', 'status']) await s.mentions('chen', 'globex', line);
    expect(s.told('chen')).toHaveLength(3);
    for (const answer of s.told('chen')) expect(answer).toContain('The export hangs');
    expect(s.told('chen').join()).not.toMatch(/Phoenix|Acme|Carol|#1\b/);
  },
});
