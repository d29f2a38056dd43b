import type { EntityManager, EntitySchema, ObjectLiteral } from 'typeorm';

/**
 * `UPDATE … RETURNING` gives rows on one driver and [rows, count] on another: one shape for all.
 * Number parameters in the order in which they stand: SQLite counts them so, whatever their names.
 * TypeORM's sqlite runner drops the rows of a statement that begins with UPDATE or INSERT, hence the leading space.
 */
export async function returning<T>(manager: EntityManager, sql: string, values: readonly unknown[]): Promise<T[]> {
  const answer: unknown = await manager.query(` ${sql}`, [...values]);
  if (!Array.isArray(answer)) return [];
  return (answer.length === 2 && Array.isArray(answer[0]) ? answer[0] : answer) as T[];
}

/** A statement takes only so many parameters: 32,766 on SQLite, and a row has some twenty. */
const BATCH = 500;

export async function inBatches<T, R>(
  all: readonly T[],
  ask: (batch: readonly T[]) => Promise<readonly R[]>,
): Promise<R[]> {
  const answers: R[] = [];
  for (let from = 0; from < all.length; from += BATCH) answers.push(...(await ask(all.slice(from, from + BATCH))));
  return answers;
}

/**
 * Inserts rows of one shape, in their order. Those whose key is there already, or is written meanwhile by somebody else,
 * are passed over; the answer is one column of all others.
 */
export const insertNew = <T extends ObjectLiteral>(
  manager: EntityManager,
  table: EntitySchema<T>,
  rows: readonly Partial<T>[],
  answer = '1',
): Promise<unknown[]> =>
  inBatches(rows, async (batch) => {
    const { columns, tableName } = manager.connection.getMetadata(table);
    const { driver } = manager.connection;
    const given = columns.filter(({ propertyName }) => batch.every((row) => propertyName in row));
    const inserted = await returning<{ answer: unknown }>(
      manager,
      `INSERT INTO ${tableName} (${given.map(({ databaseName }) => `"${databaseName}"`).join(', ')})
       VALUES ${tuples(manager, batch.length, given.length)} ON CONFLICT DO NOTHING RETURNING ${answer} AS answer`,
      batch.flatMap((row) => given.map((column) => driver.preparePersistentValue(row[column.propertyName], column))),
    );
    return inserted.map((row) => row.answer);
  });

/** False when a row with that key is there already, or was written meanwhile by somebody else. */
export const insertOnce = async <T extends ObjectLiteral>(
  manager: EntityManager,
  table: EntitySchema<T>,
  row: Partial<T>,
): Promise<boolean> => (await insertNew(manager, table, [row])).length === 1;

/**
 * Parameters for so many rows, in brackets; with the types of their columns where nothing else tells them. Written as the
 * engine likes them: SQLite compares each `$1` with all before it, which takes longer than the insert for a thousand.
 */
export function tuples(manager: EntityManager, rows: number, columns: number, types: readonly string[] = []): string {
  const { driver } = manager.connection;
  const parameter = (at: number) => {
    const type = types[at % columns];
    const mark = driver.createParameter('', at);
    return type === undefined ? mark : `CAST(${mark} AS ${type})`;
  };
  const tuple = (row: number) => Array.from({ length: columns }, (_, at) => parameter(row * columns + at)).join(', ');
  return Array.from({ length: rows }, (_, row) => `(${tuple(row)})`).join(', ');
}

/** Writes a row over the one with this id and version. False when that one is not there any more. */
export async function updateOnce<T extends ObjectLiteral>(
  manager: EntityManager,
  table: EntitySchema<T>,
  row: T,
  { id, version }: { readonly id: string; readonly version: number },
): Promise<boolean> {
  const { columns, tableName } = manager.connection.getMetadata(table);
  const { driver } = manager.connection;
  const updated = await returning(
    manager,
    `UPDATE ${tableName} SET ${columns.map(({ databaseName }, at) => `"${databaseName}" = $${at + 1}`).join(', ')}
     WHERE id = $${columns.length + 1} AND version = $${columns.length + 2} RETURNING 1 AS one`,
    [...columns.map((column) => driver.preparePersistentValue(row[column.propertyName], column)), id, version],
  );
  return updated.length === 1;
}

/** null in a row is absent in the domain. */
export const present = <K extends string, T>(key: K, value: T | null | undefined): { [P in K]?: T } =>
  (value === null || value === undefined ? {} : { [key]: value }) as { [P in K]?: T };
