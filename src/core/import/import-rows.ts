import type { Hand } from '../account/keep';
import { messageOf, StoreUnavailable } from '../errors';
import type { Unit } from '../store';
import type { Clock } from '../time';
import { type Flaw, flawOf, type Kept, type Readable } from './kept';
import type { Sheet } from './sheet';

export interface ImportNeeds {
  /** A unit of work of its own; where nothing is to be written, one that forgets. */
  readonly transact: <T>(work: (unit: Unit) => Promise<T>) => Promise<T>;
  readonly clock: Clock;
  /** How many rows were looked at, and of how many. */
  readonly told: (done: number, all: number) => void;
  /** Lets others have the database for a moment. */
  readonly rest: () => Promise<void>;
}
/** What became of the rows. */
export interface Imported extends Readonly<Record<Kept, number>> {
  readonly failed: number;
  /** By line. */
  readonly errors: readonly Flaw[];
}

const AT_ONCE = 100;
/** So often a unit is begun that finds the database busy: a desk at work writes for a moment only. */
const MOST_TRIES = 10;

/**
 * Keeps the rows of a sheet in their order, a hundred in each unit. Whatever is there stays, so this may end anywhere, in
 * a crash too, and is simply run again. @throws StoreUnavailable when the database cannot be written for long
 */
export async function importRows(needs: ImportNeeds, { rows, flaws }: Sheet): Promise<Imported> {
  const count = { added: 0, changed: 0, unchanged: 0 };
  const errors = [...flaws];
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    for (const one of await keepBatch(needs, rows.slice(from, from + AT_ONCE))) {
      if (typeof one === 'string') count[one] += 1;
      else errors.push(one);
    }
    needs.told(Math.min(from + AT_ONCE, rows.length) + flaws.length, rows.length + flaws.length);
  }
  errors.sort((a, b) => a.line - b.line);
  return { ...count, failed: errors.length, errors };
}

type Outcome = Kept | Flaw;

async function keepBatch(needs: ImportNeeds, rows: readonly Readable[]): Promise<readonly Outcome[]> {
  try {
    return await inOneUnit(needs, rows);
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
  }
  // The database does not take one of them, so each has a unit of its own.
  const outcomes: Outcome[] = [];
  for (const row of rows) {
    try {
      outcomes.push(...(await inOneUnit(needs, [row])));
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      outcomes.push({ line: row.line, message: `The database does not take this row: ${messageOf(error)}.` });
    }
  }
  return outcomes;
}

async function inOneUnit({ transact, clock, rest }: ImportNeeds, rows: readonly Readable[]): Promise<Outcome[]> {
  for (let tries = 1; ; tries++) {
    try {
      return await transact(async (unit) => {
        const hand: Hand = { at: clock.now(), via: 'import' };
        const outcomes: Outcome[] = [];
        for (const row of rows) outcomes.push(await keepOne(row, unit, hand));
        return outcomes;
      });
    } catch (error) {
      if (!(error instanceof StoreUnavailable) || tries === MOST_TRIES) throw error;
      await rest();
    }
  }
}

/** What is wrong with a row is thrown before it writes, so the unit is whole and goes on with the next. */
const keepOne = ({ line, keep }: Readable, unit: Unit, hand: Hand): Promise<Outcome> =>
  keep(unit, hand).catch((error: unknown) => flawOf(error, line));
