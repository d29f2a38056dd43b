import type { Account, Contact } from '../account/account';
import type { NewTerm } from '../account/books';
import type { Unit } from '../store';
import type { Term } from '../subscription/term';
import { folded } from './said-once';

/** Far above what any database has counted to. */
const FIRST_SEQ = 2 ** 40;

/**
 * Units that write to memory what an import would write to the database, and read it from there again: a row sees those
 * above it as if they had been kept, and nothing is.
 */
export function rehearsal(): (unit: Unit) => Unit {
  const accounts = new Map<string, Account>();
  const contacts = new Map<string, Map<string, Contact>>();
  const terms = new Map<string, Term[]>();
  let seq = FIRST_SEQ;
  const put = async (account: Account) => void accounts.set(folded(account.name), account);
  return (unit) => ({
    ...unit,
    accounts: {
      ...unit.accounts,
      find: async (name) => accounts.get(folded(name)) ?? unit.accounts.find(name),
      hold: async () => undefined,
      add: async (account) => {
        await put(account);
        return true;
      },
      update: put,
      async contacts(account) {
        const written = contacts.get(account) ?? new Map<string, Contact>();
        const stored = (await unit.accounts.contacts(account)).filter(({ id }) => !written.has(id));
        return [...stored, ...written.values()].sort((a, b) => a.since - b.since || (a.id < b.id ? -1 : 1));
      },
      async putContact(contact) {
        const written = contacts.get(contact.account) ?? new Map<string, Contact>();
        contacts.set(contact.account, written.set(contact.id, contact));
      },
    },
    subscriptions: {
      ...unit.subscriptions,
      ofAccount: async (account) => [...(await unit.subscriptions.ofAccount(account)), ...(terms.get(account) ?? [])],
      async add(term: NewTerm) {
        seq += 1;
        terms.set(term.account, [...(terms.get(term.account) ?? []), { ...term, seq }]);
      },
    },
  });
}
