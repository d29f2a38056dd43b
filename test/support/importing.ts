import { fromCsv, toCsv } from '../../src/adapters/csv';
import { SqliteStore } from '../../src/adapters/database/sqlite-store';
import type { Desk } from '../../src/core/desk/desk';
import { exportRows } from '../../src/core/import/export-rows';
import { type Imported, type ImportNeeds, importRows } from '../../src/core/import/import-rows';
import { rehearsal } from '../../src/core/import/rehearse';
import { readSheet, SHEETS, type SheetName } from '../../src/core/import/sheet';
import type { Store } from '../../src/core/store';
import { policyText, read } from './applying';
import { SELLING } from './plans';
import { TestClock } from './test-clock';

export const PLATFORMS = ['slack', 'discord', 'playground'];
/** One team, with Alice and Dana, that sells a few plans. */
export const sellingDesk = (): Desk => ({ ...read(policyText()), ...SELLING });

type Options = Partial<ImportNeeds> & { readonly desk?: Desk };
const NOTHING_ELSE = { told: () => undefined, rest: async () => undefined };

/** What `steward import` does with a file of this text. */
export async function imports(store: Store, sheet: SheetName, text: string, options: Options = {}): Promise<Imported> {
  const { desk = sellingDesk(), ...needs } = options;
  const rows = readSheet(sheet, fromCsv(text, `${sheet}.csv`), { desk, platforms: PLATFORMS });
  const clock = new TestClock('2026-11-23T09:00:00Z');
  return importRows({ transact: (work) => store.transact(work), clock, ...NOTHING_ELSE, ...needs }, rows);
}

/** The same with --dry-run. */
export function rehearses(store: Store, sheet: SheetName, text: string, options: Options = {}): Promise<Imported> {
  const forgetful = rehearsal();
  return imports(store, sheet, text, {
    ...options,
    transact: (work) => store.transact((unit) => work(forgetful(unit))),
  });
}

export async function exported(store: Store, sheet: SheetName): Promise<string> {
  const pages: string[] = [];
  for await (const page of exportRows(sheet, (work) => store.transact(work))) pages.push(toCsv(page));
  return pages.join('');
}

export type Files = Readonly<Record<SheetName, string>>;
export async function allExported(store: Store): Promise<Files> {
  const files: [SheetName, string][] = [];
  for (const sheet of SHEETS) files.push([sheet, await exported(store, sheet)]);
  return Object.fromEntries(files) as Files;
}
export async function importsAll(store: Store, files: Files, options: Options = {}): Promise<readonly Imported[]> {
  const done: Imported[] = [];
  for (const sheet of SHEETS) done.push(await imports(store, sheet, files[sheet], options));
  return done;
}

/** Databases that are gone when the test is over. */
export function newStores(): () => Promise<SqliteStore> {
  const opened: SqliteStore[] = [];
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close();
  });
  return async () => {
    const store = await SqliteStore.open(':memory:');
    opened.push(store);
    return store;
  };
}
