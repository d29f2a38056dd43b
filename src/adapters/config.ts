import { z } from 'zod';
import { SetupError } from '../core/errors';

export interface Settings {
  readonly database: { readonly engine: 'sqlite'; readonly path: string };
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

/** The only reader of the environment. @throws SetupError naming the variable and the cure */
export function readSettings(env: Readonly<Record<string, string | undefined>> = process.env): Settings {
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
  const kind = /^postgres(ql)?:/.test(url)
    ? 'PostgreSQL comes with the next release'
    : 'I understand sqlite:PATH, such as sqlite:steward.db';
  throw new SetupError(`DATABASE_URL cannot be used: ${kind}. Set it to sqlite:PATH or leave it out.`);
}

function readPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new SetupError(
    `PORT is not a port number: "${text}". Set it to a number from 1 to 65535, or 0 for any free one.`,
  );
}
