import { Client } from 'pg';
import { type Clock, instant } from '../../core/time';
import { skewFinding } from '../clock-skew';
import { type Finding, findingsAbout } from '../finding';
import { MIGRATIONS, OUR_TABLES, schemaFinding } from './examine-schema';
import { stillToDo } from './migrate';
import { ANSWER_WITHIN, CONNECT_WITHIN, checkServer, type ServerFacts } from './postgres';
import { explain, type Whereabouts, whereabouts } from './postgres-errors';

const about = findingsAbout('Database');

/** Looks at a PostgreSQL database, in a transaction that could not write if it wanted to. */
export async function* examinePostgres(url: string, clock: Clock): AsyncGenerator<Finding> {
  const where = whereabouts(url);
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_WITHIN,
    query_timeout: ANSWER_WITHIN,
    application_name: 'steward doctor',
  });
  // A connection that breaks is told by the query that needed it.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const version = await checkServer(async (sql) => (await client.query<ServerFacts>(sql)).rows, where);
    yield about.ok(`PostgreSQL ${version.split(' ')[0]} on ${where.host} lets "${where.user}" in.`);
    yield await examineClock(client, clock);
    await client.query('BEGIN READ ONLY');
    yield* examineSchema(client, where);
  } catch (error) {
    yield about.refused(explain(error, where));
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** A desk follows the database's clock, so a difference there breaks nothing by itself. */
async function examineClock(client: Client, clock: Clock): Promise<Finding> {
  const asked = clock.now();
  const { rows } = await client.query<{ now: string }>(
    'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS now',
  );
  const now = instant(Number(rows[0]?.now));
  return skewFinding(about, { asked, answered: clock.now(), from: now, to: now }, 'the database’s', {
    brokenFrom: Number.POSITIVE_INFINITY,
    more: 'Where the two differ, the desk goes by the database’s.',
  });
}

interface Rights {
  readonly schema: string | null;
  readonly may_create: boolean | null;
}

async function* examineSchema(client: Client, { database, user, host }: Whereabouts): AsyncGenerator<Finding> {
  const { rows } = await client.query<Rights>(
    `SELECT current_schema() AS schema, has_schema_privilege(current_schema(), 'CREATE') AS may_create`,
  );
  const { schema, may_create: mayCreate } = rows[0] ?? { schema: null, may_create: null };
  if (schema === null) {
    yield about.broken(
      `"${user}" has no schema to work in, in the database "${database}" on ${host}.`,
      `Make that user the owner of the database, or grant it a schema of its search_path.`,
    );
    return;
  }
  const tables = await namesOf(client, 'SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()');
  const closed = tables.includes(MIGRATIONS) ? await closedTables(client, tables) : [];
  if (closed.length > 0)
    yield about.broken(
      `"${user}" may not read and write these tables: ${closed.join(', ')}.`,
      `Make "${user}" their owner.`,
    );
  // What was done before is not known then.
  if (closed.includes(MIGRATIONS)) return;
  const done = tables.includes(MIGRATIONS) ? await namesOf(client, `SELECT name FROM ${MIGRATIONS}`) : [];
  yield schemaFinding(about, `The database "${database}"`, {
    tables: tables.filter((name) => name !== MIGRATIONS),
    done,
  });
  const grant = `Make "${user}" the owner of the database, or run GRANT CREATE ON SCHEMA ${schema} TO "${user}".`;
  if (mayCreate !== true && stillToDo(done).length > 0)
    yield about.broken(
      `"${user}" may not create tables in the schema "${schema}", and some are still to be made.`,
      grant,
    );
  else if (mayCreate !== true)
    yield about.warning(
      `"${user}" may not create tables in the schema "${schema}", as a newer Steward may need.`,
      grant,
    );
}

const namesOf = async (client: Client, sql: string, values: readonly unknown[] = []): Promise<readonly string[]> =>
  (await client.query<{ name: string }>(sql, [...values])).rows.map(({ name }) => name);

/** Tables of ours that somebody else made may be there and yet be closed to us. */
const closedTables = (client: Client, tables: readonly string[]): Promise<readonly string[]> =>
  namesOf(
    client,
    `SELECT name FROM unnest($1::text[]) AS name
     WHERE NOT (has_table_privilege(quote_ident(name), 'SELECT') AND has_table_privilege(quote_ident(name), 'INSERT')
       AND has_table_privilege(quote_ident(name), 'UPDATE') AND has_table_privilege(quote_ident(name), 'DELETE'))
     ORDER BY name`,
    [tables.filter((name) => name === MIGRATIONS || OUR_TABLES.includes(name))],
  );
