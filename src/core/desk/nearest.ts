/** Longer words are not typing slips of a name; the bound keeps the table below small. */
const LONGEST_WORD = 60;

const plain = (word: string): string => word.toLowerCase().replace(/[\s_.-]/g, '');

/** How many letters must be added, dropped, changed or swapped with their neighbour. */
function slipsBetween(a: string, b: string): number {
  let beforeLast: readonly number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      const steps = [(last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1)];
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) steps.push((beforeLast[j - 2] ?? i + j) + 1);
      row.push(Math.min(...steps));
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

/** What was probably meant by `word`: a slip in every third letter at most, or one the beginning of the other. */
export function nearest(word: string, choices: readonly string[]): string | undefined {
  const wanted = plain(word);
  if (wanted === '' || wanted.length > LONGEST_WORD) return undefined;
  let best: { readonly choice: string; readonly slips: number } | undefined;
  for (const choice of choices) {
    const offered = plain(choice);
    const shorter = Math.min(wanted.length, offered.length);
    const begins = shorter >= 3 && wanted.slice(0, shorter) === offered.slice(0, shorter);
    const slips = offered.length > LONGEST_WORD ? Number.POSITIVE_INFINITY : slipsBetween(wanted, offered);
    if (!begins && slips > Math.max(1, Math.floor(wanted.length / 3))) continue;
    // A name of one or two letters is a slip away from every other one.
    if (shorter < 2 || (shorter === 2 && slips > 0 && wanted.length === offered.length)) continue;
    if (best === undefined || slips < best.slips) best = { choice, slips };
  }
  return best?.choice;
}

/** `a, b or c` */
export const oneOf = (choices: readonly string[]): string =>
  choices.length < 2 ? choices.join('') : `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`;

/** How a sentence that says "there is no …" goes on. */
export function cureFor(word: string, choices: readonly string[], otherwise: string): string {
  const meant = nearest(word, choices);
  return meant === undefined ? otherwise : `did you mean "${meant}"?`;
}
