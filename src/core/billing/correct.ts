import { UserError } from '../errors';
import type { Named } from '../ticket/ticket';
import { type Instant, type Millis, millis } from '../time';
import { drawFor } from './draw';
import type { Draw, TimeEntry } from './hours';
import { type HoursFacts, takenBySource } from './ledger';
import { countedLength } from './rounding';

/** What takes the place of an entry. Day, account, ticket and mode stay; a note or `billable` left out stays too. */
export interface Correction {
  /** The number of the further entry. */
  readonly id: number;
  /** 0 takes the entry back. */
  readonly length: Millis;
  readonly billable?: boolean;
  readonly note?: string;
  readonly by: Named;
  readonly writtenAt: Instant;
}

export interface CorrectionFacts extends HoursFacts {
  /** The entry that already takes the place of this one. */
  readonly correctedBy?: number;
}

export interface Corrected {
  readonly entry: TimeEntry;
  readonly draws: readonly Draw[];
}

/**
 * The further entry, and the lines for the ledger: first what gives back all that `entry` took, under its own number, so
 * that the lines of an entry that does not stand any more sum to 0; then those of the further one. What others drew in
 * between stays where it is. @throws UserError hours.corrected
 */
export function correct(entry: TimeEntry, next: Correction, facts: CorrectionFacts): Corrected {
  refuseCorrected(entry, facts.correctedBy);
  const further: TimeEntry = { ...entry, ...next, counted: countedLength(next.length, facts.plan), corrects: entry.id };
  const back = giveBack(entry, facts.draws);
  return { entry: further, draws: [...back, ...drawFor(further, { ...facts, draws: [...facts.draws, ...back] })] };
}

function refuseCorrected({ id }: TimeEntry, correctedBy: number | undefined): void {
  if (correctedBy === undefined) return;
  throw new UserError(
    'hours.corrected',
    `Entry ${id} was corrected by entry ${correctedBy} already; correct entry ${correctedBy}. Nothing was changed.`,
  );
}

/** By what is still taken, not line by line, so that nothing can be given back twice. */
const giveBack = ({ id, account, day }: TimeEntry, draws: readonly Draw[]): readonly Draw[] =>
  [...takenBySource(draws.filter((draw) => draw.entry === id)).values()]
    .filter(({ length }) => length > 0)
    .map(({ source, length }) => ({ entry: id, account, day, source, length: millis(-length) }));
