import { first } from './1-first';
import { leases } from './2-leases';
import { steps } from './3-steps';
import type { Migration } from './migration';

/** In the order they are applied. */
export const migrations: readonly Migration[] = [first, leases, steps];
