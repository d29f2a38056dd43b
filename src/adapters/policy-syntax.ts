import type { YAMLError } from 'yaml';

const WORD_AT = /[^\s,{}[\]]+/y;

const UNCLOSED = 'a bracket opened before this is not closed; close it with ] or }.';

const restOfLine = (text: string, offset: number): string => /[^\r\n]*/.exec(text.slice(offset))?.[0] ?? '';

function wordAt(text: string, offset: number): string {
  WORD_AT.lastIndex = offset;
  return (WORD_AT.exec(text)?.[0] ?? '').slice(0, 40);
}

/** After one of these the parser is out of step with the text. */
const derails = ({ code, message }: YAMLError): boolean =>
  code === 'TAB_AS_INDENT' ||
  code === 'BAD_INDENT' ||
  code === 'UNEXPECTED_TOKEN' ||
  (code === 'MISSING_CHAR' && !/Implicit map keys/.test(message));

/** What does not depend on the lines before it. */
const STANDS_ALONE: ReadonlySet<string> = new Set(['TAB_AS_INDENT', 'BAD_SCALAR_START', 'BAD_DQ_ESCAPE']);

/** One slip makes the parser stumble over line after line: of what may follow from another error only the first. */
export function worthTelling(errors: readonly YAMLError[]): readonly YAMLError[] {
  const sorted = [...errors].sort((a, b) => a.pos[0] - b.pos[0]);
  let derailed = false;
  return sorted.filter((error, i) => {
    const follows = error.pos[0] === sorted[i - 1]?.pos[0];
    const told = !follows && (!derailed || STANDS_ALONE.has(error.code));
    derailed ||= derails(error);
    return told;
  });
}

/** What broke the YAML and what to do about it, in one sentence. The parser's own words are for programmers. */
export function syntaxCure({ code, message, pos }: YAMLError, text: string): string {
  const word = wordAt(text, pos[0]);
  switch (code) {
    case 'TAB_AS_INDENT':
      return 'this line is indented with a tab; use spaces.';
    case 'BAD_INDENT':
      return message.startsWith('Flow')
        ? UNCLOSED
        : 'this line does not line up with the lines around it; give keys of one block the same number of spaces.';
    case 'MISSING_CHAR':
      return missing(message);
    case 'BLOCK_AS_IMPLICIT_KEY':
      if (!/:(\s|$)/.test(restOfLine(text, pos[0]))) {
        return 'the line below this one is indented too far; give keys of one block the same number of spaces.';
      }
      return 'there is a second "key: value" on this line; put it on a line of its own, or put the text in quotes.';
    case 'MULTILINE_IMPLICIT_KEY':
      return `there is no colon after "${word}"; write it as key: value.`;
    case 'BAD_SCALAR_START':
      return `a text cannot start with ${word.slice(0, 1)} here; put it in quotes.`;
    case 'BAD_DQ_ESCAPE':
      return 'a backslash has a meaning in double quotes; write it twice, or use single quotes.';
    case 'MULTIPLE_DOCS':
      return 'a second document starts here; remove the line ---.';
    case 'NON_STRING_KEY':
      return 'a list or a block cannot be a key; write a name followed by a colon.';
    case 'TAG_RESOLVE_FAILED':
      return `the tag ${word} has no meaning here; remove it.`;
    case 'UNEXPECTED_TOKEN':
      return unexpected(message, word);
    default:
      return 'this is not YAML; compare the quotes, brackets and spaces of this line with steward.example.yaml.';
  }
}

function missing(message: string): string {
  if (/quote/.test(message)) return 'a text in quotes is not closed; add the closing quote.';
  if (/end with/.test(message)) return UNCLOSED;
  if (/Implicit map keys/.test(message)) return 'there is no colon after this key; write it as key: value.';
  if (/Missing , /.test(message)) return 'a comma is missing before this; separate entries in brackets with commas.';
  return 'a space, comma or closing bracket is missing here; compare with steward.example.yaml.';
}

function unexpected(message: string, word: string): string {
  if (/block-seq-ind on same line/.test(message)) {
    return 'a list entry cannot start on the line of its key; put "- " on the next line, or write the list as [a, b].';
  }
  return `"${word}" does not belong here; check the brackets, quotes and spaces before it.`;
}
