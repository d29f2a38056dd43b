import { SetupError } from '../../errors';
import { type Fields, isFields, textIn } from './fields';

export const CASE_KINDS = ['deadline', 'elapsed', 'lifecycle'] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

/** One case of a file, not yet looked into: a bad one must not stop the others. */
export interface Case {
  readonly id: string;
  /** As it is written, or as its keys show; unknown kinds are answered with what is wrong. */
  readonly kind: string;
  readonly fields: Fields;
}

/** @throws SetupError when the content is no file of cases at all */
export function readCases(content: unknown, file: string): readonly Case[] {
  const list = isFields(content) && 'cases' in content ? content.cases : Array.isArray(content) ? content : [content];
  if (!Array.isArray(list)) throw new SetupError(`"cases" in ${file} is not a list. Write {"cases": [...]}.`);
  return list.map((value: unknown, at) => {
    const fields = isFields(value) ? value : {};
    return { id: textIn(fields, 'id') ?? `case ${at + 1}`, kind: textIn(fields, 'kind') ?? kindOf(fields), fields };
  });
}

export const unknownKind = (kind: string): string =>
  `${kind === '' ? 'It is not an object with a "kind"' : `There is no kind "${kind}"`}. Write ${CASE_KINDS.join(', ')}.`;

function kindOf(fields: Fields): string {
  if ('events' in fields) return 'lifecycle';
  if ('end' in fields) return 'elapsed';
  return 'seconds' in fields || 'minutes' in fields ? 'deadline' : '';
}
