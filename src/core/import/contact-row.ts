import { type Contact, sayMember } from '../account/account';
import type { Desk } from '../desk/desk';
import { type Member, sameMember } from '../message';
import { CellError } from './cell-error';
import { type Cells, given, type Layout, neededIn, textIn, wordIn } from './cells';
import { memberIn } from './members';

const COLUMNS = ['account', 'name', 'email', 'members'] as const;
export const CONTACT_LAYOUT: Layout = { columns: COLUMNS, required: ['account', 'name'], ownFields: 'none' };
export const CONTACT_HEADER: readonly string[] = COLUMNS;

/** What a row says of a contact. null takes away; what is absent stays. */
export interface ContactRow {
  readonly account: string;
  readonly name: string;
  readonly email: string | null | undefined;
  readonly members: readonly Member[] | null | undefined;
}

/** @throws CellError */
export function readContactRow(cells: Cells, { people }: Desk, platforms: readonly string[]): ContactRow {
  const account = neededIn(cells, 'account', 'Write the account this contact belongs to.');
  neededIn(cells, 'name', 'Write the name of the contact.');
  const email = wordIn(cells, 'email')?.toLowerCase();
  if (email !== undefined && (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) || email.length > 254))
    throw new CellError('email', `"${email}" is not an e-mail address; write it like carol@acme.example.`);
  const words = [...new Set(wordIn(cells, 'members')?.split(/[\s;]+/))].filter((word) => word !== '');
  const members = words.map((word) => memberIn('members', word, platforms));
  for (const member of members) {
    const ours = people.find((person) => person.members.some((one) => sameMember(one, member)));
    if (ours !== undefined)
      throw new CellError(
        'members',
        `${sayMember(member)} is ${ours.name}, one of us, not the customer’s. Leave them out.`,
      );
  }
  if (email === undefined && members.length === 0)
    throw new CellError(undefined, 'Nobody can be told by their name alone. Write an email, or members.');
  return {
    account,
    name: textIn(cells, 'name') ?? '',
    email: given(cells, 'email', email),
    members: given(cells, 'members', members.length === 0 ? undefined : members),
  };
}

/** The row a contact is exported as. */
export const contactCells = ({ account, name, email, members }: Contact): readonly string[] => [
  account,
  name,
  email ?? '',
  members.map(sayMember).join(' '),
];
