import type { Unit } from '../store';
import type { Named } from '../ticket/ticket';
import type { Instant } from '../time';
import {
  type Account,
  type AccountEvent,
  type AccountEventType,
  type Binding,
  type Contact,
  sayPlace,
} from './account';

/** Who changes an account, when, and by which way. `by` absent: the desk itself. */
export interface Hand {
  readonly at: Instant;
  readonly via: string;
  readonly by?: Named;
}

const event = (
  account: string,
  type: AccountEventType,
  hand: Hand,
  data?: Readonly<Record<string, unknown>>,
): AccountEvent => ({ account, type, ...hand, ...(data === undefined ? {} : { data }) });

/** The account of that name, made with these beginnings if there is none. */
export async function keepAccount(
  unit: Unit,
  begun: Pick<Account, 'name' | 'team' | 'zone'> & Partial<Account>,
  hand: Hand,
): Promise<Account> {
  const known = await unit.accounts.find(begun.name);
  if (known !== undefined) return known;
  const account: Account = { domains: [], fields: {}, since: hand.at, ...begun };
  if (await unit.accounts.add(account, event(account.name, 'added', hand, saidOf(account)))) return account;
  const other = await unit.accounts.find(begun.name);
  if (other === undefined) throw new Error(`account ${begun.name} can be neither added nor found`);
  return other;
}

/** Writes an account anew, and in its history what is different now. False when nothing is. */
export async function changeAccount(unit: Unit, before: Account, next: Account, hand: Hand): Promise<boolean> {
  const [was, is] = [saidOf(before), saidOf(next)];
  const changed = Object.keys({ ...was, ...is }).filter((key) => JSON.stringify(was[key]) !== JSON.stringify(is[key]));
  if (changed.length === 0) return false;
  const data = Object.fromEntries(changed.map((key) => [key, { from: was[key] ?? null, to: is[key] ?? null }]));
  await unit.accounts.update(next, event(next.name, 'changed', hand, data));
  return true;
}

export async function keepContact(unit: Unit, contact: Contact, hand: Hand): Promise<'added' | 'changed' | 'same'> {
  const before = (await unit.accounts.contacts(contact.account)).find(({ id }) => id === contact.id);
  const kept = { ...contact, since: before?.since ?? contact.since };
  if (JSON.stringify(before) === JSON.stringify(kept)) return 'same';
  const done = before === undefined ? 'added' : 'changed';
  const { account, name, email, members } = kept;
  await unit.accounts.putContact(kept, event(account, `contact_${done}`, hand, { id: kept.id, name, email, members }));
  return done;
}

export async function dropContact(unit: Unit, contact: Contact, hand: Hand): Promise<void> {
  const { account, id, name } = contact;
  await unit.accounts.removeContact(contact, event(account, 'contact_removed', hand, { id, name }));
}

/** Gives a channel to an account, or takes it from the one that has it. */
export async function keepBinding(
  unit: Unit,
  binding: Binding & { readonly from?: string },
  hand: Hand,
): Promise<void> {
  const { place, account, from } = binding;
  const at = { place: sayPlace(place) };
  if (account !== undefined) await unit.accounts.bind({ place, account }, event(account, 'channel_bound', hand, at));
  else if (from !== undefined) await unit.accounts.bind({ place }, event(from, 'channel_released', hand, at));
}

export const keepNote = (unit: Unit, account: Account, text: string, hand: Hand): Promise<void> =>
  unit.accounts.append(event(account.name, 'noted', hand, { text }));

const saidOf = ({ name: _name, since: _since, ...said }: Account): Readonly<Record<string, unknown>> => said;
