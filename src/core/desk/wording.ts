import { z } from 'zod';
import type { Path } from '../calendar/calendar-error';
import { type Flaw, sayPath } from './flaw';
import { cureFor, nearest, oneOf } from './nearest';
import { coreOf, isOptional, keyNote, keysOf, noteOf, typeAt } from './schema-walk';
import { follow, type Spot } from './spot';

const MAX_SHOWN = 40;

function show(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object' && value !== null) return 'a block of keys';
  if (typeof value !== 'string') return String(value);
  if (value.trim() === '') return 'an empty text';
  return `"${value.length > MAX_SHOWN ? `${value.slice(0, MAX_SHOWN)}…` : value}"`;
}

const bare = (is: string): string => is.replace(/^an? /, '');

/** Only steps a file can have: zod's paths may hold symbols in other schemas. */
const stepsOf = (path: readonly PropertyKey[]): Path =>
  path.map((step) => (typeof step === 'number' ? step : String(step)));

/** What zod found, in our words: it knows where and that, the notes on the schema know what and how. */
export function flawsOf(root: z.ZodType, issues: readonly z.core.$ZodIssue[], input: unknown): readonly Flaw[] {
  const file: Spot = { path: [], value: input };
  const flaws = issues.flatMap((issue): readonly Found[] => {
    const path = stepsOf(issue.path);
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(root, path, key));
    if (issue.code === 'invalid_key') return [badName(root, path)];
    return [wrongValue(root, path, follow(file, path).value, issue)];
  });
  // `polices` is told once: as the key that should be `policies`, not also as `policies` missing.
  const meant = new Set(flaws.flatMap(({ meant }) => meant ?? []));
  return flaws.filter(({ path, missing }) => !(missing && meant.has(sayPath(path))));
}

interface Found extends Flaw {
  readonly missing?: true;
  /** The key that was probably meant. */
  readonly meant?: string;
}

function unknownKey(root: z.ZodType, block: Path, key: string): Found {
  const type = typeAt(root, block) ?? root;
  const known = keysOf(type) ?? [];
  const path = [...block, key];
  const [before = '', after] = key.split(/:(.*)/s);
  if (after !== undefined && known.includes(before)) {
    const message = `there is no space after the colon; write it as ${before}: ${after}.`;
    return { path, message, onKey: true, meant: sayPath([...block, before]) };
  }
  const noun = keyNote(type);
  const what = noun === undefined ? `there is no key ${show(key)} here` : `there is no ${bare(noun.is)} ${show(key)}`;
  const meant = nearest(key, known);
  if (meant !== undefined) {
    return { path, message: `${what}; did you mean "${meant}"?`, onKey: true, meant: sayPath([...block, meant]) };
  }
  return { path, message: `${what}; ${noun === undefined ? 'remove it, or ' : ''}write ${oneOf(known)}.`, onKey: true };
}

function badName(root: z.ZodType, path: Path): Flaw {
  const note = keyNote(typeAt(root, path.slice(0, -1)) ?? root);
  const name = String(path.at(-1) ?? '');
  return {
    path,
    message: `${show(name)} cannot be ${note?.is ?? 'a name'}; start with a letter or digit, use at most 40 letters, digits, spaces or . _ + -, such as ${note?.example ?? 'core'}.`,
    onKey: true,
  };
}

function wrongValue(root: z.ZodType, path: Path, value: unknown, issue: z.core.$ZodIssue): Found {
  const key = path.at(-1);
  const type = typeAt(root, path) ?? root;
  const { is, example, slip } = noteOf(type) ?? { is: 'what belongs here', example: 'steward.example.yaml' };
  if (value === undefined) {
    const message = `the key "${String(key)}" is missing; add it, such as ${String(key)}: ${example}.`;
    return { path, message, missing: true };
  }
  if (value === null) return { path, message: noValue(key, example, isOptional(type)) };
  const slipped = slip?.(value);
  if (slipped !== undefined) return { path, message: slipped };
  if (issue.code === 'custom' && typeof value === 'string') return { path, message: issue.message };
  if (issue.code === 'invalid_value') return { path, message: wrongChoice(value, bare(is), issue.values.map(String)) };
  if (issue.code === 'too_big' && typeof value === 'string') {
    return { path, message: `this is longer than ${issue.maximum} letters; shorten it.` };
  }
  if (Array.isArray(value) && value.length === 0 && coreOf(type) instanceof z.ZodArray) {
    return { path, message: `this list is empty; write at least one entry, such as ${example}.` };
  }
  return { path, message: `${show(value)} is not ${is}; write it like ${example}.` };
}

function noValue(key: Path[number] | undefined, example: string, optional: boolean): string {
  if (typeof key !== 'string') return `this entry has no value; write one, such as ${example}, or remove it.`;
  return `"${key}" has no value; write one, such as ${key}: ${example}${optional ? ', or remove the key' : ''}.`;
}

function wrongChoice(value: unknown, noun: string, choices: readonly string[]): string {
  return `there is no ${noun} ${show(value)}; ${cureFor(String(value), choices, `write ${oneOf(choices)}.`)}`;
}
