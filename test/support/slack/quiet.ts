/** How many turns of the event loop everything has to stay idle: an app in this process may be between two steps. */
const idleTurns = 3;

/** Counts what is under way and lets a test wait, without any timer, until nothing is. */
export class Quiet {
  #underWay = 0;
  #waiting: (() => void)[] = [];

  async during<T>(act: () => Promise<T>): Promise<T> {
    this.#underWay += 1;
    try {
      return await act();
    } finally {
      this.#underWay -= 1;
      if (this.#underWay === 0) this.#wake();
    }
  }

  async reached(): Promise<void> {
    for (let calm = 0; calm < idleTurns; ) {
      if (this.#underWay > 0) await new Promise<void>((wake) => this.#waiting.push(wake));
      await new Promise((next) => setImmediate(next));
      calm = this.#underWay > 0 ? 0 : calm + 1;
    }
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }
}
