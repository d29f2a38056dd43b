const discordEpoch = 1_420_070_400_000n;
const timeShift = 22n;

/** Ids from the test's clock, strictly increasing even while the clock stands still or runs backwards. */
export class Snowflakes {
  #last = 0n;
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  next(): string {
    const atNow = (BigInt(Math.floor(this.#now())) - discordEpoch) << timeShift;
    this.#last = atNow > this.#last ? atNow : this.#last + 1n;
    return String(this.#last);
  }
}

export const isSnowflake = (text: string): boolean => /^\d{17,20}$/.test(text);

/** For sorting; ids are opaque to an app, but this is the side that makes them. */
export const byId = (one: { readonly id: string }, other: { readonly id: string }): number => {
  const difference = BigInt(one.id) - BigInt(other.id);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};
