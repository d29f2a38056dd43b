import { sayPlace } from '../account/account';
import type { Desk } from '../desk/desk';

interface Thing {
  readonly name: string;
  readonly content: unknown;
}
const KINDS: readonly (readonly [one: string, many: string, of: (desk: Desk) => readonly Thing[]])[] = [
  ['team', 'teams', ({ teams }) => teams.map((team) => ({ name: team.name, content: team }))],
  ['person', 'people', ({ people }) => people.map((person) => ({ name: person.name, content: person }))],
  [
    'group of agents',
    'groups of agents',
    ({ agentGroups }) => agentGroups.map((entry) => ({ name: sayPlace(entry.group), content: entry })),
  ],
  ['plan', 'plans', ({ plans }) => Object.entries(plans).map(([name, plan]) => ({ name, content: plan }))],
  ['group', 'groups', ({ groups }) => Object.entries(groups).map(([name, members]) => ({ name, content: members }))],
  [
    'customer channel',
    'customer channels',
    ({ channels }) =>
      channels.map((channel) => ({ name: `${channel.account} (${sayPlace(channel.place)})`, content: channel })),
  ],
];
const MOST = 5;

/** Who works here and where customers ask, as far as it differs, a line each. */
export function deskChanges(before: Desk, after: Desk): readonly string[] {
  return KINDS.flatMap(([one, many, of]) => {
    const [was, is] = [byName(of(before)), byName(of(after))];
    const said = (names: readonly string[], how: string): readonly string[] =>
      names.length === 0 ? [] : [`${names.length} ${names.length === 1 ? one : many} ${how}: ${listed(names)}`];
    return [
      ...said(
        [...is.keys()].filter((name) => !was.has(name)),
        'new',
      ),
      ...said(
        [...is.keys()].filter((name) => was.has(name) && was.get(name) !== is.get(name)),
        'changed',
      ),
      ...said(
        [...was.keys()].filter((name) => !is.has(name)),
        'gone',
      ),
    ];
  });
}

const byName = (things: readonly Thing[]): ReadonlyMap<string, string> =>
  new Map(things.map(({ name, content }) => [name, JSON.stringify(content)]));

const listed = (all: readonly string[]): string =>
  [...all.slice(0, MOST), ...(all.length > MOST ? [`and ${all.length - MOST} more`] : [])].join(', ');
