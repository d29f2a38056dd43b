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

/** False when a row with that key is there already, or was written meanwhile by somebody else. */
export async function insertOnce<T extends ObjectLiteral>(
  manager: EntityManager,
  table: EntitySchema<T>,
  row: Partial<T>,
): Promise<boolean> {
  const { columns, tableName } = manager.connection.getMetadata(table);
  const { driver } = manager.connection;
  const given = columns.filter(({ propertyName }) => propertyName in row);
  const inserted = await returning(
    manager,
    `INSERT INTO ${tableName} (${given.map(({ databaseName }) => `"${databaseName}"`).join(', ')})
     VALUES (${given.map((_, at) => `$${at + 1}`).join(', ')}) ON CONFLICT DO NOTHING RETURNING 1 AS one`,
    given.map((column) => driver.preparePersistentValue(row[column.propertyName], column)),
  );
  return inserted.length === 1;
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
