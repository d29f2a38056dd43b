import { readFileSync } from 'node:fs';
import { messageOf, SetupError } from '../core/errors';
import { explainCase } from '../core/sla/cases/explain-case';
import { type Case, type CaseKind, readCases } from '../core/sla/cases/read-cases';
import { replayCase } from '../core/sla/cases/replay-case';

interface Answered {
  readonly answer: unknown;
  readonly lines: () => readonly string[];
}
interface Questions {
  readonly takes: readonly CaseKind[];
  readonly answer: (asked: Case) => Answered;
  readonly others: (count: number) => string;
}

/** What `steward sla explain` and `steward sla replay` do with a file; each leaves the other's cases alone. */
const QUESTIONS = {
  explain: {
    takes: ['deadline', 'elapsed'],
    answer: explainCase,
    others: (count) => `${count} more ${count === 1 ? 'is a lifecycle' : 'are lifecycles'}: \`steward sla replay\`.`,
  },
  replay: {
    takes: ['lifecycle'],
    answer: replayCase,
    others: (count) => `${count} more ${count === 1 ? 'is a sum' : 'are sums'}: \`steward sla explain\`.`,
  },
} as const satisfies Readonly<Record<string, Questions>>;
export type Question = keyof typeof QUESTIONS;

/** What is printed for a file of cases. @throws SetupError when it cannot be read as one */
export function answerCases(question: Question, file: string, format: 'json' | 'text'): string {
  const { takes, answer, others }: Questions = QUESTIONS[question];
  const cases = readCases(readJson(file), file);
  const other = Object.entries(QUESTIONS).flatMap(([name, { takes }]): readonly string[] =>
    name === question ? [] : takes,
  );
  const mine = cases.filter(({ kind }) => !other.includes(kind));
  const answered = mine.map(answer);
  if (format === 'json') return JSON.stringify({ results: answered.map((one) => one.answer) }, null, 2);
  const left = cases.length - mine.length;
  const blocks = answered.map(({ lines }) => lines().join('\n'));
  return (
    [...blocks, ...(left === 0 ? [] : [others(left)])].join('\n\n') || `${file} holds no ${takes.join(' or ')} case.`
  );
}

function readJson(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'There is no such file' : messageOf(error);
    throw new SetupError(`${file} cannot be read. ${why}: give the path of a file of cases.`);
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new SetupError(`${file} is not JSON (${messageOf(error)}): write {"cases": [...]}, or one case.`);
  }
}
