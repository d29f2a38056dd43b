import { type Finding, type Findings, inTwo } from '../finding';
import { entities } from './entities';
import { newerThanWeAre, sayNewer, stillToDo } from './migrate';

export const MIGRATIONS = 'steward_migration';
/** Every table of ours. */
export const OUR_TABLES: readonly string[] = entities.map(({ options }) => options.tableName ?? options.name);

/** What is in a database, as far as it can be seen. */
export interface Contents {
  readonly tables: readonly string[];
  /** Names of the migrations that were run; none before the first start. */
  readonly done: readonly string[];
}

/** Whether the desk can work with what is there. `database` is how people call it. */
export function schemaFinding(about: Findings, database: string, { tables, done }: Contents): Finding {
  const newer = newerThanWeAre(done);
  if (newer !== undefined) return { ...about.broken('', ''), ...inTwo(sayNewer(newer)) };
  const toDo = stillToDo(done).length;
  if (done.length > 0 && toDo === 0) return about.ok(`${database} has the tables this version needs.`);
  if (done.length > 0) return about.ok(`${database} is of an older Steward: the next start brings it up to date.`);
  const taken = tables.filter((table) => OUR_TABLES.includes(table));
  if (taken.length > 0)
    return about.broken(
      `${database} is not Steward’s, and holds tables with names Steward needs: ${taken.join(', ')}.`,
      'Set DATABASE_URL to a database of its own.',
    );
  if (tables.length > 0)
    return about.warning(
      `${database} holds tables of something else (such as ${tables.slice(0, 3).join(', ')}): Steward would put its own beside them.`,
      'Set DATABASE_URL to a database of its own, unless that is meant.',
    );
  return about.ok(`${database} is empty: the first start makes its tables.`);
}
