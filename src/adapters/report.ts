import { readFileSync } from 'node:fs';
import type { Desk } from '../core/desk/desk';
import { sayPath } from '../core/desk/flaw';
import { messageOf, SetupError, UserError } from '../core/errors';
import { type Economics, economicsOf } from '../core/report/economics';
import { economicsAnswer } from '../core/report/economics-answer';
import { readEconomicsFile } from '../core/report/economics-file';
import type { PeriodEconomics } from '../core/report/economics-period';
import { economicsRows } from '../core/report/economics-rows';
import { economicsText } from '../core/report/economics-text';
import { economicsIn } from '../core/report/gather-economics';
import { periodOf } from '../core/report/report-period';
import { toCsv } from './csv';
import type { Look } from './database/look';
import { sayProblem } from './policy-file';
import { parsePolicyText } from './policy-yaml';

export type ReportFormat = 'text' | 'json' | 'csv';

const MOST_SAID = 50;

/** The founding model in a file, JSON or YAML, and what follows from it. @throws SetupError saying all that is wrong */
export function economicsOfFile(path: string): Economics {
  const { content, flaws, locate } = parsePolicyText(textOf(path));
  if (content === undefined || flaws.length > 0) {
    throw refusal(flaws.map((flaw) => sayProblem(path, { path: '', ...flaw })));
  }
  const read = readEconomicsFile(content.value);
  if ('flaws' in read) {
    const problems = read.flaws
      .map((flaw) => ({ ...flaw, ...locate(flaw.path, flaw.onKey ? 'key' : 'value'), path: sayPath(flaw.path) }))
      .sort((a, b) => a.line - b.line || a.column - b.column);
    throw refusal(problems.map((problem) => sayProblem(path, problem)));
  }
  try {
    return economicsOf(read.model);
  } catch (error) {
    if (error instanceof UserError) throw new SetupError(`${path}: ${error.message}`, { cause: error });
    throw error;
  }
}

/** What a period cost and brought in, from an opened database. @throws SetupError with what to do */
export async function economicsOfPeriod(
  { look }: Pick<Look, 'look'>,
  desk: Desk,
  text: string,
): Promise<PeriodEconomics> {
  try {
    return await economicsIn(look, desk, periodOf(text));
  } catch (error) {
    throw error instanceof UserError ? new SetupError(error.message, { cause: error }) : error;
  }
}

/** What is printed of a result, wherever its figures are from: a file or, for a period, an opened database. */
export function economicsPrinted(result: Economics | PeriodEconomics, format: ReportFormat): string {
  switch (format) {
    case 'text':
      return economicsText(result);
    case 'json':
      return JSON.stringify(economicsAnswer(result), null, 2);
    case 'csv':
      return toCsv(economicsRows(result)).trimEnd();
  }
}

/** @throws SetupError when both are asked for */
export function reportFormat({ json, csv }: { readonly json?: true; readonly csv?: true }): ReportFormat {
  if (json && csv) throw new SetupError('Give either --json or --csv, not both.');
  if (json) return 'json';
  return csv ? 'csv' : 'text';
}

function refusal(said: readonly string[]): SetupError {
  const rest = said.length - MOST_SAID;
  return new SetupError([...said.slice(0, MOST_SAID), ...(rest > 0 ? [`and ${rest} more.`] : [])].join('\n'));
}

function textOf(path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
      throw new SetupError(`${path} is not UTF-8 text; save it as UTF-8.`);
    const why = code === 'ENOENT' ? 'There is no such file' : messageOf(error);
    throw new SetupError(`${path} cannot be read. ${why}: give the path of a file with costs and revenue.`);
  }
}
