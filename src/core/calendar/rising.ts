/** Rising whole numbers, in which a place is found in a step or two: a grid of even steps says between which to look. */
export interface Rising {
  readonly values: Float64Array;
  readonly start: number;
  readonly step: number;
  /** How many values are at or before each line of the grid. */
  readonly until: Uint32Array;
}

/** `start` is before all of them. */
export function rising(values: Float64Array, start: number): Rising {
  const end = values.at(-1) ?? start;
  // As many steps as values, each of whole milliseconds, so that no rounding puts a number on the wrong side of a line.
  const step = Math.max(1, Math.ceil((end - start) / Math.max(1, values.length)));
  const until = new Uint32Array(values.length + 1);
  let count = 0;
  for (let line = 0; line < until.length; line++) {
    while (count < values.length && valueAt(values, count) <= start + line * step) count += 1;
    until[line] = count;
  }
  return { values, start, step, until };
}

/** How many values are at or before `at`. */
export function countUntil({ values, start, step, until }: Rising, at: number): number {
  if (at < start) return 0;
  const line = Math.floor((at - start) / step);
  let low = until[line] ?? values.length;
  let high = until[line + 1] ?? values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (valueAt(values, middle) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** NaN past the end, which no sum survives unnoticed. */
export const valueAt = (values: Float64Array, index: number): number => values[index] ?? Number.NaN;
