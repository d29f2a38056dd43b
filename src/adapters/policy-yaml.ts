import { type Document, Lexer, LineCounter, Parser, parseDocument } from 'yaml';
import type { Path } from '../core/calendar/calendar-error';
import { aliasFlaws, keysWrittenTwice, MAX_ALIASES, offsetOf, TOO_MANY_ALIASES } from './policy-nodes';
import { syntaxCure, worthTelling } from './policy-syntax';

export interface Position {
  readonly line: number;
  readonly column: number;
}
export interface SyntaxFlaw extends Position {
  readonly message: string;
}
export interface PolicyText {
  /** As JSON would hold it; undefined when the text cannot be relied on. */
  readonly content: { readonly value: unknown } | undefined;
  readonly flaws: readonly SyntaxFlaw[];
  /** Where the value, or the key, at a path is written; where it would belong if it is not. */
  locate(path: Path, part: 'key' | 'value'): Position;
}

const MAX_LENGTH = 512 * 1024;
/** A policy file is 7 deep. The parser recurses, and some thousand brackets would end the process, not only the parse. */
const MAX_DEPTH = 100;

const OPTIONS = { schema: 'core', version: '1.2', stringKeys: true, uniqueKeys: false, prettyErrors: false } as const;

export function parsePolicyText(source: string): PolicyText {
  const text = source.replace(/^\uFEFF/, '');
  const lines = new LineCounter();
  for (let at = 0; at >= 0; at = text.indexOf('\n', at) + 1 || -1) lines.addNewLine(at);
  const position = (offset: number): Position => {
    const { line, col } = lines.linePos(Math.min(offset, text.length));
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const refuse = (offset: number, message: string): PolicyText => ({
    content: undefined,
    flaws: [{ ...position(offset), message }],
    locate: () => position(offset),
  });
  if (text.length > MAX_LENGTH) return refuse(0, 'this file is larger than 512 KB; check that it is the policy file.');
  const deep = depthLimitAt(text);
  if (deep !== undefined)
    return refuse(deep, `this is nested more than ${MAX_DEPTH} deep; close the brackets before it.`);

  const document = parseDocument(text, OPTIONS);
  const { errors, warnings } = document;
  const aliases = aliasFlaws(document);
  // Where the parser lost its way, what it read after that says little.
  const twice = errors.length === 0 ? keysWrittenTwice(document) : [];
  const content = errors.length === 0 && aliases.length === 0 ? contentOf(document) : undefined;
  if (content === 'too many aliases') return refuse(0, TOO_MANY_ALIASES);
  return {
    content,
    flaws: [
      ...worthTelling([...errors, ...warnings]).map((error) => ({
        ...position(error.pos[0]),
        message: syntaxCure(error, text),
      })),
      ...[...aliases, ...twice].map(({ offset, message }) => ({ ...position(offset), message })),
    ],
    locate: (path, part) => position(offsetOf(document, path, part)),
  };
}

/** The parser itself works off a list, so it can be asked how deep it got. */
function depthLimitAt(text: string): number | undefined {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    for (const _ of parser.next(lexeme));
    if (parser.stack.length > MAX_DEPTH) return parser.offset - lexeme.length;
  }
  return undefined;
}

function contentOf(document: Document): { readonly value: unknown } | 'too many aliases' {
  try {
    return { value: document.toJS({ maxAliasCount: MAX_ALIASES }) };
  } catch (error) {
    // Aliases of aliases: the only thing left that toJS refuses.
    if (error instanceof ReferenceError) return 'too many aliases';
    throw error;
  }
}
