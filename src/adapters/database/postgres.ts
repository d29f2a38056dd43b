import { DataSource } from 'typeorm';
import { SetupError } from '../../core/errors';
import { LOCKS, MIGRATION_LOCK } from './engine';
import { entities } from './entities';
import { checkTables, migrate } from './migrate';
import { postgresDialect } from './migrations/migration';
import { explain, type Whereabouts, whereabouts } from './postgres-errors';

const OLDEST_POSTGRES = 130_000;
/** Units side by side in one instance; the server's own limit is 100 connections unless it says otherwise. */
export const AT_ONCE = 10;
export const CONNECT_WITHIN = 3_000;
/** Longest statement; longest wait for a row or door that others hold; longest silence within a unit. */
const STATEMENT_WITHIN = 15_000;
const LOCK_WITHIN = 3_000;
const IDLE_WITHIN = 10_000;
/** When the server is not heard of at all any more. */
export const ANSWER_WITHIN = STATEMENT_WITHIN + 5_000;

/**
 * Begins a unit and reads the server's clock. What it relies on is set here and not left to the server's settings, nor to
 * the session, which a connection pooler may share: an acknowledged row is on disk, and nobody waits without end.
 */
export const BEGIN_UNIT = `BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; SET LOCAL synchronous_commit = on;
  SET LOCAL statement_timeout = ${STATEMENT_WITHIN}; SET LOCAL lock_timeout = ${LOCK_WITHIN};
  SET LOCAL idle_in_transaction_session_timeout = ${IDLE_WITHIN};
  SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS now`;

/** Opens, checks and migrates a database. @throws SetupError with what to do, and without the password */
export async function openPostgres(
  url: string,
  tables: 'bring up to date' | 'look at' = 'bring up to date',
): Promise<DataSource> {
  const where = whereabouts(url);
  const source = new DataSource({
    type: 'postgres',
    entities,
    logging: false,
    installExtensions: false,
    poolErrorHandler: () => undefined, // An idle connection was lost; whoever needs one opens another.
    extra: {
      connectionString: url,
      max: AT_ONCE,
      connectionTimeoutMillis: CONNECT_WITHIN,
      query_timeout: ANSWER_WITHIN,
      keepAlive: true,
      application_name: 'steward',
    },
  });
  try {
    await source.initialize();
    await checkServer((sql) => source.query(sql), where);
    if (tables === 'bring up to date') await migrateAlone(source);
    else await checkTables((sql) => source.query(sql));
    return source;
  } catch (error) {
    if (source.isInitialized) await source.destroy();
    throw explain(error, where);
  }
}

export interface ServerFacts {
  readonly number: number;
  readonly version: string;
  readonly encoding: string;
  readonly read_only: string;
}

/** Ends with the server's version. @throws SetupError when this server cannot hold a desk */
export async function checkServer(
  query: (sql: string) => Promise<ServerFacts[]>,
  { host, database }: Whereabouts,
): Promise<string> {
  const [row] = await query(
    `SELECT current_setting('server_version_num')::integer AS number, current_setting('server_version') AS version,
       current_setting('server_encoding') AS encoding, current_setting('transaction_read_only') AS read_only`,
  );
  if (row === undefined) throw new Error('the server does not say what it is');
  if (row.number < OLDEST_POSTGRES)
    throw new SetupError(`PostgreSQL on ${host} is ${row.version}. Steward needs version 13 or newer.`);
  if (row.encoding !== 'UTF8')
    throw new SetupError(
      `The database "${database}" on ${host} keeps text as ${row.encoding}. Create one with UTF8: \`createdb -E UTF8 -T template0 ${database}\`.`,
    );
  if (row.read_only !== 'off')
    throw new SetupError(
      `The database "${database}" on ${host} is read-only, perhaps a standby. Name the primary in DATABASE_URL.`,
    );
  return row.version;
}

async function migrateAlone(source: DataSource): Promise<void> {
  const runner = source.createQueryRunner();
  try {
    await migrate({
      query: (sql, values) => runner.query(sql, values),
      begin: ['BEGIN ISOLATION LEVEL READ COMMITTED', `SELECT pg_advisory_xact_lock(${LOCKS}, ${MIGRATION_LOCK})`],
      dialect: postgresDialect,
    });
  } finally {
    await runner.release();
  }
}
