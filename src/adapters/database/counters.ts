import type { EntityManager } from 'typeorm';
import { returning } from './sql';

/** Grows with everything that changes whose a channel is, or by which id it goes: every desk then reads that anew. */
export const CHANNELS = 'bindings';

/** The next number of a counter. Whoever is next waits until we commit, so that no number is given twice. */
export async function nextOf(manager: EntityManager, counter: string): Promise<number> {
  const [row] = await returning<{ value: number }>(
    manager,
    `INSERT INTO counter (name, value) VALUES ($1, 1)
     ON CONFLICT (name) DO UPDATE SET value = counter.value + 1 RETURNING value`,
    [counter],
  );
  if (row === undefined) throw new Error(`the counter ${counter} gave no number`);
  return Number(row.value);
}

/** The last number it gave; 0 before the first. */
export async function lastOf(manager: EntityManager, counter: string): Promise<number> {
  const [row] = await manager.query('SELECT value FROM counter WHERE name = $1', [counter]);
  return Number(row?.value ?? 0);
}
