import fc from 'fast-check';
import { readPolicyFile } from '../../src/adapters/policy-file';
import { BASE } from '../support/policy-base';

describe('any text at all', () => {
  const pieces = fc.constantFrom(
    ...BASE.split(/(?<=[\s:,[\]{}"-])/),
    '\t',
    '&a ',
    '*a',
    '!t ',
    '? ',
    '|\n',
    '#',
    "'",
    '<<: ',
  );
  const slicesOfBase = fc
    .tuple(fc.nat(BASE.length), fc.nat(BASE.length), fc.nat(BASE.length))
    .map(([from, to, at]) => BASE.slice(0, at) + BASE.slice(Math.min(from, to), Math.max(from, to)) + BASE.slice(at));
  const words = fc.constantFrom(
    ...(BASE.match(/\w+/g) ?? []),
    '__proto__',
    'constructor',
    'slack:C0ACME',
    '09:00-17:00',
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof({ depthSize: 'small' }, words, fc.integer(), fc.constantFrom(null, true), tie('list'), tie('block')),
    list: fc.array(tie('tree'), { maxLength: 4 }),
    block: fc.dictionary(words, tie('tree'), { maxKeys: 6 }),
  }));
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join('')),
    slicesOfBase,
    tree.map((value) => JSON.stringify(value)),
  );

  it('is a desk or a list of problems, never an exception, each in our words and inside the text', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const read = readPolicyFile(text, ['slack', 'discord']);
        if ('desk' in read) return;
        expect(read.problems.length).toBeGreaterThan(0);
        const lines = text.split('\n');
        for (const { line, column, message } of read.problems) {
          expect(message).toMatch(/[.?]$/);
          expect(message).not.toMatch(/Invalid|expected|received|Unrecognized|Too (big|small)|undefined/);
          expect(line).toBeLessThanOrEqual(lines.length);
          expect(column).toBeLessThanOrEqual((lines[line - 1] ?? '').length + 1);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
