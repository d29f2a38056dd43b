import { existsSync } from 'node:fs';
import { oneOf } from '../core/desk/nearest';
import { SetupError } from '../core/errors';

export interface Settings {
  readonly database:
    | { readonly engine: 'sqlite'; readonly path: string }
    | { readonly engine: 'postgres'; readonly url: string };
  readonly policyFile: string;
  readonly host: string;
  readonly port: number;
  readonly logLevel: string;
  /** What the platforms read their own settings from. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

const LEVELS: readonly string[] = ['silent', 'error', 'warn', 'info', 'debug'];
/** What is read besides the environment itself, if it is there. */
export const ENV_FILE = '.env';

/** What stands in a .env file here counts too, as people expect; what is set outside of it wins. */
export function environment(): NodeJS.ProcessEnv {
  if (existsSync(ENV_FILE)) process.loadEnvFile(ENV_FILE);
  return process.env;
}

/** Each setting by itself: what is wrong with one leaves the others readable. Each throws SetupError naming the cure. */
export function settingsIn(env: Readonly<Record<string, string | undefined>>) {
  const given = (name: string): string | undefined => (env[name]?.trim() ? env[name] : undefined);
  return {
    database: () => readDatabase(given('DATABASE_URL') ?? 'sqlite:steward.db'),
    policyFile: () => given('STEWARD_CONFIG') ?? 'steward.yaml',
    host: () => given('HOST') ?? '127.0.0.1',
    port: () => readPort(given('PORT') ?? '3000'),
    logLevel: () => readLogLevel(given('LOG_LEVEL') ?? 'info'),
  } satisfies { readonly [Name in Exclude<keyof Settings, 'env'>]: () => Settings[Name] };
}

/** The only reader of the environment. @throws SetupError naming the variable and the cure */
export function readSettings(env: Readonly<Record<string, string | undefined>> = environment()): Settings {
  const read = settingsIn(env);
  return {
    database: read.database(),
    policyFile: read.policyFile(),
    host: read.host(),
    port: read.port(),
    logLevel: read.logLevel(),
    env,
  };
}

function readLogLevel(level: string): string {
  if (LEVELS.includes(level)) return level;
  throw new SetupError(`LOG_LEVEL is not a level there is: "${level}". Set it to ${oneOf(LEVELS)}.`);
}

function readDatabase(url: string): Settings['database'] {
  const path = /^sqlite:(?:\/\/(?=\/))?(.+)$/.exec(url)?.[1];
  if (path !== undefined) return { engine: 'sqlite', path };
  if (/^postgres(ql)?:/.test(url)) return { engine: 'postgres', url: checkedAddress(url) };
  throw new SetupError(
    'DATABASE_URL cannot be used: I understand sqlite:PATH and postgres://USER:PASSWORD@HOST/DATABASE. Set it to one of them, or leave it out.',
  );
}

/** Says nothing of what is in it: there may be a password. */
function checkedAddress(url: string): string {
  const address = URL.canParse(url) ? new URL(url) : undefined;
  // An @ in the path is the end of a password that holds a slash: it must not become the name of a database.
  if (address !== undefined && address.pathname.length > 1 && !address.pathname.includes('@')) return url;
  throw new SetupError(
    'DATABASE_URL is not a whole address. Write postgres://USER:PASSWORD@HOST:PORT/DATABASE, with %40, %2F, %3A, %23 and %25 for @ / : # and % within a name or password.',
  );
}

function readPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new SetupError(
    `PORT is not a port number: "${text}". Set it to a number from 1 to 65535, or 0 for any free one.`,
  );
}
