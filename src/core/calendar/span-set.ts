import { earlier, type Instant, later } from '../time';

/** From a moment up to, not including, a later one. */
export interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/** In order, without overlaps; spans that touch become one, empty ones vanish. */
export function union(spans: readonly Span[]): readonly Span[] {
  const joined: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    if (span.to <= span.from) continue;
    const last = joined.at(-1);
    if (!last || last.to < span.from) joined.push(span);
    else if (last.to < span.to) joined[joined.length - 1] = { from: last.from, to: span.to };
  }
  return joined;
}

/** What of `spans` lies outside all of `closed`; both as `union` gives them. */
export function subtract(spans: readonly Span[], closed: readonly Span[]): readonly Span[] {
  const left: Span[] = [];
  let first = 0;
  for (const { from, to } of spans) {
    let start = from;
    while (first < closed.length && (closed[first]?.to ?? 0) <= from) first += 1;
    for (let i = first; i < closed.length; i++) {
      const shut = closed[i];
      if (!shut || shut.from >= to) break;
      if (shut.from > start) left.push({ from: start, to: shut.from });
      start = shut.to;
    }
    if (start < to) left.push({ from: start, to });
  }
  return left;
}

/** What of `spans` lies inside `frame`. */
export function clip(spans: readonly Span[], frame: Span): readonly Span[] {
  return spans
    .filter(({ from, to }) => from < frame.to && to > frame.from)
    .map(({ from, to }) => ({
      from: later(from, frame.from),
      to: earlier(to, frame.to),
    }));
}
