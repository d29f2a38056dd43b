import type { CommandSpec, Field } from '../../src/core/field';
import { SPECS } from './roles';

/** Words of Acme's contract that nobody outside ever writes: whoever reads one has seen what is not theirs. */
export const SECRETS = [
  'Kranich',
  'Pelikan',
  'flamingo@acme.example',
  'Storch',
  'Reiher',
  'Albatros',
  'Kormoran',
  'Eisvogel',
  '4,711',
  '13 h',
  '37 min',
] as const;
/** What gives Acme those words, each a command and what it is given. */
export const KEPT: readonly (readonly [command: string, given: Readonly<Record<string, string>>])[] = [
  ['account change', { account: 'Acme', crm: 'Kranich', owner: 'dana' }],
  ['account note', { account: 'Acme', text: 'Pelikan' }],
  ['subscription start', { account: 'Acme', plan: 'metered', price: '4711 EUR a year', note: 'Storch' }],
  ['pack add', { account: 'Acme', hours: '13h', note: 'Reiher' }],
  ['work log', { account: 'Acme', time: '37m', mode: 'subscription', note: 'Albatros' }],
];

/** Two ways to fill in a field: with what Acme has, and with what nobody has. They must be answered alike. */
export type Filling = 'theirs' | 'nobody’s';
const VALUES: Readonly<Record<Filling, Readonly<Record<string, string>>>> = {
  theirs: { account: 'Acme', plan: 'metered', person: 'carol', ticket: '1', search: 'Acm', after: 'Aa' },
  'nobody’s': { account: 'Nemo', plan: 'nothing', person: 'carol', ticket: '777', search: 'Nem', after: 'Zz' },
};
const sample = ({ name, kind, choices }: Field, filling: Filling, channel: string): string => {
  const known = VALUES[filling][name];
  if (kind === 'place') return channel;
  if (known !== undefined) return known;
  if (kind === 'member') return 'carol';
  if (kind === 'duration') return '45m';
  return choices?.[0] ?? 'something';
};
/** Every field filled, the optional ones too. */
export const filledWith = ({ fields }: CommandSpec, filling: Filling, channel = 'here'): Record<string, string> =>
  Object.fromEntries(fields.map((field) => [field.name, sample(field, filling, channel)]));

/** All that can be typed: a new command is among them by itself. */
export const TYPED_SPECS = SPECS.filter(({ audience }) => audience !== 'hidden');
export const secretsIn = (texts: readonly string[], words: readonly string[] = SECRETS): readonly string[] =>
  texts.filter((text) => words.some((word) => text.includes(word)));
