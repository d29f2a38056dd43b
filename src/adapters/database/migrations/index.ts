import { first } from './1-first';
import type { Migration } from './migration';

/** In the order they are applied. */
export const migrations: readonly Migration[] = [first];
