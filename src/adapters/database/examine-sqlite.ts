import { accessSync, closeSync, constants, openSync, readSync, type Stats, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { messageOf } from '../../core/errors';
import { type Finding, findingsAbout } from '../finding';
import { type Contents, MIGRATIONS, schemaFinding } from './examine-schema';
import { checkVersion, lockOf, openedForReading } from './sqlite';

const about = findingsAbout('Database');
const ELSEWHERE = 'or set DATABASE_URL to another place';
/** How a file of SQLite's begins, and where it says how it is written: 2 means with a log beside it. */
const MAGIC = 'SQLite format 3\0';
const WRITE_VERSION = 18;

/** Looks at a database file without making, changing or holding up anything. */
export async function* examineSqlite(path: string): AsyncGenerator<Finding> {
  if (path === ':memory:') {
    yield about.warning(
      'All is kept in memory, and lost when the desk stops.',
      'Set DATABASE_URL to sqlite: and a file.',
    );
    return;
  }
  const folder = nearestThere(dirname(resolve(path)));
  if (!statSync(folder).isDirectory()) {
    yield about.broken(`${folder} is not a folder, so ${path} cannot be in it.`, `Make one, ${ELSEWHERE}.`);
    return;
  }
  if (!may(folder, constants.W_OK | constants.X_OK)) {
    yield about.broken(
      `The folder ${folder} may not be written by this user, and SQLite needs files beside ${path}.`,
      `Give the folder to the user the desk runs as, ${ELSEWHERE}.`,
    );
  }
  const file = statSync(path, { throwIfNoEntry: false });
  if (file === undefined || (file.isFile() && file.size === 0)) {
    yield about.ok(`${path} will be created on first start.`);
    return;
  }
  yield* examineFile(path, file);
}

async function* examineFile(path: string, file: Stats): AsyncGenerator<Finding> {
  if (!file.isFile()) {
    yield about.broken(`${path} is not a file.`, 'Set DATABASE_URL to sqlite: and a file.');
    return;
  }
  if (!may(path, constants.R_OK | constants.W_OK)) {
    yield about.broken(
      `${path} may not be read and written by this user.`,
      `Give it to the user the desk runs as, ${ELSEWHERE}.`,
    );
    return;
  }
  const head = headOf(path);
  if (!head.toString('latin1').startsWith(MAGIC)) {
    yield about.broken(`${path} is not a database of SQLite’s.`, `Move it out of the way, ${ELSEWHERE}.`);
    return;
  }
  try {
    const [version, contents] = await contentsOf(path, useOf(path, head));
    yield about.ok(`SQLite ${version}.`);
    yield schemaFinding(about, path, contents);
  } catch (error) {
    yield about.broken(
      `${path} cannot be read (${messageOf(error)}).`,
      'If another program holds it, stop that program; if it is damaged, restore a backup.',
    );
    return;
  }
  if (await isAtWork(path)) yield about.ok(`A desk is at work on ${path} now; a second one would be refused.`);
}

/** With its log at rest nobody has the file open: whoever has, keeps the log. */
export function useOf(path: string, head = headOf(path)): 'in use' | 'at rest' {
  const log = statSync(`${path}-wal`, { throwIfNoEntry: false });
  return head[WRITE_VERSION] === 2 && (log === undefined || log.size === 0) ? 'at rest' : 'in use';
}

async function contentsOf(path: string, use: 'in use' | 'at rest'): Promise<readonly [string, Contents]> {
  const source = await openedForReading(path, use);
  try {
    const version = await checkVersion((sql) => source.query(sql));
    const names = async (sql: string) => ((await source.query(sql)) as { name: string }[]).map(({ name }) => name);
    const tables = await names(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`);
    const done = tables.includes(MIGRATIONS) ? await names(`SELECT name FROM ${MIGRATIONS}`) : [];
    return [version, { tables: tables.filter((name) => name !== MIGRATIONS), done }];
  } finally {
    await source.destroy();
  }
}

/** Only reads, so that a desk that is starting just now is not refused because of us. */
async function isAtWork(path: string): Promise<boolean> {
  const lock = lockOf(path);
  if (statSync(lock, { throwIfNoEntry: false }) === undefined) return false;
  const source = await openedForReading(lock, 'in use');
  try {
    await source.query('SELECT COUNT(*) FROM sqlite_master');
    return false;
  } catch (error) {
    return /SQLITE_BUSY/.test(messageOf(error));
  } finally {
    await source.destroy();
  }
}

function headOf(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(32);
    readSync(file, head, 0, head.length, 0);
    return head;
  } finally {
    closeSync(file);
  }
}

/** The folder itself or, since missing ones are made, the first one above it that is there. */
function nearestThere(folder: string): string {
  return statSync(folder, { throwIfNoEntry: false }) === undefined && dirname(folder) !== folder
    ? nearestThere(dirname(folder))
    : folder;
}

function may(path: string, mode: number): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false;
  }
}
