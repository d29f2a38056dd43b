import { CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { SetupError } from '../core/errors';

/** A row of a file, and the line it begins on, counted from 1. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** How a cell begins that a spreadsheet would run; the last four are the wide forms of = + - @. */
const STARTS = '[=+\\-@\\t\\r\\uFF1D\\uFF0B\\uFF0D\\uFF20]';
const QUOTED_FORMULA = new RegExp(`^'+${STARTS}`, 'u');
/** A negative amount is no formula, and with a quote before it no number either. */
const NEGATIVE = /^-\d+(\.\d+)?$/;

/**
 * Rows of texts as CSV. A cell that a spreadsheet would run gets a quote before it, and one that begins with such a quote
 * another one, so that `fromCsv` finds the same texts again. A row of one empty cell is an empty line, which it leaves out.
 */
export const toCsv = (rows: readonly (readonly string[])[]): string =>
  stringify(
    rows.map((row) => [...row]),
    {
      cast: {
        string: (text) => ({
          value: QUOTED_FORMULA.test(text) ? `'${text}` : text,
          escape_formulas: !NEGATIVE.test(text),
        }),
      },
    },
  );

/**
 * The rows of a CSV, its header too, without empty lines. How many cells a row has is for the caller to mind.
 * @throws SetupError naming the line where it stops being CSV
 */
export function fromCsv(text: string, file: string): readonly CsvRow[] {
  const lineAt = lineCounter(Buffer.from(text));
  const rows: CsvRow[] = [];
  let end = 0;
  try {
    parse(text, {
      bom: true,
      skip_empty_lines: true,
      relax_column_count: true,
      // Found out by itself it would be that of the first line, and a file put together from two would be read as one row.
      record_delimiter: ['\r\n', '\n', '\r'],
      on_record: (cells: readonly string[], { bytes }) => {
        rows.push({ line: lineAt(end), cells: cells.map(unquoted) });
        end = bytes;
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new SetupError(`${file}:${lineAt(end)} ${cureOf(error.code)}`, { cause: error });
  }
  return rows;
}

const unquoted = (cell: string): string => (QUOTED_FORMULA.test(cell) ? cell.slice(1) : cell);

const cureOf = (code: string): string =>
  code === 'CSV_QUOTE_NOT_CLOSED'
    ? 'a quote is opened here and never closed; close it, or write a quote within a text twice.'
    : 'there is a quote in the middle of a cell; put the whole cell in quotes, and write a quote within it twice.';

const [LF, CR] = [10, 13];
/** The line of the first thing that is not a line break at or after an offset. To be asked in order: it only goes on. */
function lineCounter(bytes: Uint8Array): (offset: number) => number {
  let [at, line] = [0, 1];
  return (offset) => {
    while (at < bytes.length && (at < offset || bytes[at] === LF || bytes[at] === CR)) {
      if (bytes[at] === LF || (bytes[at] === CR && bytes[at + 1] !== LF)) line += 1;
      at += 1;
    }
    return line;
  };
}
