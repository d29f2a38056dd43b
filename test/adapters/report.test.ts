import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromCsv } from '../../src/adapters/csv';
import { economicsOfFile, economicsPrinted, reportFormat } from '../../src/adapters/report';
import { SetupError } from '../../src/core/errors';

const CLI = join(__dirname, '../../dist/adapters/cli.js');
const folder = mkdtempSync(join(tmpdir(), 'steward-report-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const written = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const refusalOf = (path: string): string => {
  try {
    economicsOfFile(path);
  } catch (error) {
    if (error instanceof SetupError) return error.message;
    throw error;
  }
  return 'none';
};
const steward = (...words: readonly string[]) =>
  new Promise<{ readonly code: unknown; readonly out: string; readonly complaint: string }>((resolve) =>
    execFile(process.execPath, [CLI, ...words], { env: {} }, (error, out, complaint) =>
      resolve({ code: error?.code ?? 0, out, complaint }),
    ),
  );

const JSON_MODEL = JSON.stringify(
  {
    currency: 'EUR',
    costs: { salaries: [{ count: 5, annual: 100000 }], tools: 10000, operation: 5000 },
    revenue: { subscription: 1000000, consulting: 200000, development: 300000 },
  },
  null,
  '\t',
);
const YAML_MODEL = `currency: EUR
costs:
  salaries:
    - { count: 5, annual: 1e5 }
  tools: "10000.00"
  operation: 5000
revenue: { subscription: 1e6, consulting: 200000.0, development: 300000 }
`;

describe('the worked example', () => {
  it.each([
    ['JSON', 'model.json', JSON_MODEL],
    ['YAML', 'model.yaml', YAML_MODEL],
    ['JSON with a mark of its encoding', 'marked.json', `\uFEFF${JSON_MODEL}`],
  ])('comes out of %s: cost 515,000, revenue 1,500,000, profit 985,000', (_, name, content) => {
    const result = economicsOfFile(written(name, content));
    expect(JSON.parse(economicsPrinted(result, 'json'))).toEqual({
      currency: 'EUR',
      cost: '515000.00',
      revenue: '1500000.00',
      profit: '985000.00',
      margin: '65.7',
      costs: { people: '500000.00', tools: '10000.00', operation: '5000.00' },
      revenues: { subscription: '1000000.00', consulting: '200000.00', development: '300000.00' },
    });
    expect(economicsPrinted(result, 'text').split('\n')).toEqual([
      'Cost              515,000.00 EUR',
      '  people          500,000.00 EUR',
      '  tools            10,000.00 EUR',
      '  operation         5,000.00 EUR',
      'Revenue         1,500,000.00 EUR',
      '  subscription  1,000,000.00 EUR',
      '  consulting      200,000.00 EUR',
      '  development     300,000.00 EUR',
      'Profit            985,000.00 EUR',
      'Margin                    65.7 %',
    ]);
    expect(economicsPrinted(result, 'csv').split('\n').slice(-4)).toEqual([
      'total,cost,amount,515000.00,EUR',
      'total,revenue,amount,1500000.00,EUR',
      'total,profit,amount,985000.00,EUR',
      'total,margin,percent,65.7,%',
    ]);
  });

  it('is what `steward report economics` prints', async () => {
    const path = written('model.json', JSON_MODEL);
    const [text, json, csv] = await Promise.all([
      steward('report', 'economics', '--from', path),
      steward('report', 'economics', '--from', path, '--json'),
      steward('report', 'economics', '--from', path, '--csv'),
    ]);
    const result = economicsOfFile(path);
    expect(text).toEqual({ code: 0, out: `${economicsPrinted(result, 'text')}\n`, complaint: '' });
    expect(json).toEqual({ code: 0, out: `${economicsPrinted(result, 'json')}\n`, complaint: '' });
    expect(csv).toEqual({ code: 0, out: `${economicsPrinted(result, 'csv')}\n`, complaint: '' });
  });
});

describe('`steward report economics`', () => {
  it('ends with 1 and says where the file is wrong, without a stack trace', async () => {
    const path = written('wrong.yaml', 'currency: EUR\nrevenue: 5\ncosts: { salaries: [{ count: -5, annual: 1 }] }\n');
    expect(await steward('report', 'economics', '--from', path, '--json')).toEqual({
      code: 1,
      out: '',
      complaint: [
        `${path}:2:10 revenue: 5 is not a block of revenue by stream; write it like { subscription: 1000000, consulting: 200000 }.`,
        `${path}:3:30 costs.salaries[0].count: -5 is below 0; write a number of people of 0 or more.`,
        '',
      ].join('\n'),
    });
    expect(await steward('report', 'economics')).toMatchObject({
      code: 1,
      complaint: 'Say where the figures are: --from FILE, or --period 2026-Q4 for what is in the database.\n',
    });
  });

  it('has one format at a time', () => {
    expect([{}, { json: true }, { csv: true }].map((as) => reportFormat(as as { json?: true; csv?: true }))).toEqual([
      'text',
      'json',
      'csv',
    ]);
    expect(() => reportFormat({ json: true, csv: true })).toThrow('Give either --json or --csv, not both.');
  });
});

describe('a file that cannot be read as figures', () => {
  it('is refused with what to do', () => {
    expect(refusalOf(join(folder, 'nowhere'))).toContain('There is no such file: give the path of a file with costs');
    expect(refusalOf(folder)).toContain('cannot be read');
    expect(refusalOf(written('latin.yaml', Uint8Array.of(0x63, 0xe4)))).toContain(
      'is not UTF-8 text; save it as UTF-8.',
    );
    expect(refusalOf(written('empty.yaml', ''))).toMatch(/:1:1 figures start with keys; write currency: EUR/);
    expect(refusalOf(written('open.json', '{"currency": "EUR",'))).toMatch(/:1:\d+ a bracket opened before this/);
    expect(refusalOf(written('twice.json', '{"currency":"EUR","costs":{"tools":1,"tools":2}}'))).toMatch(
      /the key "tools" is written twice; keep one of the two\./,
    );
  });

  it('is refused when its sum is larger than can be counted', () => {
    const path = written('large.json', '{"currency":"EUR","revenue":{"a":"90000000000000","b":"90000000000000"}}');
    expect(refusalOf(path)).toBe(`${path}: That amount is larger than can be counted exactly; write a smaller one.`);
  });

  it('has its first fifty problems told and the rest counted', () => {
    const wrong = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`s${i}`, -1]));
    const said = refusalOf(written('many.json', JSON.stringify({ currency: 'EUR', revenue: wrong }))).split('\n');
    expect([said.length, said.at(-1)]).toEqual([51, 'and 10 more.']);
  });
});

it('a stream’s name is no formula in a spreadsheet, and a loss stays a number', () => {
  const path = written('formula.json', '{"currency":"EUR","costs":{"tools":9},"revenue":{"=1+1":1}}');
  const csv = economicsPrinted(economicsOfFile(path), 'csv');
  expect(csv).toContain("revenue,'=1+1,amount,1.00,EUR");
  expect(csv).toContain('total,profit,amount,-8.00,EUR');
  expect(fromCsv(csv, 'it').map(({ cells }) => cells[1])).toContain('=1+1');
});
