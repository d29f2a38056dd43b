import { nearest, oneOf } from '../desk/nearest';
import { CellError } from './cell-error';

/** A row by the names of its columns. What has no column in the file is not in it; an empty cell is ''. */
export interface Cells {
  readonly line: number;
  readonly of: ReadonlyMap<string, string>;
}
/** Which columns a file has. */
export interface Layout {
  readonly columns: readonly string[];
  readonly required: readonly string[];
  /** Whether `field:NAME` is a column too, whatever the name. */
  readonly ownFields: 'any' | 'none';
}

export const FIELD = 'field:';
const LONGEST_FIELD_NAME = 80;
const LONGEST_TEXT = 3_000;

/** The columns in the order of the file, by the names we know them by. @throws CellError naming the first wrong one */
export function headerOf(row: readonly string[], layout: Layout): readonly string[] {
  const named = [...row];
  // Spreadsheets leave empty columns behind the last one that is used.
  while (named.length > 0 && named.at(-1)?.trim() === '') named.pop();
  const names = named.map((cell) => columnOf(cell.trim(), layout));
  const twice = names.find((name, at) => names.indexOf(name) < at);
  if (twice !== undefined) throw new CellError(twice, 'This column is there twice; keep one of the two.');
  const missing = layout.required.find((name) => !names.includes(name));
  if (missing === undefined) return names;
  throw new CellError(missing, `This column is missing; the first line needs ${allOf(layout.required)}.`);
}

function columnOf(cell: string, { columns, ownFields }: Layout): string {
  const known = columns.find((name) => name === cell.toLowerCase());
  if (known !== undefined) return known;
  if (ownFields === 'any' && cell.toLowerCase().startsWith(FIELD)) return ownField(cell.slice(FIELD.length).trim());
  const own = ownFields === 'any' ? `, and ${FIELD}NAME for fields of your own` : '';
  if (/[;\t]/.test(cell)) {
    throw new CellError(undefined, 'The columns are not separated by commas; save the file as CSV with commas.');
  }
  const meant = nearest(cell, columns);
  const cure = meant === undefined ? `The columns are ${allOf(columns)}${own}.` : `Did you mean "${meant}"?`;
  throw new CellError(cell, `There is no such column. ${cure}`);
}

function ownField(name: string): string {
  // An object keeps nothing under that name.
  if (name !== '' && name.length <= LONGEST_FIELD_NAME && name !== '__proto__') return `${FIELD}${name}`;
  throw new CellError(`${FIELD}${name}`, `A field of your own has a name of 1 to ${LONGEST_FIELD_NAME} characters.`);
}

/** @throws CellError when the row has not as many cells as the first line: an empty one means something */
export function cellsOf(header: readonly string[], { line, cells }: { line: number; cells: readonly string[] }): Cells {
  const rest = cells.slice(header.length);
  if (cells.length >= header.length && rest.every((cell) => cell.trim() === '')) {
    return { line, of: new Map(header.map((name, at) => [name, cells[at] ?? ''])) };
  }
  throw new CellError(
    undefined,
    `This row has ${cells.length} cells and the first line ${header.length}. Put a text that has a comma in quotes.`,
  );
}

/** What stands there without the spaces around it; undefined where nothing does. */
export const wordIn = (cells: Cells, column: string): string | undefined => cells.of.get(column)?.trim() || undefined;

/** @throws CellError */
export function neededIn(cells: Cells, column: string, cure: string): string {
  const word = wordIn(cells, column);
  if (word !== undefined) return word;
  throw new CellError(column, `This cell is empty. ${cure}`);
}

/** Somebody's own words, kept to the letter so that they come back as they were. @throws CellError */
export function textIn(cells: Cells, column: string): string | undefined {
  const text = cells.of.get(column);
  if (text === undefined || text.trim() === '') return undefined;
  if (text.length <= LONGEST_TEXT) return text;
  throw new CellError(column, `This text is ${text.length} characters long; write at most ${LONGEST_TEXT}.`);
}

/** A value that an empty cell takes away (null), and that a file without the column leaves alone (undefined). */
export const given = <T>(cells: Cells, column: string, value: T | undefined): T | null | undefined =>
  cells.of.has(column) ? (value ?? null) : undefined;

/** @throws CellError with the name that was probably meant */
export function unknownName(column: string, what: string, word: string, known: readonly string[]): CellError {
  const meant = nearest(word, known);
  const few = known.length > 0 && known.length <= 10 ? ` There is ${oneOf(known)}.` : '';
  return new CellError(
    column,
    `There is no ${what} "${word}".${meant === undefined ? few : ` Did you mean "${meant}"?`}`,
  );
}

const allOf = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
