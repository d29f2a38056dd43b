import { open, rename, rm } from 'node:fs/promises';
import { messageOf, SetupError } from '../core/errors';
import { exportRows } from '../core/import/export-rows';
import type { SheetName } from '../core/import/sheet';
import { inThousands } from '../core/in-thousands';
import { readSettings } from './config';
import { toCsv } from './csv';
import { type Look, openToLook } from './database/look';
import { sheetNamed } from './import';
import { atTerminal } from './terminal';

type Write = (text: string) => Promise<unknown>;

/** Writes the rows of a sheet, some hundred at a time. Answers with how many there are beside the header. */
export async function exportTo(write: Write, sheet: SheetName, toLook: () => Promise<Look>): Promise<number> {
  const looking = await toLook();
  let rows = -1;
  try {
    for await (const page of exportRows(sheet, (work) => looking.look(work))) {
      await write(toCsv(page));
      rows += page.length;
    }
  } finally {
    await looking.close();
  }
  return rows;
}

/** Writes a file that is whole as soon as it is there under its name. @throws SetupError */
export async function exportFile(path: string, sheet: SheetName, toLook: () => Promise<Look>): Promise<number> {
  const unfinished = `${path}.${process.pid}.tmp`;
  try {
    const file = await open(unfinished, 'w');
    const rows = await exportTo((text) => file.writeFile(text), sheet, toLook)
      .finally(() => file.sync())
      .finally(() => file.close());
    await rename(unfinished, path);
    return rows;
  } catch (error) {
    await rm(unfinished, { force: true });
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (code === undefined || syscall === undefined) throw error;
    throw new SetupError(
      `${path} cannot be written (${messageOf(error)}). Give the path of a file in a folder that is there.`,
      { cause: error },
    );
  }
}

/** To whoever reads what this program prints, no faster than they read. */
export const toStdout: Write = (text) =>
  new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve(undefined)));
  });

export async function exportCommand(what: string, file: string): Promise<void> {
  const sheet = sheetNamed(what);
  const { database } = readSettings();
  const toLook = () => openToLook(database);
  if (file === '-') await exportTo(toStdout, sheet, toLook);
  else atTerminal().say(`${file} has ${inThousands(await exportFile(file, sheet, toLook))} ${what}.`);
}
