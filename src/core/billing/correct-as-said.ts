import { named } from '../access';
import type { Millis } from '../time';
import type { Doing } from '../work';
import { correctionWords } from './draw-words';
import type { TimeEntry } from './hours';
import { correctTime } from './log-time';

/** What somebody says of time they worked, in whichever command. */
interface TimeSaid {
  readonly time: Millis;
  readonly note?: string | undefined;
  readonly billable?: 'yes' | 'no' | undefined;
}

/** The further entry that takes the place of another, and what whoever wrote it reads. @throws UserError hours.corrected */
export async function correctAsSaid(
  doing: Doing,
  id: number,
  { time, note, billable }: TimeSaid,
): Promise<{ readonly entry: TimeEntry; readonly words: string }> {
  const { before, entry } = await correctTime(doing, id, {
    length: time,
    by: named(doing.actor),
    ...(billable === undefined ? {} : { billable: billable === 'yes' }),
    ...(note === undefined ? {} : { note }),
  });
  return { entry, words: correctionWords(before, entry, await doing.unit.ledger.drawsOf(entry.id)) };
}
