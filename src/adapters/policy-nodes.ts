import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  visit,
  type YAMLMap,
} from 'yaml';
import type { Path } from '../core/calendar/calendar-error';

export interface NodeFlaw {
  readonly offset: number;
  readonly message: string;
}

/** Also how often one alias may be reached through others, so that a short file cannot stand for a huge one. */
export const MAX_ALIASES = 1_000;
export const TOO_MANY_ALIASES = `there are more than ${MAX_ALIASES} aliases; write some of them out.`;

const startOf = (node: unknown): number | undefined => (isNode(node) ? node.range?.[0] : undefined);
const nameOf = ({ key }: Pair): string => (isScalar(key) ? String(key.value ?? '') : String(key));

/** Aliases that mean nothing, mean themselves, or are too many. */
export function aliasFlaws(document: Document): readonly NodeFlaw[] {
  const flaws: NodeFlaw[] = [];
  let count = 0;
  visit(document, {
    Alias(_, alias, ancestors) {
      count += 1;
      const offset = startOf(alias) ?? 0;
      if (count > MAX_ALIASES) {
        flaws.push({ offset, message: TOO_MANY_ALIASES });
        return visit.BREAK;
      }
      const target = alias.resolve(document);
      if (target === undefined) {
        const message = `there is no anchor &${alias.source} before this alias; add it, or write the value out.`;
        flaws.push({ offset, message });
      } else if (ancestors.includes(target)) {
        flaws.push({ offset, message: `the alias *${alias.source} contains itself; write the value out.` });
      }
      return undefined;
    },
  });
  return flaws;
}

/** Asked here because the parser compares every key with every other, which takes minutes on a long file. */
export function keysWrittenTwice(document: Document): readonly NodeFlaw[] {
  const flaws: NodeFlaw[] = [];
  visit(document, {
    Map(_, { items }: YAMLMap) {
      const names = new Set<string>();
      for (const pair of items) {
        const name = nameOf(pair);
        if (names.has(name)) {
          const message = `the key "${name}" is written twice; keep one of the two.`;
          flaws.push({ offset: startOf(pair.key) ?? 0, message });
        }
        names.add(name);
      }
    },
  });
  return flaws;
}

/** Where the value, or the key, at a path starts; the block it would belong in, if it is not there. */
export function offsetOf(document: Document, path: Path, part: 'key' | 'value'): number {
  const target = (node: unknown): unknown => (isAlias(node) ? node.resolve(document) : node);
  let value: unknown = document.contents;
  let key: unknown;
  for (const step of path) {
    const holder = target(value);
    const pair = isMap(holder) ? pairNamed(holder.items, String(step)) : undefined;
    const item = isSeq(holder) && typeof step === 'number' ? holder.items[step] : undefined;
    if (pair === undefined && item === undefined) return offsetOfEntry(key, value);
    key = pair?.key;
    value = pair === undefined ? item : pair.value;
  }
  return (part === 'key' ? startOf(key) : undefined) ?? offsetOfEntry(key, value);
}

/** Of a key written twice the last counts, as it does for the value. */
const pairNamed = (pairs: readonly Pair[], name: string): Pair | undefined =>
  pairs.findLast((pair) => nameOf(pair) === name);

/** People look for a block, or for what is not there, at its key. */
function offsetOfEntry(key: unknown, value: unknown): number {
  const empty = !isNode(value) || (isScalar(value) && value.value === null);
  const block = isCollection(value) && (value as Node & { flow?: boolean }).flow !== true;
  return (empty || block ? startOf(key) : undefined) ?? startOf(value) ?? 0;
}
