import type { Millis } from './time';

/** Shown to the person as it is: says what happened to their request and what would work. */
export class UserError extends Error {
  override readonly name = 'UserError';
  constructor(
    readonly code: `${string}.${string}`,
    message: string,
  ) {
    super(message);
  }
}

/**
 * A platform did not do what was asked.
 * `retryAfter` is how long to leave that channel alone, or 'never' when asking again cannot help.
 * `outcome` is 'unknown' when it may have been done all the same (a timeout, a 5xx): look before asking again.
 */
export class PlatformError extends Error {
  override readonly name = 'PlatformError';
  readonly outcome: 'refused' | 'unknown';
  constructor(
    message: string,
    readonly retryAfter: Millis | 'never',
    options: ErrorOptions & { readonly outcome?: 'refused' | 'unknown' } = {},
  ) {
    super(message, options);
    this.outcome = options.outcome ?? 'refused';
  }
}

/** Someone saved a newer version first. The unit is tried again from the start. */
export class StaleWrite extends Error {
  override readonly name = 'StaleWrite';
}

/** The database cannot be written now (full, failing, locked for long): nothing was stored, nothing may be acknowledged. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** A setting or file is wrong at start: one sentence with the cure, no stack trace. */
export class SetupError extends Error {
  override readonly name = 'SetupError';
}

/** An error's words and, where it hides behind a general one, its cause's. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? undefined : messageOf(error.cause);
  return cause === undefined || error.message.includes(cause) ? error.message : `${error.message}: ${cause}`;
}
