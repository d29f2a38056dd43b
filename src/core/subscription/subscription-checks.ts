import { sayDate } from '../calendar/say-date';
import { daysBetween, type LocalDate } from '../calendar/zone';
import { UserError } from '../errors';
import type { Term, TermChange } from './term';
import { termLine } from './term-words';

/** A change as it is asked for: who wrote it, and when, is added where it is stored. */
export type NewChange<Type extends TermChange['type']> = Extract<TermChange, { readonly type: Type }> & {
  readonly on: LocalDate;
};

/** Longer is a slip of the finger, or means for ever, which is said by no end at all. */
const LONGEST_YEARS = 100;

export const refused = (reason: string, sentence: string): UserError =>
  new UserError(`subscription.${reason}`, `${sentence} Nothing was changed.`);

/** @throws UserError subscription.backdated */
export function refuseBackdated(ordered: readonly Term[], on: LocalDate, today: LocalDate): void {
  const last = ordered.findLast((term) => term.on <= today);
  if (last === undefined || on >= last.on) return;
  throw refused(
    'backdated',
    `${sayDate(on)} lies before what was written last (${termLine(last)}) and would change what has been in force since. Choose ${sayDate(last.on)} or a later day.`,
  );
}

/** @throws UserError subscription.too_long */
export function refuseTooLong(from: LocalDate, until: LocalDate): void {
  if (daysBetween(from, until) <= LONGEST_YEARS * 366) return;
  throw refused(
    'too_long',
    `${sayDate(until)} is more than ${LONGEST_YEARS} years away. Give an earlier end, or leave it out where there is none.`,
  );
}
