import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerCases } from '../../../src/adapters/sla-cases';

const FILE = join(__dirname, '../../fixtures/sla-cases.json');

interface Check {
  readonly expect: Readonly<Record<string, unknown>>;
  readonly differs?: Readonly<Record<string, { readonly ours: unknown }>>;
}
interface Known {
  readonly id: string;
  readonly kind: string;
  readonly source: string;
  readonly features?: readonly string[];
  readonly expect?: unknown;
  readonly expect_seconds?: number;
  readonly ours?: string | number;
  readonly checks?: readonly Check[];
}
type Answer = Readonly<Record<string, unknown>> & { readonly id: string };

const { cases }: { readonly cases: readonly Known[] } = JSON.parse(readFileSync(FILE, 'utf8'));
const answers = new Map(
  (['explain', 'replay'] as const)
    .flatMap((question): readonly Answer[] => JSON.parse(answerCases(question, FILE, 'json')).results)
    .map((answer) => [answer.id, answer]),
);
const named = (kind: string) => cases.filter((one) => one.kind === kind).map((one): [string, Known] => [one.id, one]);
const moment = (value: unknown): unknown => (typeof value === 'string' ? Date.parse(value) : value);

/** Features of the file that we do not offer: none. What is skipped would be told by name. */
const NOT_OFFERED: readonly string[] = [];

describe("steward sla, on cases from peers' own tests", () => {
  const skipped = cases.filter(({ features = [] }) => features.some((feature) => NOT_OFFERED.includes(feature)));

  it('answers all 140 and skips none', () => {
    expect(cases).toHaveLength(140);
    expect(skipped.map(({ id }) => id)).toEqual([]);
    expect([...answers.keys()].sort()).toEqual(cases.map(({ id }) => id).sort());
  });

  it.each(named('deadline'))('explains the deadline %s', (id, { ours, expect: theirs }) => {
    expect(moment(answers.get(id)?.due)).toBe(moment(ours ?? theirs));
    expect(answers.get(id)?.due).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it.each(named('elapsed'))('explains the elapsed time %s', (id, { ours, expect_seconds: theirs }) => {
    expect(answers.get(id)?.openSeconds).toBe(ours === undefined ? theirs : Number(ours) * 60);
  });

  it.each(named('lifecycle'))('replays %s', (id, { checks = [] }) => {
    const got = answers.get(id)?.checks as readonly { readonly values: Readonly<Record<string, unknown>> }[];
    const wanted = checks.map(({ expect: theirs, differs = {} }) =>
      Object.fromEntries(
        Object.entries(theirs).map(([key, value]) => {
          const ours = key in differs ? differs[key]?.ours : value;
          return [key, key.endsWith('_due') ? moment(ours) : ours];
        }),
      ),
    );
    const said = got.map(({ values }) =>
      Object.fromEntries(
        Object.entries(values).map(([key, value]) => [key, key.endsWith('_due') ? moment(value) : value]),
      ),
    );
    expect(said).toEqual(wanted);
  });
});
