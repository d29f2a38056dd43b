import type { RouteName } from './routes';

/**
 * What the REST API answers instead of doing its work. `accept-then-…` first does the work and then fails, the case
 * in which the caller cannot know whether its message was posted.
 */
export type Reply =
  | { readonly status: number; readonly code?: number; readonly message?: string }
  | { readonly code: number; readonly message?: string }
  /** A 429, in seconds. `shared`: others used the limit up, which is not counted against the app. */
  | { readonly retryAfter: number; readonly scope?: 'user' | 'global' | 'shared' }
  | 'hang'
  | 'reset'
  | 'accept-then-500'
  | 'accept-then-hang'
  | 'accept-then-reset';

/** One request as a test sees it. */
export interface Call {
  readonly route: RouteName | 'unknown';
  readonly method: string;
  /** Without /api/v10 and the query. */
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly fileNames: readonly string[];
  readonly token: string | undefined;
  /** By the server's clock. */
  readonly at: number;
  /** What was answered; status 0 while, or because, nothing was. */
  status: number;
  answer: unknown;
}

export interface Script {
  readonly route: RouteName | '*';
  readonly reply: Reply;
  readonly where: (call: Call) => boolean;
  remaining: number;
}

/** Failures a test has asked for, used up in the order they were asked for. */
export class Scripts {
  readonly #scripts: Script[] = [];

  add(route: RouteName | '*', reply: Reply, times: number, where: (call: Call) => boolean): Script {
    const script: Script = { route, reply, where, remaining: times };
    this.#scripts.push(script);
    return script;
  }

  take(call: Call): Reply | undefined {
    const script = this.#scripts.find(
      ({ remaining, route, where }) => remaining > 0 && (route === call.route || route === '*') && where(call),
    );
    if (!script) return undefined;
    script.remaining -= 1;
    return script.reply;
  }

  clear(): void {
    this.#scripts.length = 0;
  }
}
