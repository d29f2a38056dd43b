import { createHmac } from 'node:crypto';
import { Agent, type IncomingMessage, request } from 'node:http';
import { type Delivery, type Retry, slackAckMillis, type Transport, type WireEntry } from './delivery';
import { parseJson } from './fields';

export interface HttpTarget {
  readonly url: string;
  readonly signingSecret: string;
  /**
   * Slack retries at once, after 1 min and after 5 min (docs.slack.dev/apis/events-api#retries). A test cannot wait
   * that long, so by default all three come at once; with a delay above 0 this is the only place that sets a timer.
   */
  readonly retryDelaysMillis?: readonly number[];
  readonly concurrency?: number;
  readonly ackWithinMillis?: number;
  /** Epoch ms written into the signature; real time unless a test forges an old or a future one. */
  readonly signedAt?: () => number;
}

interface Attempt {
  readonly status: number | undefined;
  readonly failure: string | undefined;
  readonly noRetry: boolean;
  readonly body: string;
}

const failed = (failure: string): Attempt => ({ status: undefined, failure, noRetry: false, body: '' });

const encode = (delivery: Delivery): { readonly type: string; readonly body: string } => {
  // Bolt compares the content type literally, so no charset may follow.
  const form = 'application/x-www-form-urlencoded';
  if (delivery.kind === 'event') return { type: 'application/json', body: JSON.stringify(delivery.body) };
  if (delivery.kind === 'interactive') {
    return { type: form, body: `payload=${encodeURIComponent(JSON.stringify(delivery.body))}` };
  }
  const pairs = Object.entries(delivery.body).map(([key, value]): [string, string] => [key, String(value)]);
  return { type: form, body: new URLSearchParams(pairs).toString() };
};

/** Slack's side of the Events API over HTTP: signed POSTs, three retries for events, none for what people do. */
export class HttpTransport implements Transport {
  readonly lateReason = 'http_timeout';
  readonly #target: HttpTarget;
  readonly #agent: Agent;
  readonly #wire: (entry: WireEntry) => void;
  readonly #waiting: (() => void)[] = [];
  #free: number;

  constructor(target: HttpTarget, wire: (entry: WireEntry) => void) {
    this.#target = target;
    this.#wire = wire;
    this.#free = target.concurrency ?? 50;
    this.#agent = new Agent({ keepAlive: true, maxSockets: this.#free });
  }

  close(): void {
    this.#agent.destroy();
  }

  async send(delivery: Delivery, retry: Retry | undefined): Promise<void> {
    const delays = delivery.kind === 'event' ? (this.#target.retryDelaysMillis ?? [0, 0, 0]) : [];
    let header = retry;
    // A burst of acts in one test is built before any of it is sent, or building it would eat into Slack's 3 s.
    await new Promise((next) => setImmediate(next));
    for (let tries = 0; tries <= delays.length; tries += 1) {
      const delay = tries === 0 ? 0 : (delays[tries - 1] ?? 0);
      if (delay > 0) await new Promise((done) => setTimeout(done, delay));
      const attempt = await this.#inTurn(() => this.#attempt(delivery, header));
      if (attempt.failure === undefined) {
        delivery.outcome = 'acked';
        delivery.answer = { status: attempt.status, body: parseJson(attempt.body) ?? attempt.body };
        return;
      }
      delivery.reasons.push(attempt.failure);
      if (attempt.status !== undefined) delivery.answer = { status: attempt.status, body: attempt.body };
      if (attempt.noRetry) break;
      header = { num: tries + 1, reason: attempt.failure };
    }
    delivery.outcome = 'failed';
  }

  async #inTurn(act: () => Promise<Attempt>): Promise<Attempt> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((turn) => this.#waiting.push(turn));
    try {
      return await act();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free += 1;
    }
  }

  async #attempt(delivery: Delivery, retry: Retry | undefined): Promise<Attempt> {
    delivery.attempts += 1;
    const { type, body } = encode(delivery);
    const seconds = Math.floor((this.#target.signedAt ?? Date.now)() / 1000);
    const signature = createHmac('sha256', this.#target.signingSecret).update(`v0:${seconds}:${body}`).digest('hex');
    const headers: Record<string, string> = {
      'content-type': type,
      'content-length': String(Buffer.byteLength(body)),
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      'x-slack-request-timestamp': String(seconds),
      'x-slack-signature': `v0=${signature}`,
      ...(retry ? { 'x-slack-retry-num': String(retry.num), 'x-slack-retry-reason': retry.reason } : {}),
    };
    this.#wire({ direction: 'to-app', where: new URL(this.#target.url).pathname, body, headers });
    return this.#post(body, headers);
  }

  #post(body: string, headers: Readonly<Record<string, string>>): Promise<Attempt> {
    const limit = this.#target.ackWithinMillis ?? slackAckMillis;
    return new Promise((resolve) => {
      const outgoing = request(this.#target.url, { method: 'POST', headers, agent: this.#agent, timeout: limit });
      outgoing.on('response', (response) => {
        readAll(response).then(
          (text) => resolve(judge(response, text)),
          () => resolve(failed('http_error')),
        );
      });
      outgoing.on('timeout', () => {
        resolve(failed('http_timeout'));
        outgoing.destroy();
      });
      outgoing.on('error', () => resolve(failed('connection_failed')));
      outgoing.end(body);
    });
  }
}

const readAll = async (response: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
};

const judge = (response: IncomingMessage, body: string): Attempt => {
  const status = response.statusCode ?? 0;
  const accepted = status >= 200 && status < 300;
  return {
    status,
    failure: accepted ? undefined : 'http_error',
    noRetry: response.headers['x-slack-no-retry'] === '1',
    body,
  };
};
