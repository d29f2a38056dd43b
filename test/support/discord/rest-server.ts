import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Asked } from './asked';
import { Buckets } from './buckets';
import type { Discord } from './discord';
import { Refusal } from './refusal';
import { type Received, readRequest } from './rest-request';
import { Answered } from './route';
import { matchRoute, type RouteName, routes } from './routes';
import { type Call, type Reply, Scripts } from './scripts';

const apiPath = '/api/v10';

/** The HTTP face of Discord on loopback, REST and the gateway's handshake. */
export class RestServer {
  readonly calls: Call[] = [];
  readonly scripts = new Scripts();
  readonly buckets = new Buckets();
  readonly unknown: string[] = [];
  readonly #discord: Discord;
  readonly #server: Server;
  readonly #awaited: { readonly route: RouteName; readonly seen: (call: Call) => void }[] = [];

  constructor(discord: Discord) {
    this.#discord = discord;
    // A request left hanging counts as over here, or no test could ever wait for quiet again.
    this.#server = createServer((request, response) => void discord.quiet.during(() => this.#serve(request, response)));
    this.#server.on('upgrade', (request, socket, head) => discord.gateway.sockets.accept(request, socket, head));
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

  /** Resolves with the next call of this route, as soon as it arrives. */
  next(route: RouteName): Promise<Call> {
    return new Promise((seen) => this.#awaited.push({ route, seen }));
  }

  #announce(call: Call): void {
    for (const one of this.#awaited.filter(({ route }) => route === call.route)) {
      this.#awaited.splice(this.#awaited.indexOf(one), 1);
      one.seen(call);
    }
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const received = await readRequest(request);
      const where = `${request.method} ${url.pathname}${url.search}`;
      this.#discord.note({ direction: 'from-app', where, body: received.text });
      if (url.pathname.startsWith(`${apiPath}/`)) this.#answer(request, response, url, received);
      else this.#download(response, url.pathname);
    } catch {
      // The caller hung up in the middle of its request; there is nobody to answer.
      response.destroy();
    }
  }

  #answer(request: IncomingMessage, response: ServerResponse, url: URL, received: Received): void {
    const method = request.method ?? 'GET';
    const path = url.pathname.slice(apiPath.length);
    const matched = matchRoute(method, path);
    const call: Call = {
      route: matched?.name ?? 'unknown',
      method,
      path,
      params: matched?.params ?? {},
      query: url.searchParams,
      body: received.json,
      fileNames: received.files.map(({ name }) => name),
      token: /^Bot (.+)$/.exec(request.headers.authorization ?? '')?.[1],
      at: this.#discord.now(),
      status: 0,
      answer: undefined,
    };
    this.calls.push(call);
    // By the server's clock, as everything else.
    response.setHeader('date', new Date(call.at).toUTCString());
    const perform = (): Answered => this.#perform(call, received);
    const ration = this.buckets.spend(call);
    for (const [name, value] of Object.entries(ration.headers)) response.setHeader(name, value);
    const script = this.scripts.take(call);
    if (script !== undefined) this.#misbehave(response, call, script, perform);
    else if (ration.retryAfter !== undefined) this.#limited(response, call, ration.retryAfter, 'user');
    else this.#send(response, call, perform());
    this.#announce(call);
  }

  #perform(call: Call, received: Received): Answered {
    const { route } = call;
    if (route === 'unknown') {
      this.unknown.push(`${call.method} ${call.path}`);
      return new Answered(404, { message: '404: Not Found', code: 0 });
    }
    // What stands under an interaction's own token needs no other.
    const needsToken = !call.path.startsWith('/interactions/') && !call.path.startsWith('/webhooks/');
    const isKnown = call.token !== undefined && !this.#discord.revokedTokens.has(call.token);
    if (needsToken && !isKnown) return new Answered(401, { message: '401: Unauthorized', code: 0 });
    try {
      const asked = new Asked(call.params, call.query, received.json, received.files);
      const body = routes[route](this.#discord, asked);
      if (body instanceof Answered) return body;
      return new Answered(body === undefined ? 204 : 200, body);
    } catch (error) {
      if (error instanceof Refusal) return new Answered(error.status, error.body);
      return new Answered(500, { message: String(error instanceof Error ? error.stack : error), code: 0 });
    }
  }

  /** A 204 comes without a content type, or the SDK would try to read JSON from nothing. */
  #send(response: ServerResponse, call: Call, { status, body }: Answered): void {
    call.status = status;
    call.answer = body;
    const text = body === undefined ? '' : JSON.stringify(body);
    this.#discord.note({ direction: 'to-app', where: `${call.method} ${call.path}`, body: text });
    if (status === 204) {
      response.writeHead(204).end();
      return;
    }
    response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
    response.end(text);
  }

  #limited(response: ServerResponse, call: Call, seconds: number, scope: 'user' | 'global' | 'shared'): void {
    response.setHeader('retry-after', String(seconds));
    response.setHeader('x-ratelimit-scope', scope);
    if (scope === 'global') response.setHeader('x-ratelimit-global', 'true');
    else response.setHeader('x-ratelimit-remaining', '0');
    response.setHeader('x-ratelimit-reset-after', String(seconds));
    const message = 'You are being rate limited.';
    this.#send(response, call, new Answered(429, { message, retry_after: seconds, global: scope === 'global' }));
  }

  #misbehave(response: ServerResponse, call: Call, reply: Reply, perform: () => Answered): void {
    if (typeof reply === 'string') {
      if (reply.startsWith('accept-then')) call.answer = perform().body;
      if (reply.endsWith('reset')) response.socket?.resetAndDestroy();
      if (reply.endsWith('500'))
        this.#send(response, call, new Answered(500, { message: '500: Internal Server Error', code: 0 }));
      return;
    }
    if ('retryAfter' in reply) {
      this.#limited(response, call, reply.retryAfter, reply.scope ?? 'user');
      return;
    }
    const status = 'status' in reply ? reply.status : 400;
    const message = reply.message ?? `Scripted error ${reply.code ?? status}`;
    this.#send(response, call, new Answered(status, { message, code: reply.code ?? 0 }));
  }

  #download(response: ServerResponse, path: string): void {
    if (path.startsWith('/api/')) this.unknown.push(path);
    const content = this.#discord.files.get(path);
    if (content === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(content);
  }
}
