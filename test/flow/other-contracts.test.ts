import { demoDesk } from '../../src/adapters/playground/people';
import type { CommandSpec } from '../../src/core/field';
import { deskWithout } from '../support/facts';
import { SELLING } from '../support/plans';
import { everything, type Role, SPECS, tries } from '../support/roles';
import { type Filling, filledWith, KEPT, SECRETS, secretsIn } from '../support/secrets';
import { type World, world } from '../support/world';

const OTHERS: readonly Role[] = ['requester of another account', 'outsider', 'colleague'];
const typed = ({ name }: CommandSpec, input: Readonly<Record<string, string>>) =>
  [name, ...Object.entries(input).map(([field, value]) => `${field}:"${value}"`)].join(' ');

/** Acme with a contract full of words that nobody else may read, and a ticket each of Acme and Globex. */
async function acmeWithSecrets(): Promise<World> {
  const desk = { ...deskWithout('Bob', demoDesk()), ...SELLING };
  const w = await world({ desk });
  for (const [command, given] of KEPT) await tries(w, 'lead', command, given);
  await tries(w, 'lead', 'account contact', { account: 'Acme', person: 'carol', email: 'flamingo@acme.example' });
  await w.carol.says('acme', 'The Kormoran cluster fails');
  await w.chen.says('globex', 'The export hangs');
  await tries(w, 'agent', 'ticket note', { ticket: '1', text: 'Eisvogel' });
  return w;
}

/** Without what they typed themselves, which tells them nothing. */
const without = (answer: string, input: Readonly<Record<string, string>>) =>
  Object.values(input).reduce((text, word) => text.replace(new RegExp(`(?<![\\w])${word}(?![\\w])`, 'g'), '·'), answer);

describe('another account’s contract', () => {
  it('is really there to be found: an agent reads it', async () => {
    const w = await acmeWithSecrets();
    const read: string[] = [];
    for (const line of ['account show Acme', 'subscription show Acme', 'hours Acme', 'ticket show 1'])
      read.push(await tries(w, 'lead', line));
    // The notes on packs, work and tickets stand in the books and in no answer.
    const unsaid = ['Reiher', 'Albatros', 'Eisvogel'];
    expect(SECRETS.filter((word) => !read.join('\n').includes(word))).toEqual(unsaid);
  });

  it.each(OTHERS)('is in no answer to a %s, whatever command they give or press', async (role) => {
    const w = await acmeWithSecrets();
    const told: string[] = [];
    for (const spec of SPECS) {
      told.push(await tries(w, role, spec.name));
      told.push(await tries(w, role, spec.name, filledWith(spec, 'theirs', 'playground:acme')));
    }
    expect(told.filter((text) => text !== '').length).toBeGreaterThan(SPECS.length);
    expect(secretsIn(told)).toEqual([]);
  });

  it.each(OTHERS)('is answered to a %s exactly as one that does not exist, and stays as it is', async (role) => {
    const asked = async (filling: Filling, channel: string) => {
      const w = await acmeWithSecrets();
      const { books } = await everything(w);
      const told: [command: string, answer: string][] = [];
      for (const spec of SPECS) {
        const input = filledWith(spec, filling, channel);
        told.push([spec.name, without(await tries(w, role, typed(spec, input)), input)]);
      }
      expect(secretsIn(told.map(([, answer]) => answer))).toEqual([]);
      expect((await everything(w)).books).toEqual(books);
      return told;
    };
    expect(await asked('theirs', 'playground:acme')).toEqual(await asked('nobody’s', 'playground:nowhere'));
  });

  it.each(OTHERS)('is not in what a %s gets by pressing the buttons of messages meant for others', async (role) => {
    const w = await acmeWithSecrets();
    for (let at = 0; at < 10; at++) await tries(w, 'lead', 'account add', { account: `Umbrella ${at}` });
    await tries(w, 'lead', 'account list');
    await w.olaf.says('public', '@Steward our cluster is down');
    await w.pass('30h');
    const buttons = w.platform.room.entries().flatMap(({ body }) => body.buttons ?? []);
    const different = new Map(buttons.map((button) => [JSON.stringify([button.command, button.input]), button]));
    expect([...new Set(buttons.map(({ command }) => command))]).toEqual(
      expect.arrayContaining(['ticket claim', 'account add', 'account channel', 'account list']),
    );
    const told: string[] = [];
    for (const { command, input } of different.values()) told.push(await tries(w, role, command, { ...input }));
    expect(told.length).toBeGreaterThan(5);
    expect(secretsIn(told, [...SECRETS, 'Acme', 'Carol', 'Umbrella'])).toEqual([]);
  });
});
