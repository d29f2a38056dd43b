import { readFileSync } from 'node:fs';
import { BASE } from './policy-base';

export interface Slip {
  readonly name: string;
  readonly text: string;
  /** `line:column path: sentence`, in the order of the file. */
  readonly says: readonly string[];
}

const SLIPS = 'test/fixtures/policy-slips.txt';

function slipOf(block: string): Slip {
  const [name = '', ...lines] = block.trimEnd().split('\n');
  const marked = (mark: string): readonly string[] =>
    lines.filter((line) => line.startsWith(mark)).map((line) => line.slice(2));
  const taken = marked('-').join('\n');
  if (!BASE.includes(taken)) throw new Error(`${SLIPS}: what "${name}" takes out is not in the base file`);
  return { name, text: BASE.replace(taken, () => marked('+').join('\n')), says: marked('=') };
}

/** The base file, each time with one thing wrong. */
export const slips = (): readonly Slip[] => readFileSync(SLIPS, 'utf8').split(/^## /m).slice(1).map(slipOf);
