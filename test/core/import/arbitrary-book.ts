import * as fc from 'fast-check';
import type { Account, Contact } from '../../../src/core/account/account';
import { contactId } from '../../../src/core/account/account';
import { keepAccount, keepContact } from '../../../src/core/account/keep';
import type { Store } from '../../../src/core/store';
import type { Term } from '../../../src/core/subscription/term';
import { instant } from '../../../src/core/time';
import { lives, termsOf } from '../subscription/arbitrary-terms';

const AWKWARD = [
  '=1+1',
  "'=x",
  "'",
  '+49 30 1',
  '-5',
  '@here',
  '"',
  ',',
  ';',
  'a\nb',
  'c\r\nd',
  '\t',
  '👩‍🚀',
  'ß',
  'İ',
  '007',
  '＝x',
];
/** Texts as people write them into chat: with anything in them, but no spaces around them. */
export const text = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.array(fc.constantFrom(...AWKWARD, 'Acme'), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')),
  )
  .map((words) => words.replaceAll('\u0000', '').trim())
  .filter((words) => words !== '');
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

const fieldName = text.filter((name) => name !== '__proto__' && name.length < 80);
const account = fc.record(
  {
    name: text,
    zone: fc.constantFrom('Europe/Berlin', 'Asia/Singapore', 'UTC'),
    owner: optional(fc.constant({ platform: 'playground', memberId: 'alice' })),
    locale: optional(fc.constantFrom('de', 'pt-BR')),
    domains: fc.subarray(['acme.example', 'a-1.example', 'x.y.example']),
    crmId: optional(text),
    fields: fc.dictionary(fc.oneof(fc.constantFrom('Segment', '1', 'a,b', 'constructor'), fieldName), text, {
      maxKeys: 3,
    }),
  },
  { requiredKeys: ['name', 'zone', 'domains', 'fields'] },
);
const contact = fc.record({ name: text, email: fc.boolean(), members: fc.integer({ min: 0, max: 2 }) });
const notes = fc.array(optional(text), { minLength: 1, maxLength: 5 });

/** What a desk may have written down of its customers. */
export interface Book {
  readonly accounts: readonly Account[];
  readonly contacts: readonly Contact[];
  readonly terms: readonly Term[];
}
const served = fc.record({ account, contacts: fc.array(contact, { maxLength: 4 }), life: lives, notes });
export const book: fc.Arbitrary<Book> = fc
  .uniqueArray(served, { maxLength: 5, selector: (one) => one.account.name.toLowerCase() })
  .map((all) => ({
    accounts: all.map(({ account: { owner, locale, crmId, ...told } }) => ({
      ...told,
      team: 'core',
      ...(owner && { owner }),
      ...(locale && { locale }),
      ...(crmId && { crmId }),
      since: instant(0),
    })),
    contacts: all.flatMap(({ account: { name }, contacts }) =>
      contacts.map((one, at): Contact => {
        const members = Array.from({ length: one.members }, (_, n) => ({ platform: 'slack', memberId: `U${at}_${n}` }));
        // In another order than that of their ids.
        const email = one.email || one.members === 0 ? `${9 - at}@acme.example` : undefined;
        const id = contactId(email, members) ?? '';
        return { account: name, id, name: one.name, ...(email && { email }), members, since: instant(at) };
      }),
    ),
    terms: all.flatMap(({ account: { name }, life, notes: said }) =>
      termsOf(life).map((term, at): Term => {
        const note = said[at % said.length];
        return { ...term, account: name, ...(note === undefined ? {} : { note }) };
      }),
    ),
  }));

const hand = { at: instant(0), via: 'test' };
export const written = (store: Store, { accounts, contacts, terms }: Book): Promise<void> =>
  store.transact(async (unit) => {
    for (const one of accounts) await keepAccount(unit, one, hand);
    for (const one of contacts) await keepContact(unit, one, hand);
    for (const { seq: _seq, ...term } of terms) await unit.subscriptions.add(term);
  });
