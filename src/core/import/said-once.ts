import { CellError } from './cell-error';

/** What a row speaks about: a name, and the column it stands in. */
export interface About {
  readonly column: string;
  readonly name: string;
  /** The same for the same thing, however it is written. */
  readonly key: string;
}

/**
 * Lets each thing be told once. Of two rows that tell it differently the second would undo the first, and with every
 * further run of the same file both would change it again.
 */
export function saidOnce(): (about: readonly About[], content: string, line: number) => void {
  const said = new Map<string, { readonly line: number; readonly content: string }>();
  return (about, content, line) => {
    for (const { column, name, key } of about) {
      const before = said.get(key);
      if (before === undefined || before.content === content) continue;
      throw new CellError(
        column,
        `"${name}" stands on line ${before.line} already, with something else beside it. Keep one of the two.`,
      );
    }
    for (const { key } of about) if (!said.has(key)) said.set(key, { line, content });
  };
}

/** As accounts are found: by their name in whatever case. */
export const folded = (name: string): string => name.trim().toLowerCase();
