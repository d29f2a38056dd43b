/**
 * What the Web API answers instead of doing its work. `accept-then-…` first does the work and then fails, the case in
 * which the caller cannot know whether its message was posted.
 */
export type Reply =
  | { readonly status: number; readonly retryAfter?: number }
  | { readonly error: string }
  | 'hang'
  | 'accept-then-500'
  | 'accept-then-hang'
  | 'accept-then-reset';

export interface Script {
  readonly method: string;
  readonly reply: Reply;
  /** Only calls that name this channel. */
  readonly channel: string | undefined;
  remaining: number;
}

/** Failures a test has asked for, used up in the order they were asked for. */
export class Scripts {
  readonly #scripts: Script[] = [];

  add(method: string, reply: Reply, times: number, channel: string | undefined): Script {
    const script: Script = { method, reply, channel, remaining: times };
    this.#scripts.push(script);
    return script;
  }

  take(method: string, channel: string | undefined): Reply | undefined {
    const script = this.#scripts.find(
      (candidate) =>
        candidate.remaining > 0 &&
        (candidate.method === method || candidate.method === '*') &&
        (candidate.channel === undefined || candidate.channel === channel),
    );
    if (!script) return undefined;
    script.remaining -= 1;
    return script.reply;
  }

  clear(): void {
    this.#scripts.length = 0;
  }
}
