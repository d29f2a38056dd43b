import { readFileSync } from 'node:fs';
import type { Desk } from '../core/desk/desk';
import { oneOf } from '../core/desk/nearest';
import { messageOf, SetupError, StoreUnavailable } from '../core/errors';
import { CellError } from '../core/import/cell-error';
import { type Imported, importRows } from '../core/import/import-rows';
import type { Flaw } from '../core/import/kept';
import { rehearsal } from '../core/import/rehearse';
import { readSheet, SHEETS, type Sheet, type SheetName } from '../core/import/sheet';
import { inThousands } from '../core/in-thousands';
import { fromCsv } from './csv';
import type { Look } from './database/look';
import type { Opened } from './database/open';

export interface ImportNeeds {
  readonly sheet: SheetName;
  readonly file: string;
  /** Whether anything is written. */
  readonly mode: 'real' | 'rehearsed';
  readonly desk: Desk;
  readonly platforms: readonly string[];
  readonly toLook: () => Promise<Look>;
  readonly toChange: () => Promise<Opened>;
  /** Lets a second pass. */
  readonly rest: () => Promise<void>;
  readonly progress: (line: string) => void;
}

/** Imports a file, or tells what would become of it. @throws SetupError when none of it can be read, or the database fails */
export async function importFile(needs: ImportNeeds): Promise<Imported> {
  const { file, mode, toLook, toChange, rest, progress } = needs;
  const sheet = sheetOf(needs);
  const told = (done: number, all: number) => progress(`${inThousands(done)} of ${inThousands(all)} rows.`);
  if (mode === 'rehearsed') {
    const looking = await toLook();
    const forgetful = rehearsal();
    const transact: Look['look'] = (work) => looking.look((unit) => work(forgetful(unit)));
    return importRows({ transact, clock: looking.clock, told, rest }, sheet).finally(() => looking.close());
  }
  const opened = await toChange();
  const { store, clock } = opened;
  try {
    return await importRows({ transact: (work) => store.transact(work), clock, told, rest }, sheet);
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    throw new SetupError(
      `${messageOf(error)}. What was imported until then is kept: import ${file} again when the database can be written.`,
      { cause: error },
    );
  } finally {
    await opened.close();
  }
}

const MOST_SAID = 200;

/** What came of it, as lines for a terminal. */
export function sayImported(file: string, { added, changed, unchanged, failed, errors }: Imported): readonly string[] {
  const rest = errors.length - MOST_SAID;
  return [
    ...errors.slice(0, MOST_SAID).map((flaw) => sayFlaw(file, flaw)),
    ...(rest > 0 ? [`and ${inThousands(rest)} more.`] : []),
    `${file}: ${inThousands(added)} added, ${inThousands(changed)} changed, ${inThousands(unchanged)} unchanged, ${inThousands(failed)} not imported.`,
    ...(failed > 0 ? ['Put these lines right and import the file again: what is there stays as it is.'] : []),
  ];
}

/** `accounts.csv:12 zone: There is no time zone "x".` */
const sayFlaw = (file: string, { line, column, message }: Flaw): string =>
  `${file}:${line} ${column === undefined ? '' : `${column}: `}${message}`;

/** @throws SetupError */
export function sheetNamed(word: string): SheetName {
  const found = SHEETS.find((name) => name === word);
  if (found !== undefined) return found;
  throw new SetupError(`There are no files of "${word}". Write ${oneOf(SHEETS)}.`);
}

function sheetOf({ sheet, file, desk, platforms }: ImportNeeds): Sheet {
  const lines = fromCsv(textOf(file), file);
  if (lines.length === 0)
    throw new SetupError(`${file} is empty. Its first line names the columns; see docs/import.md.`);
  try {
    return readSheet(sheet, lines, { desk, platforms });
  } catch (error) {
    if (!(error instanceof CellError)) throw error;
    const { column, message } = error;
    const flaw = { line: lines[0]?.line ?? 1, message, ...(column === undefined ? {} : { column }) };
    throw new SetupError(`${sayFlaw(file, flaw)} Nothing was imported.`, { cause: error });
  }
}

function textOf(file: string): string {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
      throw new SetupError(`${file} is not UTF-8 text; save it as UTF-8.`);
    const why = code === 'ENOENT' ? 'there is no such file' : messageOf(error);
    throw new SetupError(`${file} cannot be read: ${why}. Give the path of a CSV file.`, { cause: error });
  }
  // Files in UTF-16 may pass for UTF-8 with one behind each letter. No database keeps it.
  if (!text.includes('\u0000')) return text;
  throw new SetupError(`${file} has the character NUL in it, as text in UTF-16 does; save it as UTF-8.`);
}
