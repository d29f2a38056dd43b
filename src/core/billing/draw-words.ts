import type { Line } from '../message';
import { millis, sayOpenTime } from '../time';
import type { Draw, Source, TimeEntry } from './hours';
import { sayMoney } from './money';

/** Where an entry's hours came from, for whoever logged it. */
export function drawWords({ billable, length, counted }: TimeEntry, draws: readonly Draw[]): string {
  if (!billable) return 'It is not billable: nothing is drawn.';
  if (counted === 0) return 'Nothing is drawn.';
  const rounded = counted === length ? '' : `It counts as ${sayOpenTime(counted)}. `;
  const parts = draws.map(({ source, length: drawn }) => `${sayOpenTime(drawn)} ${FROM[source.from](source)}`);
  return `${rounded}${parts.join(', ')}.`.replace(/\.\.$/, '.');
}

const MOST_NAMED = 5;
/** Which entries can be corrected, for whoever named another: the latest of those that no other takes the place of. */
export function standingWords(entries: readonly TimeEntry[]): string {
  const latest = standingOf(entries).slice(-MOST_NAMED);
  if (latest.length === 0) return 'No time is logged there yet.';
  return `The latest ${latest.length === 1 ? 'is' : 'are'} ${latest.map(entryWords).join(', ')}.`;
}

/** All time that stands, and the latest entries of it by the numbers with which they are corrected. */
export function loggedLine(entries: readonly TimeEntry[]): readonly Line[] {
  const standing = standingOf(entries).filter(({ length }) => length > 0);
  if (standing.length === 0) return [];
  const total = millis(standing.reduce((sum, { length }) => sum + length, 0));
  const latest = standing.slice(-MOST_NAMED).map(entryWords).join(', ');
  return [[`${sayOpenTime(total)} logged: ${standing.length > MOST_NAMED ? '…, ' : ''}${latest}`]];
}

/** Those that no other takes the place of. */
function standingOf(entries: readonly TimeEntry[]): readonly TimeEntry[] {
  const corrected = new Set(entries.map(({ corrects }) => corrects));
  return entries.filter(({ id }) => !corrected.has(id));
}
const entryWords = ({ id, length, by }: TimeEntry): string => `${id} (${sayOpenTime(length)}, ${by.name})`;

/** What a correction came to, for whoever wrote it. */
export function correctionWords(before: TimeEntry, entry: TimeEntry, draws: readonly Draw[]): string {
  if (entry.length === 0) return `Entry ${entry.id} takes entry ${before.id} back: nothing of it counts any more.`;
  const was = entry.length === before.length ? ' as before' : `, not ${sayOpenTime(before.length)}`;
  const now = `Entry ${entry.id} takes the place of entry ${before.id}: ${sayOpenTime(entry.length)}${was}.`;
  return `${now} ${drawWords(entry, draws)}`;
}

const FROM: Readonly<Record<Source['from'], (source: Source) => string>> = {
  included: () => 'from the hours included this month',
  pack: () => 'from a pack',
  overage: (source) => `beyond them${source.from === 'overage' ? `, at ${sayMoney(source.rate)} an hour` : ''}`,
  flat: () => 'within a plan that counts no hours',
  nothing: () => 'paid for by nothing: no hours are left and no rate is agreed',
};
