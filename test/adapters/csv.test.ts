import * as fc from 'fast-check';
import { fromCsv, toCsv } from '../../src/adapters/csv';

const cellsOf = (text: string) => fromCsv(text, 'a.csv').map(({ cells }) => cells);

describe('CSV', () => {
  it('reads back as the texts it was written from, whatever is in them', () => {
    const awkward = fc.constantFrom(
      '=1+1',
      "'=1",
      "''=1",
      "'",
      '+49 30',
      '-1',
      '-x',
      '@a',
      '\t',
      '\r',
      '＝1',
      '"',
      ',',
      '',
    );
    const cell = fc.oneof(fc.string({ unit: 'binary' }), awkward, fc.string());
    const rows = fc
      .array(fc.array(cell, { minLength: 2, maxLength: 5 }), { maxLength: 6 })
      // A mark at the very beginning says which encoding the file is in.
      .filter(([first]) => !first?.[0]?.startsWith('\uFEFF'));
    fc.assert(fc.property(rows, (written) => expect(cellsOf(toCsv(written))).toEqual(written)));
  });

  it('gives a spreadsheet no formula to run, and leaves negative amounts numbers', () => {
    const cells = ['=cmd()', '+1', '-1+1', '@x', '\tx', '＝1', '-5000.00', 'x=1'];
    expect(toCsv([cells]).trimEnd()).toBe("'=cmd(),'+1,'-1+1,'@x,'\tx,'＝1,-5000.00,x=1");
  });

  it('says on which line each row begins, past empty lines, breaks within cells and any kind of line end', () => {
    const text = '\uFEFFname,note\r\n\r\n"a\r\nb",1\nc\n\n"q""r",5,6\r"z"\n';
    expect(fromCsv(text, 'a.csv')).toEqual([
      { line: 1, cells: ['name', 'note'] },
      { line: 3, cells: ['a\r\nb', '1'] },
      { line: 5, cells: ['c'] },
      { line: 7, cells: ['q"r', '5', '6'] },
      { line: 8, cells: ['z'] },
    ]);
    expect([cellsOf(''), cellsOf('\n\n')]).toEqual([[], []]);
  });

  it('names the line of the row where it stops being CSV', () => {
    expect(() => fromCsv('a,b\n\n"x,1\n2,3\n', 'a.csv')).toThrow('a.csv:3 a quote is opened here and never closed');
    expect(() => fromCsv('ä,b\nx"y,1\n', 'a.csv')).toThrow('a.csv:2 there is a quote in the middle of a cell');
    expect(() => fromCsv('a,b\n"x"y,1\n', 'a.csv')).toThrow('a.csv:2 there is a quote in the middle of a cell');
  });
});
