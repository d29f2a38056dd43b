import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApiError, Arguments, parseArguments } from './arguments';
import type { Fields } from './fields';
import { scopesOf } from './scopes';
import { type Reply, Scripts } from './scripts';
import type { Workspace } from './workspace';

/** One call of the Web API as a test sees it. */
export interface Call {
  readonly method: string;
  readonly args: Fields;
  readonly token: string | undefined;
  /** By the server's clock. */
  readonly at: number;
  /** What was answered; a string when a script answered instead. */
  answer: Fields | string | undefined;
}

export interface Page {
  readonly status: number;
  readonly body: string;
  readonly contentType?: string;
}

export interface ApiHost {
  /** Throws ApiError to refuse. */
  perform(method: string, args: Arguments, token: string | undefined): Fields;
  /** Everything outside /api/: response URLs and file downloads. */
  other(path: string, body: string, token: string | undefined): Page;
}

/** The HTTP face of Slack on loopback. */
export class ApiServer {
  readonly calls: Call[] = [];
  readonly scripts = new Scripts();
  readonly #slack: Workspace;
  readonly #host: ApiHost;
  readonly #server: Server;
  readonly #awaited: { readonly method: string; readonly seen: (call: Call) => void }[] = [];

  constructor(slack: Workspace, host: ApiHost) {
    this.#slack = slack;
    this.#host = host;
    // A request left hanging counts as over here, or no test could ever wait for quiet again.
    this.#server = createServer((request, response) => void slack.quiet.during(() => this.#serve(request, response)));
    this.#server.on('upgrade', (request, socket, head) => slack.sockets.accept(request, socket, head));
  }

  get address(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo | null)?.port ?? 0}`;
  }

  listen(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', resolve);
    });
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  /** Resolves with the next call of `method`, as soon as it arrives. */
  next(method: string): Promise<Call> {
    return new Promise((seen) => this.#awaited.push({ method, seen }));
  }

  #announce(call: Call): void {
    const waiting = this.#awaited.filter(({ method }) => method === call.method);
    for (const one of waiting) {
      this.#awaited.splice(this.#awaited.indexOf(one), 1);
      one.seen(call);
    }
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const body = await readAll(request);
      const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
      const headers = { 'content-type': request.headers['content-type'] ?? '' };
      this.#slack.note({ direction: 'from-app', where: pathname, body, headers });
      const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
      if (pathname.startsWith('/api/')) {
        const args = new Arguments(parseArguments(search, headers['content-type'], body));
        this.#answerCall(response, pathname.slice('/api/'.length), args, bearer ?? args.optional('token'));
      } else {
        const page = this.#host.other(pathname, body, bearer);
        response.writeHead(page.status, { 'content-type': page.contentType ?? 'application/json' }).end(page.body);
      }
    } catch {
      // The caller hung up in the middle of its request; there is nobody to answer.
      response.destroy();
    }
  }

  #answerCall(response: ServerResponse, method: string, args: Arguments, token: string | undefined): void {
    const call: Call = { method, args: args.all, token, at: this.#slack.now(), answer: undefined };
    this.calls.push(call);
    this.#announce(call);
    // By the server's clock, as everything else.
    response.setHeader('date', new Date(this.#slack.now()).toUTCString());
    if (token !== undefined && !this.#slack.revokedTokens.has(token)) {
      response.setHeader('x-oauth-scopes', scopesOf(this.#slack, token));
    }
    const reply = this.scripts.take(method, args.optional('channel'));
    if (reply === undefined) {
      call.answer = this.#perform(method, args, token);
      sendJson(response, 200, call.answer);
      return;
    }
    call.answer = typeof reply === 'string' ? reply : JSON.stringify(reply);
    if (typeof reply === 'string' && reply.startsWith('accept-then')) this.#perform(method, args, token);
    misbehave(response, reply);
  }

  #perform(method: string, args: Arguments, token: string | undefined): Fields {
    try {
      return { ok: true, ...this.#host.perform(method, args, token) };
    } catch (error) {
      if (error instanceof ApiError) return { ok: false, error: error.code, ...error.details };
      return { ok: false, error: 'fatal_error', detail: String(error instanceof Error ? error.stack : error) };
    }
  }
}

const misbehave = (response: ServerResponse, reply: Reply): void => {
  if (reply === 'hang' || reply === 'accept-then-hang') return;
  if (reply === 'accept-then-reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  if (reply === 'accept-then-500') {
    response.writeHead(500).end('Internal Server Error');
    return;
  }
  if ('error' in reply) {
    sendJson(response, 200, { ok: false, error: reply.error });
    return;
  }
  if (reply.retryAfter !== undefined) response.setHeader('retry-after', String(reply.retryAfter));
  sendJson(response, reply.status, { ok: false, error: reply.status === 429 ? 'ratelimited' : 'internal_error' });
};

const sendJson = (response: ServerResponse, status: number, body: Fields): void => {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
};

const readAll = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
};
