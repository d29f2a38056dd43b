import { DiscordAPIError, HTTPError, RateLimitError, REST, RESTJSONErrorCodes } from 'discord.js';
import { PlatformError } from '../../core/errors';
import { millis, SECOND } from '../../core/time';
import type { DiscordSettings } from './settings';

/** Longer than Discord ever takes; much shorter than a lease. */
const TIMEOUT = 10_000;
const RETRY = millis(5 * SECOND);
const PATIENCE = millis(30 * SECOND);

/** Refused now, and not for good. */
const LATER: ReadonlySet<number | string> = new Set([
  RESTJSONErrorCodes.ChannelWriteRateLimit,
  RESTJSONErrorCodes.ServerWriteRateLimit,
  RESTJSONErrorCodes.MaximumActiveThreads,
  RESTJSONErrorCodes.MaximumNumberOfEditsToMessagesOlderThanOneHourReached,
  RESTJSONErrorCodes.APIResourceOverloaded,
]);

/** For whatever is sent: the library's own tries send twice, and its waiting would be done in secret. The outbox does both. */
export const hastyRest = (settings: DiscordSettings): REST => rest(settings, { rejectOnRateLimit: () => true });

/** For reading: it may wait, and ask again. */
export const patientRest = (settings: DiscordSettings): REST => rest(settings, { retries: 2 });

const rest = ({ apiUrl, token }: DiscordSettings, more: ConstructorParameters<typeof REST>[0]): REST =>
  new REST({ api: apiUrl, version: '10', retries: 0, timeout: TIMEOUT, ...more }).setToken(token);

/** The number Discord gave to what went wrong, if it gave one. */
export const discordCode = (error: unknown): number | string | undefined =>
  error instanceof DiscordAPIError ? error.code : undefined;

const NOT_FOUND = 404;
const FORBIDDEN = 403;
/** It is not there, or not for us to see. */
export const isMissing = (error: unknown): boolean =>
  error instanceof DiscordAPIError && (error.status === NOT_FOUND || error.status === FORBIDDEN);

/** After one 401 the library forgets the token, and says so from then on. */
export const isDeadToken = (error: unknown): boolean =>
  (error instanceof DiscordAPIError && error.status === 401) ||
  (error instanceof Error && error.message.startsWith('Expected token to be set'));

/** Calls the REST API: says what went wrong in our terms, and whom to tell when the token is dead. */
export type Ask = <T>(what: string, call: () => Promise<T>) => Promise<T>;
export const askingWith =
  (deadToken: () => void): Ask =>
  async (what, call) => {
    try {
      return await call();
    } catch (error) {
      if (isDeadToken(error)) deadToken();
      throw platformError(what, error);
    }
  };

/** Says what an error of the REST API means for whoever wanted something done. */
export function platformError(what: string, error: unknown): PlatformError {
  if (error instanceof PlatformError) return error;
  const cause = { cause: error };
  if (error instanceof RateLimitError) {
    return new PlatformError(`${what}: Discord asks for patience`, millis(Math.ceil(error.retryAfter)), cause);
  }
  if (isDeadToken(error)) return new PlatformError(`${what}: the token is refused`, PATIENCE, cause);
  if (error instanceof DiscordAPIError) {
    return new PlatformError(`${what}: ${error.message}`, LATER.has(error.code) ? PATIENCE : 'never', cause);
  }
  const told = error instanceof HTTPError ? `HTTP ${error.status}` : 'no clear answer from Discord';
  return new PlatformError(`${what}: ${told}`, RETRY, { ...cause, outcome: 'unknown' });
}

/** Frees what a client keeps running by itself. */
export function close(client: REST): void {
  client.clearHashSweeper();
  client.clearHandlerSweeper();
}
