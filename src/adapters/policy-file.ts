import { readFileSync } from 'node:fs';
import type { Desk } from '../core/desk/desk';
import { sayPath } from '../core/desk/flaw';
import { readDesk } from '../core/desk/read-desk';
import { messageOf, SetupError } from '../core/errors';
import { parsePolicyText } from './policy-yaml';

/** Something in the policy file that cannot stay. Line and column count from 1, as editors do. */
export interface Problem {
  readonly line: number;
  readonly column: number;
  /** `channels[0].policy`; empty for the file as a whole. */
  readonly path: string;
  /** One sentence: what is wrong, and what to do. */
  readonly message: string;
}
export type PolicyFile = { readonly desk: Desk } | { readonly problems: readonly Problem[] };

const EMPTY = 'this file is empty; copy steward.example.yaml over it and change it to fit.';
const NO_BLOCK =
  'a policy file starts with keys; write calendars:, policies:, teams: and channels:, each on a line of its own.';

/** Nobody reads on; and finding each one's place in a long file takes time. */
const MOST_PROBLEMS = 500;

/** Never throws, whatever the text. `platforms` are those a place or a member may be on. */
export function readPolicyFile(text: string, platforms: readonly string[]): PolicyFile {
  const { content, flaws, locate } = parsePolicyText(text);
  const syntax = flaws.map((flaw): Problem => ({ path: '', ...flaw }));
  if (content === undefined) return { problems: inOrder(syntax) };
  const { value } = content;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const message = value === null || value === undefined ? EMPTY : NO_BLOCK;
    return { problems: inOrder([...syntax, { line: 1, column: 1, path: '', message }]) };
  }
  const read = readDesk(value, platforms);
  if ('desk' in read) return syntax.length === 0 ? read : { problems: inOrder(syntax) };
  const found = read.flaws.slice(0, MOST_PROBLEMS).map(({ path, message, onKey }): Problem => {
    return { ...locate(path, onKey ? 'key' : 'value'), path: sayPath(path), message };
  });
  return { problems: inOrder([...syntax, ...found]) };
}

/** As they stand in the file, and about one thing only the first: the rest mostly follows from it. */
function inOrder(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>();
  const first = problems.filter(({ line, column, path, message }) => {
    const about = path === '' ? `${line}:${column}:${message}` : path;
    return !seen.has(about) && seen.add(about);
  });
  return first.sort((a, b) => a.line - b.line || a.column - b.column).slice(0, MOST_PROBLEMS);
}

/** `steward.yaml:12:7 channels[0].policy: there is no policy "premum"; did you mean "premium"?` */
export const sayProblem = (file: string, { line, column, path, message }: Problem): string =>
  `${file}:${line}:${column} ${path === '' ? '' : `${path}: `}${message}`;

const MOST_SAID = 50;

/** @throws SetupError saying all that is wrong with the file, or why it cannot be read */
export const loadPolicyFile = (path: string, platforms: readonly string[]): Desk =>
  deskIn(policyTextOf(path), path, platforms);

/** The desk a text describes; `path` is what it is called. @throws SetupError saying all that is wrong with it */
export function deskIn(text: string, path: string, platforms: readonly string[]): Desk {
  const read = readPolicyFile(text, platforms);
  if ('desk' in read) return read.desk;
  const { problems } = read;
  const said = problems.slice(0, MOST_SAID).map((problem) => sayProblem(path, problem));
  const rest = problems.length - said.length;
  throw new SetupError([...said, ...(rest > 0 ? [`and ${rest} more.`] : [])].join('\n'));
}

/** @throws SetupError saying why it cannot be read */
export function policyTextOf(path: string): string {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new SetupError(unreadable(path, error), { cause: error });
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new SetupError(`${path} is not UTF-8 text; save it as UTF-8.`, { cause: error });
  }
}

function unreadable(path: string, error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') {
    return `There is no policy file ${path}; copy steward.example.yaml there and change it to fit, or name another file in STEWARD_CONFIG.`;
  }
  if (code === 'EISDIR') return `${path} is a folder; name the policy file itself in STEWARD_CONFIG.`;
  if (code === 'EACCES')
    return `${path} may not be read by this user; allow it, or name another file in STEWARD_CONFIG.`;
  return `${path} cannot be read (${messageOf(error)}); name another file in STEWARD_CONFIG.`;
}
