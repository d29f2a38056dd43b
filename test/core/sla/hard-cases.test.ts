import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerCases } from '../../../src/adapters/sla-cases';

const FILE = join(__dirname, '../../fixtures/hard-cases.json');

interface Hard {
  readonly id: string;
  readonly expect?: string;
  readonly expect_seconds?: number;
}
const { cases }: { readonly cases: readonly Hard[] } = JSON.parse(readFileSync(FILE, 'utf8'));

describe('an explained case is right where zones and calendars are odd', () => {
  const answers: readonly unknown[] = JSON.parse(answerCases('explain', FILE, 'json')).results;
  it.each(cases.map((one, at) => [one.id, one, at] as const))('%s', (id, wanted, at) => {
    const { expect: due, expect_seconds: openSeconds } = wanted;
    expect(answers[at]).toEqual(due === undefined ? { id, openSeconds } : { id, due });
  });
});
