import { existsSync } from 'node:fs';
import { z } from 'zod';
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

const envSchema = z.object({
  DATABASE_URL: z.string().optional(),
  STEWARD_CONFIG: z.string().optional(),
  HOST: z.string().optional(),
  PORT: z.string().optional(),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).optional(),
});

/** What stands in a .env file here counts too, as people expect; what is set outside of it wins. */
function environment(): NodeJS.ProcessEnv {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env;
}

/** The only reader of the environment. @throws SetupError naming the variable and the cure */
export function readSettings(env: Readonly<Record<string, string | undefined>> = environment()): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const parsed = envSchema.safeParse(given);
  if (!parsed.success) throw new SetupError('LOG_LEVEL must be one of silent, error, warn, info, debug.');
  const { DATABASE_URL, STEWARD_CONFIG, HOST, PORT, LOG_LEVEL } = parsed.data;
  return {
    database: readDatabase(DATABASE_URL ?? 'sqlite:steward.db'),
    policyFile: STEWARD_CONFIG ?? 'steward.yaml',
    host: HOST ?? '127.0.0.1',
    port: readPort(PORT ?? '3000'),
    logLevel: LOG_LEVEL ?? 'info',
    env,
  };
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
  if (address !== undefined && address.pathname.length > 1) return url;
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
