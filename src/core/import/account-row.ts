import { type Account, sayMember } from '../account/account';
import { zoneExists } from '../calendar/offsets';
import { type Desk, teamOf } from '../desk/desk';
import { nearest } from '../desk/nearest';
import type { Member } from '../message';
import { CellError } from './cell-error';
import { type Cells, FIELD, given, type Layout, neededIn, textIn, unknownName, wordIn } from './cells';
import { memberIn } from './members';

const COLUMNS = ['account', 'team', 'zone', 'owner', 'locale', 'domains', 'crm_id'] as const;
export const ACCOUNT_LAYOUT: Layout = { columns: COLUMNS, required: ['account'], ownFields: 'any' };

/** What a row says of an account. null takes away; what is absent stays, or is as in any new account. */
export interface AccountRow {
  readonly account: string;
  readonly team: string | undefined;
  readonly zone: string | undefined;
  readonly owner: Member | null | undefined;
  readonly locale: string | null | undefined;
  readonly domains: readonly string[] | null | undefined;
  readonly crmId: string | null | undefined;
  readonly fields: Readonly<Record<string, string | null>>;
}

/** @throws CellError */
export function readAccountRow(cells: Cells, desk: Desk, platforms: readonly string[]): AccountRow {
  const domains = wordIn(cells, 'domains')
    ?.toLowerCase()
    .split(/[\s;]+/);
  return {
    account: neededIn(cells, 'account', 'Write the name of the account.'),
    team: teamIn(cells, desk),
    zone: zoneIn(cells),
    owner: given(cells, 'owner', ownerIn(cells, desk, platforms)),
    locale: given(cells, 'locale', wordIn(cells, 'locale')),
    domains: given(cells, 'domains', domains && [...new Set(domains.filter((domain) => domain !== ''))]),
    crmId: given(cells, 'crm_id', textIn(cells, 'crm_id')),
    fields: Object.fromEntries(
      [...cells.of.keys()]
        .filter((column) => column.startsWith(FIELD))
        .map((column) => [column.slice(FIELD.length), textIn(cells, column) ?? null]),
    ),
  };
}

/** The row an account is exported as; `fields` are the names of all fields in the file. */
export const accountCells = (account: Account, fields: readonly string[]): readonly string[] => [
  account.name,
  account.team,
  account.zone,
  account.owner === undefined ? '' : sayMember(account.owner),
  account.locale ?? '',
  account.domains.join(' '),
  account.crmId ?? '',
  ...fields.map((name) => fieldOf(account, name)),
];
/** Never what every object has besides, such as its `constructor`. */
export const fieldOf = ({ fields }: Pick<Account, 'fields'>, name: string): string =>
  Object.hasOwn(fields, name) ? (fields[name] ?? '') : '';
export const accountHeader = (fields: readonly string[]): readonly string[] => [
  ...COLUMNS,
  ...fields.map((name) => `${FIELD}${name}`),
];

function teamIn(cells: Cells, { teams }: Desk): string | undefined {
  const word = wordIn(cells, 'team');
  if (word === undefined) return undefined;
  const found = teams.find(({ id }) => id.toLowerCase() === word.toLowerCase());
  if (found !== undefined) return found.id;
  throw unknownName(
    'team',
    'team',
    word,
    teams.map(({ id }) => id),
  );
}

function zoneIn(cells: Cells): string | undefined {
  const word = wordIn(cells, 'zone');
  if (word === undefined || zoneExists(word)) return word;
  const meant = nearest(word, Intl.supportedValuesOf('timeZone'));
  const cure = meant === undefined ? 'Write one such as Europe/Berlin or UTC.' : `Did you mean "${meant}"?`;
  throw new CellError('zone', `There is no time zone "${word}". ${cure}`);
}

function ownerIn(cells: Cells, { people, agentGroups }: Desk, platforms: readonly string[]): Member | undefined {
  const word = wordIn(cells, 'owner');
  if (word === undefined) return undefined;
  const owner = memberIn('owner', word, platforms);
  const ours = people.flatMap(({ members }) => members.map(sayMember));
  // Who is in a group of agents only the platform knows, so its word is not asked for here.
  if (ours.includes(sayMember(owner)) || agentGroups.some(({ group }) => group.platform === owner.platform))
    return owner;
  throw unknownName('owner', 'person of the support team with the id', sayMember(owner), ours);
}

/** @throws CellError when it cannot be told which team a new account is for */
export function teamFor({ team }: AccountRow, desk: Desk): { readonly team: string; readonly zone: string } {
  const [only, ...others] = desk.teams;
  const found = team === undefined && others.length === 0 ? only : teamOf(desk, team ?? '');
  if (found !== undefined) return { team: found.id, zone: found.zone };
  const names = desk.teams.map(({ id }) => id).join(' or ');
  throw new CellError('team', `This account is new and there are several teams. Write which one it is for: ${names}.`);
}
