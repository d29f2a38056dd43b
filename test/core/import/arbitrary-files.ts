import * as fc from 'fast-check';
import { toCsv } from '../../../src/adapters/csv';
import { ACCOUNT_LAYOUT } from '../../../src/core/import/account-row';
import { CONTACT_LAYOUT } from '../../../src/core/import/contact-row';
import { TERM_LAYOUT, termCells } from '../../../src/core/import/term-row';
import type { Files } from '../../support/importing';
import { lives, termsOf } from '../subscription/arbitrary-terms';

/** Few of each, so that rows meet: in the file, and in what was there before. */
const account = fc.constantFrom('Acme', 'ACME', 'Globex', 'Initech', '');
const accountRow = fc.tuple(
  account,
  fc.constantFrom('', 'core', 'cor'),
  fc.constantFrom('', 'UTC', 'Europe/Berln'),
  fc.constantFrom('', 'playground:alice', 'playground:olaf'),
  fc.constantFrom('', 'de', 'german'),
  fc.constantFrom('', 'acme.example', 'acme'),
  fc.constantFrom('', '1', '2'),
);
const contactRow = fc.tuple(
  account,
  fc.constantFrom('Carol', 'Chen', ''),
  fc.constantFrom('', 'c@acme.example', 'd@acme.example', 'nobody'),
  fc.constantFrom('', 'slack:U1', 'slack:U2', 'slack:U1 slack:U2', 'playground:dana'),
);
/** A history in which rows are missing, changed or in the wrong order. */
const termRows = lives.chain((steps) => {
  const rows = termsOf(steps).map((term) => [...termCells(term)]);
  const slip = fc.record({ at: fc.nat(), column: fc.nat(11), word: fc.constantFrom('', '2024-02-29', 'gold', 'x') });
  return fc
    .record({ rows: fc.shuffledSubarray(rows), kept: fc.boolean(), slips: fc.array(slip, { maxLength: 2 }) })
    .map(({ rows: some, kept, slips }) => {
      const taken = (kept ? rows : some).map((row) => [...row]);
      for (const { at, column, word } of slips) {
        const row = taken[at % Math.max(1, taken.length)];
        if (row !== undefined) row[column] = word;
      }
      return taken;
    });
});

/** Files in which much is wrong, and told twice. */
export const badFiles: fc.Arbitrary<Files> = fc
  .record({
    accounts: fc.array(accountRow, { maxLength: 8 }),
    contacts: fc.array(contactRow, { maxLength: 10 }),
    terms: fc.array(termRows, { minLength: 1, maxLength: 2 }),
  })
  .map(({ accounts, contacts, terms }) => ({
    accounts: toCsv([ACCOUNT_LAYOUT.columns, ...accounts]),
    contacts: toCsv([CONTACT_LAYOUT.columns, ...contacts]),
    subscriptions: toCsv([TERM_LAYOUT.columns, ...terms.flat()]),
  }));
