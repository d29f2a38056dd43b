const microsPerSecond = 1_000_000;

/** Slack's ids are opaque to an app, but this is the side that makes them, so it may take them apart. */
export const microsOf = (ts: string): number => {
  const [seconds = '0', fraction = ''] = ts.split('.');
  return Number(seconds) * microsPerSecond + Number(fraction.slice(0, 6).padEnd(6, '0'));
};

const stampOf = (micros: number): string =>
  `${Math.floor(micros / microsPerSecond)}.${String(micros % microsPerSecond).padStart(6, '0')}`;

/** Message ids from the test's clock: unique per channel and strictly increasing even while the clock stands still. */
export class Stamps {
  readonly #last = new Map<string, number>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  next(channel: string): string {
    const micros = Math.max(Math.floor(this.#now() * 1000), (this.#last.get(channel) ?? 0) + 1);
    this.#last.set(channel, micros);
    return stampOf(micros);
  }

  /** A channel that gets another id is the same channel, with the messages it has. */
  move(from: string, to: string): void {
    this.#last.set(to, this.#last.get(from) ?? 0);
  }
}

/** Ids with Slack's look: a letter for the kind, then capitals and digits, never the same twice. */
export class Serials {
  #count = 0;

  next(prefix: string): string {
    this.#count += 1;
    return `${prefix}${this.#count.toString(36).toUpperCase().padStart(9, '0')}`;
  }
}
