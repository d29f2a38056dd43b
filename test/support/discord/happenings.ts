/** What a test may wait for by name, instead of sleeping. */
export interface Happened {
  /** A session began with a READY. */
  readonly ready: { readonly sessionId: string };
  /** A session was picked up again. */
  readonly resumed: { readonly sessionId: string; readonly replayed: number };
  /** A connection ended; `code` is the client's or, when it just broke, 1006. */
  readonly disconnected: { readonly code: number };
  readonly heartbeat: { readonly seq: number | undefined };
  /** A handshake arrived and was turned away. */
  readonly refused: { readonly path: string };
}

type Waiting = { readonly [K in keyof Happened]: ((what: Happened[K]) => void)[] };

export class Happenings {
  readonly #waiting: Waiting = { ready: [], resumed: [], disconnected: [], heartbeat: [], refused: [] };

  /** Resolves with the next one that happens after this call. */
  next<K extends keyof Happened>(name: K): Promise<Happened[K]> {
    return new Promise((resolve) => {
      this.#waiting[name].push(resolve);
    });
  }

  tell<K extends keyof Happened>(name: K, what: Happened[K]): void {
    for (const resolve of this.#waiting[name].splice(0)) resolve(what);
  }
}
