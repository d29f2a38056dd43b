import { messageOf, SetupError } from '../../core/errors';

/** Serialisation failure and deadlock: nothing is wrong with the unit, and another try may do it. */
const CONFLICTS = ['40001', '40P01'];
/**
 * The server cannot do it now: gone (08), full (53), stopped, or too slow for us (57), disk trouble (58, XX), locked
 * (55P03), read-only since a failover (25006), ended for idling (25P03), or it does not let us in any more (28, 3D).
 */
const UNAVAILABLE = /^(08|53|57|58|28|3D|XX00[12]|55P03|25006|25P03)/;
const NETWORK = /^(ECONN\w+|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENOENT|EACCES)$/;
/** What the driver says without a code when the connection is gone. */
const LOST =
  /Connection terminated|connection error and is not queryable|timeout exceeded when trying to connect|Query read timeout|not queryable|query runner was already released|after calling end on the pool/i;

const codeOf = (error: unknown): string => {
  const { code, driverError } = (error ?? {}) as { readonly code?: unknown; readonly driverError?: unknown };
  return typeof code === 'string' ? code : driverError === undefined ? '' : codeOf(driverError);
};

/** Why a unit failed, if not through a fault of its own. */
export function troubleOf(error: unknown): 'conflict' | 'unavailable' | undefined {
  const code = codeOf(error);
  if (CONFLICTS.includes(code)) return 'conflict';
  const lost = UNAVAILABLE.test(code) || NETWORK.test(code) || (code === '' && LOST.test(messageOf(error)));
  return lost ? 'unavailable' : undefined;
}

export interface Whereabouts {
  readonly host: string;
  readonly database: string;
  readonly user: string;
}

/** Where a DATABASE_URL leads, in words that may be shown: without its password. */
export function whereabouts(url: string): Whereabouts {
  const { hostname, port, pathname, username, searchParams } = new URL(url);
  const host = searchParams.get('host') ?? (hostname || 'localhost');
  return {
    host: port === '' ? host : `${host}:${port}`,
    database: decodeURIComponent(pathname.slice(1)),
    user: decodeURIComponent(username) || (searchParams.get('user') ?? 'the system user'),
  };
}

/** What an operator can do about a database that could not be opened. */
export function explain(error: unknown, { host, database, user }: Whereabouts): SetupError {
  if (error instanceof SetupError) return error;
  const code = codeOf(error);
  const said = messageOf(error) || code;
  if (code.startsWith('28'))
    return new SetupError(
      `PostgreSQL on ${host} does not let "${user}" in (${said}). Check the user and the password in DATABASE_URL.`,
    );
  if (code === '3D000')
    return new SetupError(
      `There is no database "${database}" on ${host}. Create it (\`createdb ${database}\`), or name another in DATABASE_URL.`,
    );
  if (code === '42501')
    return new SetupError(
      `"${user}" may not create tables in the database "${database}" on ${host} (${said}). Make that user its owner.`,
    );
  if (troubleOf(error) === 'unavailable')
    return new SetupError(
      `PostgreSQL on ${host} cannot be used now (${said}). Check that it runs there and that DATABASE_URL names it.`,
    );
  return new SetupError(
    `The database "${database}" on ${host} cannot be used (${said}). If it is not a Steward database, set DATABASE_URL to another one.`,
  );
}
