import { createHash } from 'node:crypto';
import type { Call } from './scripts';

export interface Limit {
  readonly requests: number;
  readonly perMillis: number;
}

interface Window {
  readonly endsAt: number;
  used: number;
}

/** So wide that a test meets it only if it asks for less. */
const otherwise: Limit = { requests: 1000, perMillis: 1000 };

/** What a 429 or the headers of any answer say about the bucket a request belongs to. */
export interface Ration {
  readonly headers: Readonly<Record<string, string>>;
  /** Seconds; none if the request may go on. */
  readonly retryAfter: number | undefined;
}

/** Rate limits per route and major parameter. By real time, because the SDK waits in real time. */
export class Buckets {
  readonly #limits = new Map<string, Limit>();
  readonly #windows = new Map<string, Window>();

  set(route: string, limit: Limit): void {
    this.#limits.set(route, limit);
  }

  spend(call: Call): Ration {
    const { requests, perMillis } = this.#limits.get(call.route) ?? otherwise;
    const { channel, guild, application, token } = call.params;
    const key = [call.route, channel ?? guild ?? (token === undefined ? '' : `${application}/${token}`)].join(' ');
    const now = Date.now();
    const current = this.#windows.get(key);
    const window = current && current.endsAt > now ? current : { endsAt: now + perMillis, used: 0 };
    this.#windows.set(key, window);
    window.used += 1;
    const left = (window.endsAt - now) / 1000;
    const headers = {
      'x-ratelimit-limit': String(requests),
      'x-ratelimit-remaining': String(Math.max(0, requests - window.used)),
      'x-ratelimit-reset': (window.endsAt / 1000).toFixed(3),
      'x-ratelimit-reset-after': left.toFixed(3),
      'x-ratelimit-bucket': createHash('md5').update(call.route).digest('hex'),
    };
    return { headers, retryAfter: window.used > requests ? left : undefined };
  }
}
