import type { EntityManager } from 'typeorm';

/**
 * `UPDATE … RETURNING` gives rows on one driver and [rows, count] on another: one shape for all.
 * TypeORM's sqlite runner drops the rows of a statement that begins with UPDATE or INSERT, hence the leading space.
 */
export async function returning<T>(manager: EntityManager, sql: string, values: readonly unknown[]): Promise<T[]> {
  const answer: unknown = await manager.query(` ${sql}`, [...values]);
  if (!Array.isArray(answer)) return [];
  return (answer.length === 2 && Array.isArray(answer[0]) ? answer[0] : answer) as T[];
}

/** null in a row is absent in the domain. */
export const present = <K extends string, T>(key: K, value: T | null | undefined): { [P in K]?: T } =>
  (value === null || value === undefined ? {} : { [key]: value }) as { [P in K]?: T };
