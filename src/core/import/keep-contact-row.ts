import { type Contact, contactId, sayMember } from '../account/account';
import { type Hand, keepContact } from '../account/keep';
import { type Member, sameMember } from '../message';
import type { Unit } from '../store';
import { type Instant, instant } from '../time';
import { accountFor } from './account-for';
import { CellError } from './cell-error';
import { type ContactRow, contactCells } from './contact-row';
import type { Kept } from './kept';

/** @throws CellError before anything is written */
export async function keepContactRow(unit: Unit, row: ContactRow, hand: Hand): Promise<Kept> {
  const { name } = await accountFor(unit, row.account);
  const known = await unit.accounts.contacts(name);
  const before = meantBy(known, row);
  const next = before === undefined ? begun(name, known, row, hand.at) : told(before, row);
  if (before !== undefined && isSame(before, next)) return 'unchanged';
  const done = await keepContact(unit, next, hand);
  return done === 'same' ? 'unchanged' : done;
}

/**
 * Who is there just so already, else whoever has that address, else one of those members: a contact that was given an
 * address in chat is known by its member still. @throws CellError when the address is one's and a member another's
 */
function meantBy(known: readonly Contact[], row: ContactRow): Contact | undefined {
  const there = known.find((contact) => isSame(contact, told(contact, row)));
  if (there !== undefined) return there;
  const byAddress = known.find(({ email }) => email !== undefined && email === row.email);
  const has = (contact: Contact) => (member: Member) => contact.members.some((one) => sameMember(one, member));
  const [byMember, another] = known.filter((contact) => row.members?.some(has(contact)));
  const other = byAddress === undefined || byMember === byAddress ? another : byMember;
  if (byMember === undefined || other === undefined) return byAddress ?? byMember;
  const shared = row.members?.find(has(other));
  throw new CellError(
    'members',
    `${shared === undefined ? 'A member' : sayMember(shared)} belongs to another contact of the account, ${other.name}. Take it from one of the two.`,
  );
}

function told(contact: Contact, { name, email, members }: ContactRow): Contact {
  const { email: had, ...rest } = contact;
  const has = email === undefined ? had : (email ?? undefined);
  return {
    ...rest,
    name,
    ...(has === undefined ? {} : { email: has }),
    members: members === undefined ? contact.members : (members ?? []),
  };
}

function begun(account: string, known: readonly Contact[], row: ContactRow, at: Instant): Contact {
  const { name, email, members } = row;
  const id = contactId(email ?? undefined, members ?? []);
  if (id === undefined)
    throw new CellError(undefined, 'Nobody can be told by their name alone. Write an email, or members.');
  const taken = known.find((contact) => contact.id === id);
  if (taken !== undefined) {
    throw new CellError(
      'email',
      `${id} was the address of ${taken.name}, who is a contact with another one now. Remove that contact first.`,
    );
  }
  // Contacts are in the order of these moments, and a plan may cover only the first few: each row comes after the last.
  const since = instant(Math.max(at, ...known.map((contact) => contact.since + 1)));
  return { account, id, name, ...(email ? { email } : {}), members: members ?? [], since };
}

/** As far as a file can tell. */
const isSame = (a: Contact, b: Contact): boolean => JSON.stringify(contactCells(a)) === JSON.stringify(contactCells(b));
