import type { Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../../core/log';

const nothing = () => undefined;
const base = { setLevel: nothing, getLevel: () => 'error' as LogLevel, setName: nothing };

/** What an SDK prints is said again by whoever called it, in our words and without people's texts. */
export const quietLogger: Logger = { ...base, debug: nothing, info: nothing, warn: nothing, error: nothing };

/** Only the SDK's first words: what follows may hold payloads. */
export const loggerFor = (log: Log): Logger => ({
  ...quietLogger,
  warn: (...words: unknown[]) => log.warn('slack sdk', { said: String(words[0]).slice(0, 200) }),
  error: (...words: unknown[]) => log.warn('slack sdk', { said: String(words[0]).slice(0, 200) }),
});
