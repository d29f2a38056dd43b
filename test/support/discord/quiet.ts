/** How many rounds everything has to stay idle: an app in this process may be between two steps. */
const calmRounds = 2;
/** Turns of the event loop in one round; a packet the SDK has queued is handed on one turn later. */
const turnsPerRound = 4;

/** Counts what is under way and lets a test wait, without any timer, until nothing is. */
export class Quiet {
  #underWay = 0;
  #begun = 0;
  #waiting: (() => void)[] = [];

  async during<T>(act: () => Promise<T>): Promise<T> {
    this.#underWay += 1;
    this.#begun += 1;
    try {
      return await act();
    } finally {
      this.#underWay -= 1;
      if (this.#underWay === 0) this.#wake();
    }
  }

  /** `drained` resolves when what was written has been read on the other side. */
  async reached(drained: () => Promise<void>): Promise<void> {
    for (let calm = 0; calm < calmRounds; ) {
      if (this.#underWay > 0) await new Promise<void>((wake) => this.#waiting.push(wake));
      const begun = this.#begun;
      await drained();
      for (let turn = 0; turn < turnsPerRound; turn += 1) await new Promise((next) => setImmediate(next));
      calm = this.#underWay > 0 || this.#begun !== begun ? 0 : calm + 1;
    }
  }

  #wake(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }
}
