import { webApi } from '@slack/bolt';
import { PlatformError } from '../../core/errors';
import { millis, SECOND } from '../../core/time';
import { quietLogger } from './logger';
import type { SlackSettings } from './settings';

/** Longer than Slack ever takes; much shorter than a lease. */
const TIMEOUT = 10_000;
const RETRY = millis(5 * SECOND);
const DEAD_TOKEN = new Set([
  'token_revoked',
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_expired',
  'team_access_not_granted',
]);
/** Slack says that some part may have succeeded. */
const MAYBE_DONE = new Set([
  'fatal_error',
  'internal_error',
  'request_timeout',
  'service_unavailable',
  'team_added_to_org',
]);

/** A client object of its own each time: the SDK writes into the options it is given. */
export const clientOptions = (settings: SlackSettings): webApi.WebClientOptions => ({
  slackApiUrl: settings.apiUrl,
  // The SDK's own tries send twice after a 500 and hold up every channel after a 429: the outbox does it instead.
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  timeout: TIMEOUT,
  allowAbsoluteUrls: false,
});
export const clientFor = (settings: SlackSettings, token: string): webApi.WebClient =>
  new webApi.WebClient(token, { ...clientOptions(settings), logger: quietLogger });

/** For reading what was missed: it may wait, as long as nobody else waits with it. */
export const patientClientFor = (settings: SlackSettings): webApi.WebClient =>
  new webApi.WebClient(settings.botToken, {
    ...clientOptions(settings),
    logger: quietLogger,
    rejectRateLimitedCalls: false,
    retryConfig: { retries: 3, minTimeout: 500, maxTimeout: 30_000 },
  });

/** The error name Slack gave, if it gave one. */
export const slackError = (error: unknown): string | undefined =>
  error instanceof webApi.WebAPIPlatformError ? error.data.error : undefined;

export const isDeadToken = (error: unknown): boolean => DEAD_TOKEN.has(slackError(error) ?? '');

/** Calls the Web API: says what went wrong in our terms, and whom to tell when the token is dead. */
export type Ask = <T>(what: string, call: () => Promise<T>) => Promise<T>;
export const askingWith =
  (deadToken: (name: string) => void): Ask =>
  async (what, call) => {
    try {
      return await call();
    } catch (error) {
      if (isDeadToken(error)) deadToken(slackError(error) ?? '');
      throw platformError(what, error);
    }
  };

/** Says what an error of the Web API means for whoever wanted something done. */
export function platformError(what: string, error: unknown): PlatformError {
  if (error instanceof PlatformError) return error;
  const cause = { cause: error };
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return new PlatformError(`${what}: Slack asks for patience`, millis(error.retryAfter * SECOND), cause);
  }
  const name = slackError(error);
  if (name === undefined || MAYBE_DONE.has(name)) {
    return new PlatformError(`${what}: ${name ?? 'no clear answer from Slack'}`, RETRY, {
      ...cause,
      outcome: 'unknown',
    });
  }
  if (name === 'ratelimited') return new PlatformError(`${what}: Slack asks for patience`, millis(30 * SECOND), cause);
  if (DEAD_TOKEN.has(name)) return new PlatformError(`${what}: ${name}`, millis(60 * SECOND), cause);
  return new PlatformError(`${what}: ${name}`, 'never', cause);
}
