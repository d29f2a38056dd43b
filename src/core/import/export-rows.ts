import type { Account } from '../account/account';
import { SetupError } from '../errors';
import type { Unit } from '../store';
import { accountCells, accountHeader } from './account-row';
import { CONTACT_HEADER, contactCells } from './contact-row';
import type { SheetName } from './sheet';
import { TERM_HEADER, termCells } from './term-row';

type Rows = readonly (readonly string[])[];
type Look = <T>(work: (unit: Unit) => Promise<T>) => Promise<T>;

const PAGE = 200;

/** The rows of a sheet, its header first, by account in the order of their bytes; so many accounts at a time. */
export async function* exportRows(name: SheetName, look: Look): AsyncGenerator<Rows> {
  if (name === 'accounts') return yield* accounts(look);
  yield [name === 'contacts' ? CONTACT_HEADER : TERM_HEADER];
  yield* name === 'contacts' ? contacts(look) : terms(look);
}

async function* accounts(look: Look): AsyncGenerator<Rows> {
  // What columns there are is known only when all accounts have been seen.
  const found = new Set<string>();
  for await (const page of pages(look, accountsAfter))
    for (const account of page) for (const field of ownFields(account)) found.add(field);
  const fields = [...found].sort();
  yield [accountHeader(fields)];
  for await (const page of pages(look, accountsAfter)) {
    const late = page.flatMap(ownFields).find((field) => !found.has(field));
    if (late !== undefined) throw new SetupError(`The field "${late}" was added while this was written. Run it again.`);
    yield page.map((account) => accountCells(account, fields));
  }
}

async function* contacts(look: Look): AsyncGenerator<Rows> {
  const read = async (unit: Unit, after: string) => {
    const page = await accountsAfter(unit, after);
    const found: { readonly name: string; readonly rows: Rows }[] = [];
    for (const { name } of page) found.push({ name, rows: (await unit.accounts.contacts(name)).map(contactCells) });
    return found;
  };
  for await (const page of pages(look, read)) yield page.flatMap(({ rows }) => rows);
}

async function* terms(look: Look): AsyncGenerator<Rows> {
  const read = async ({ subscriptions }: Unit, after: string) => {
    const names = await subscriptions.subscribers(after, PAGE);
    const found = await subscriptions.ofAccounts(names);
    return names.map((name) => ({ name, rows: (found.get(name) ?? []).map(termCells) }));
  };
  for await (const page of pages(look, read)) yield page.flatMap(({ rows }) => rows);
}

async function* pages<T extends { readonly name: string }>(
  look: Look,
  read: (unit: Unit, after: string) => Promise<readonly T[]>,
): AsyncGenerator<readonly T[]> {
  for (let after: string | undefined = ''; after !== undefined; ) {
    const from: string = after;
    const page = await look((unit) => read(unit, from));
    if (page.length > 0) yield page;
    after = page.length < PAGE ? undefined : page.at(-1)?.name;
  }
}

const accountsAfter = (unit: Unit, after: string): Promise<readonly Account[]> =>
  unit.accounts.list({ after, limit: PAGE });
const ownFields = ({ fields }: Account): readonly string[] => Object.keys(fields).filter((name) => fields[name] !== '');
