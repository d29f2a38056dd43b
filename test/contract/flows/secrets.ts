import { filledWith, KEPT, SECRETS, secretsIn, TYPED_SPECS } from '../../support/secrets';
import { type Flow, flows, needing } from '../flow';
import type { Given, Need, Person, Stage } from '../stage';
import { cardOf } from '../told-of';

/** Acme with a contract full of words that nobody else may read, a ticket of each account, and a channel of nobody's. */
async function acmeWithSecrets(s: Stage, who: Person) {
  for (const [command, given] of KEPT) await s.types('dana', 'triage', command, given);
  await s.types('dana', 'triage', 'account contact', {
    account: 'Acme',
    person: 'carol',
    email: 'flamingo@acme.example',
  });
  const root = await s.says('carol', 'acme', 'The Kormoran cluster fails');
  await s.types('alice', 'triage', 'ticket note', { ticket: 1, text: 'Eisvogel' });
  s.letIn(who, 'globex');
  await s.says(who, 'globex', 'The export hangs');
  return root;
}
/** Members by the name of a person, and a ticket's number as one. */
const given = (spec: (typeof TYPED_SPECS)[number]): Given =>
  Object.fromEntries(
    Object.entries(filledWith(spec, 'theirs', '#acme')).map(([name, value]) => [
      name,
      spec.fields.some((field) => field.name === name && field.kind === 'ticket') ? Number(value) : value,
    ]),
  );
const lineOf = (spec: (typeof TYPED_SPECS)[number]): string =>
  [spec.name, ...Object.entries(given(spec)).map(([name, value]) => `${name}:"${value}"`)].join(' ');

/** All that this person can read of the desk: told alone, in forms, and where they may be. */
const readBy = (s: Stage, who: Person): readonly string[] => [
  ...s.told(who),
  ...[s.form(who) ?? ''],
  ...s.channel('globex'),
];

const OTHERS: readonly (readonly [what: string, who: Person, needs?: Need])[] = [
  ['another account’s customer', 'chen'],
  ['a colleague', 'sam', 'colleagues'],
  ['a guest in another account’s channel', 'gus', 'guests'],
];
const forEach = (make: (what: string, who: Person) => readonly [name: string, play: Flow['play']]) =>
  Object.fromEntries(
    OTHERS.map(([what, who, needs]) => {
      const [name, play] = make(what, who);
      return [name, needs === undefined ? play : needing(needs, play)];
    }),
  );

export const secrets = flows('an account’s hours, plan, price and contacts', {
  ...forEach((what, who) => [
    `are read by ${what} in no answer and no form, said directly, by mention or typed`,
    async (s) => {
      await acmeWithSecrets(s, who);
      const heard = s.told(who).length;
      await s.atOnce(...TYPED_SPECS.map((spec) => () => s.says(who, 'direct', lineOf(spec))));
      expect(s.told(who).length).toBeGreaterThan(heard + TYPED_SPECS.length / 2);
      await s.atOnce(...TYPED_SPECS.map((spec) => () => s.mentions(who, 'globex', lineOf(spec))));
      if (s.offersCommands(who)) {
        for (const spec of TYPED_SPECS) {
          await s.types(who, 'globex', spec.name, given(spec));
          expect(s.form(who)).toBeUndefined();
        }
      }
      expect(secretsIn(readBy(s, who))).toEqual([]);
    },
  ]),

  'are read by no outsider by a button or a form that was made for somebody else': async (s) => {
    await acmeWithSecrets(s, 'chen');
    await s.types('dana', 'triage', 'account channel', { account: 'Globex', channel: '#globex', remove: 'yes' });
    await s.mentions('chen', 'globex', 'is anybody there?');
    const proposal = s.find('triage', /belongs to no account/);
    for (const [, who, needs] of OTHERS) {
      if (needs !== undefined && !s.has(needs)) continue;
      s.letIn(who, 'triage');
      for (const label of ['New account', 'An account we have']) {
        await s.presses(who, proposal, label);
        expect(s.form(who)).toBeUndefined();
        await s.presses('dana', proposal, label);
        expect(secretsIn([s.form('dana') ?? ''], [...SECRETS, 'Acme', 'Carol'])).toEqual([]);
        await s.fillsOthers(who, 'dana', { account: 'Acme' });
      }
      for (const label of ['Claim', 'Reply', 'Not a request', 'Severity']) await s.presses(who, cardOf(s, 1), label);
      expect(s.told(who).filter((text) => /^Only (leads|the support team) can/.test(text)).length).toBeGreaterThan(4);
      expect(secretsIn([...s.told(who), s.form(who) ?? ''], [...SECRETS, 'Acme', 'Carol'])).toEqual([]);
    }
  },

  'are in what the customer asks for of their own': async (s) => {
    await acmeWithSecrets(s, 'chen');
    await s.mentions('carol', 'acme', 'hours');
    expect(s.told('carol').at(-1)).toMatch(/13 h/);
    await s.mentions('chen', 'globex', 'hours Acme');
    await s.mentions('chen', 'globex', 'hours');
    expect(secretsIn(s.told('chen'))).toEqual([]);
  },
});
