import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { type App, HTTPReceiver, type ReceiverEvent, SocketModeReceiver } from '@slack/bolt';
import type { Log } from '../../core/log';
import { type Clock, MINUTE } from '../../core/time';
import { clientOptions } from './client';
import { loggerFor } from './logger';
import type { SlackSettings } from './settings';

/** Done before Slack is told that we have it; a rejection means it is not told. */
export type BeforeAck = (body: unknown) => Promise<void>;

export const PATH = '/slack/events';
const MOST_BYTES = 1_000_000;
const SKEW = 5 * MINUTE;
const ANSWER_BY = 2_500;

/** Bolt acknowledges before any listener runs: what must not be lost is stored by wrapping what the receiver calls. */
const storing = (app: App, beforeAck: BeforeAck): App =>
  Object.assign(Object.create(app) as App, {
    processEvent: async (event: ReceiverEvent) => {
      await beforeAck(event.body);
      return app.processEvent(event);
    },
  });

export class StoringHttpReceiver extends HTTPReceiver {
  constructor(
    signingSecret: string,
    private readonly beforeAck: BeforeAck,
    log: Log,
  ) {
    // Slack waits three seconds for an answer, also to what we do not know.
    super({ signingSecret, endpoints: [PATH], logger: loggerFor(log), unhandledRequestTimeoutMillis: ANSWER_BY });
  }
  override init(app: App): void {
    super.init(storing(app, this.beforeAck));
  }
}

export class StoringSocketReceiver extends SocketModeReceiver {
  constructor(
    settings: SlackSettings,
    appToken: string,
    private readonly beforeAck: BeforeAck,
    log: Log,
  ) {
    super({
      appToken,
      logger: loggerFor(log),
      installerOptions: { clientOptions: clientOptions(settings) },
      // Its own reconnecting waits five seconds, and rejects where nobody listens: connection.ts does it.
      autoReconnectEnabled: false,
    });
  }
  override init(app: App): void {
    super.init(storing(app, this.beforeAck));
  }
}

/**
 * What Bolt lets through and must not: a request dated in the future (it only refuses old ones, by the machine's clock), and a body that is
 * valid JSON and no object, on which it hangs.
 */
export function guarded(receiver: HTTPReceiver, clock: Clock): RequestListener {
  return (request, response) => {
    void (async () => {
      const dated = Number(request.headers['x-slack-request-timestamp']) * 1000;
      if (!(dated <= clock.now() + SKEW)) return refuse(response, 401);
      const body = await bodyOf(request);
      if (body === undefined) return refuse(response, 413);
      if (!isObject(request, body)) return refuse(response, 400);
      Object.assign(request, { rawBody: body });
      receiver.requestListener(request, response);
    })().catch(() => refuse(response, 400));
  };
}

function refuse(response: ServerResponse, status: number): void {
  if (!response.headersSent) response.writeHead(status);
  response.end();
}

async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > MOST_BYTES) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function isObject(request: IncomingMessage, body: Buffer): boolean {
  const text = body.toString();
  const form = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
  const json = form ? (new URLSearchParams(text).get('payload') ?? '{}') : text;
  try {
    const parsed: unknown = JSON.parse(json);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
  } catch {
    return false;
  }
}
