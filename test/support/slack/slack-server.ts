import { ApiServer, type Call, type Page } from './api-server';
import { ApiError, type Arguments } from './arguments';
import { DeliveringScene } from './delivering-scene';
import type { WireEntry } from './delivery';
import type { Fields } from './fields';
import { methods } from './methods';
import { mustHaveScope } from './scopes';
import type { Reply, Script } from './scripts';
import { Workspace, type WorkspaceOptions } from './workspace';

export type SlackServerOptions = WorkspaceOptions;

/** Slack, small and on loopback: the real protocols, people who act, and failures on request. */
export class SlackServer extends DeliveringScene {
  readonly #api: ApiServer;
  readonly #unknown: string[] = [];

  constructor(options: SlackServerOptions) {
    super(new Workspace(options));
    this.#api = new ApiServer(this.slack, {
      perform: (method, args, token) => this.#perform(method, args, token),
      other: (path, body, token) => this.#other(path, body, token),
    });
  }

  async start(port = 0): Promise<void> {
    await this.#api.listen(port);
    this.slack.address = this.#api.address;
  }

  async close(): Promise<void> {
    await this.stopDelivering();
    await this.#api.close();
  }

  /** For clientOptions.slackApiUrl. */
  get apiUrl(): string {
    return `http://${this.slack.address}/api/`;
  }

  /** The next `times` calls of `method` ("*" for any) get this reply; with `channel`, only calls that name it. */
  script = (method: string, reply: Reply, times = 1, channel?: string): Script =>
    this.#api.scripts.add(method, reply, times, channel);
  clearScripts = (): void => this.#api.scripts.clear();
  revokeToken = (token: string): void => void this.slack.revokedTokens.add(token);

  calls = (method?: string): readonly Call[] =>
    this.#api.calls.filter((call) => method === undefined || call.method === method);
  nextCall = (method: string): Promise<Call> => this.#api.next(method);
  /** Methods that were called and do not exist here; a test can insist that there were none. */
  unknownMethods = (): readonly string[] => this.#unknown;

  /** Every body that went over HTTP or a socket, in either direction. */
  get wire(): readonly WireEntry[] {
    return this.slack.wire;
  }

  #perform(method: string, args: Arguments, token: string | undefined): Fields {
    if (token === undefined) throw new ApiError('not_authed');
    if (this.slack.revokedTokens.has(token)) throw new ApiError('token_revoked');
    mustHaveScope(this.slack, method, args);
    if (method === 'apps.connections.open') {
      return { url: `ws://${this.slack.address}/link/?${this.slack.sockets.issueTicket()}` };
    }
    const perform = Object.hasOwn(methods, method) ? methods[method] : undefined;
    if (perform) return perform(this.slack, args);
    this.#unknown.push(method);
    throw new ApiError('unknown_method', { req_method: method });
  }

  #other(path: string, body: string, token: string | undefined): Page {
    if (path.startsWith('/response/')) return this.responseUrls.receive(path, body);
    const content = this.slack.fileContents.get(path.slice('/files/'.length));
    if (content === undefined) return { status: 404, body: '' };
    // Without a token Slack shows its sign-in page, with status 200, instead of the file.
    if (token === undefined) return { status: 200, body: '<!DOCTYPE html>', contentType: 'text/html' };
    return { status: 200, body: content, contentType: 'application/octet-stream' };
  }
}
