import type { Fields } from './fields';

export type DeliveryKind = 'event' | 'slash_command' | 'interactive';

/** What the app said when it acknowledged. Over a socket there is no status, only a payload. */
export interface Answer {
  readonly status: number | undefined;
  readonly body: unknown;
}

/**
 * `unacked`: sent over a socket and not acknowledged; Slack would send it again. `lost`: nobody was listening.
 * `failed`: refused for good; for a command or a click the person sees an error, because those are never retried.
 */
export type Outcome = 'held' | 'waiting' | 'acked' | 'unacked' | 'failed' | 'lost';

export interface Delivery {
  /** The event_id; for commands and interactions an id of our own. */
  readonly id: string;
  readonly kind: DeliveryKind;
  readonly body: Fields;
  outcome: Outcome;
  attempts: number;
  /** Why each failed attempt failed, in Slack's words: http_timeout, http_error, connection_failed, timeout. */
  readonly reasons: string[];
  answer: Answer | undefined;
}

export interface Retry {
  readonly num: number;
  readonly reason: string;
}

export interface Transport {
  /** What this transport calls an acknowledgement that did not come in time. */
  readonly lateReason: string;
  /** Resolves when the delivery was acknowledged, failed for good, or was left unacknowledged. Never rejects. */
  send(delivery: Delivery, retry: Retry | undefined): Promise<void>;
}

export interface WireEntry {
  readonly direction: 'to-app' | 'from-app';
  /** A URL path, or "socket". */
  readonly where: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Slack waits three seconds of real time for an acknowledgement, in both modes. */
export const slackAckMillis = 3000;
