import pino from 'pino';
import type { Log } from '../core/log';

/** Never in a log, at whatever depth they turn up. */
const SECRETS = ['token', 'botToken', 'appToken', 'signingSecret', 'authorization', 'text', 'body', 'message.text'];

/** One JSON line each on standard error, so that standard output stays for people and scripts. */
export function makeLog(level: string): Log {
  const paths = SECRETS.flatMap((name) => [name, `*.${name}`]);
  const out = pino(
    { level, base: null, redact: { paths, censor: '[kept out]' } },
    pino.destination({ dest: 2, sync: true }),
  );
  return {
    info: (message, about = {}) => out.info(about, message),
    warn: (message, about = {}) => out.warn(about, message),
    error: (message, about = {}) => out.error(about, message),
  };
}
