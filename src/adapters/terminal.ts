import { createInterface } from 'node:readline/promises';

export interface Terminal {
  /** What somebody types; undefined where nobody can. */
  ask(question: string): Promise<string | undefined>;
  /** A line that stays. */
  say(line: string): void;
  /** A line that takes the place of the one before; left out where that cannot be. */
  progress(line: string): void;
}

const CLEAR_LINE = '\r\u001b[K';

/** Whoever sits before the command line, if anybody does. */
export const atTerminal = (): Terminal => ({
  async ask(question) {
    if (!process.stdin.isTTY || !process.stdout.isTTY) return undefined;
    const lines = createInterface({ input: process.stdin, output: process.stdout });
    try {
      return (await lines.question(question)).trim().toLowerCase();
    } finally {
      lines.close();
    }
  },
  say(line) {
    if (process.stderr.isTTY) process.stderr.write(CLEAR_LINE);
    process.stdout.write(`${line}\n`);
  },
  progress(line) {
    if (process.stderr.isTTY) process.stderr.write(`${CLEAR_LINE}${line}`);
  },
});
