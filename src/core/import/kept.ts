import type { Hand } from '../account/keep';
import { UserError } from '../errors';
import type { Unit } from '../store';
import { CellError } from './cell-error';

export type Kept = 'added' | 'changed' | 'unchanged';
/** Why a row is not in the database. */
export interface Flaw {
  readonly line: number;
  readonly column?: string;
  readonly message: string;
}
/**
 * A row that could be read. `keep` writes all of it or nothing: what is wrong with it is thrown, as a CellError or
 * UserError, before the first write.
 */
export interface Readable {
  readonly line: number;
  readonly keep: (unit: Unit, hand: Hand) => Promise<Kept>;
}

const COLUMN_OF: Readonly<Record<string, string>> = {
  'account.name': 'account',
  'account.zone': 'zone',
  'account.locale': 'locale',
  'account.domain': 'domains',
  'money.currency': 'currency',
  'money.unreadable': 'amount',
  'money.decimals': 'amount',
  'money.large': 'amount',
  'subscription.end': 'until',
  'subscription.too_long': 'until',
};

/** What is wrong with a row, as its line in a report. @throws what is no fault of the row */
export function flawOf(error: unknown, line: number): Flaw {
  if (error instanceof CellError) return flaw(line, error.column, error.message);
  // In chat it is the answer to one request; here the other rows are imported.
  if (error instanceof UserError)
    return flaw(line, COLUMN_OF[error.code], error.message.replace(/ Nothing was changed\.$/, ''));
  throw error;
}
const flaw = (line: number, column: string | undefined, message: string): Flaw => ({
  line,
  ...(column === undefined ? {} : { column }),
  message,
});
