import { sayOpenTime } from '../time';
import type { Draw, Source, TimeEntry } from './hours';
import { sayMoney } from './money';

/** Where an entry's hours came from, for whoever logged it. */
export function drawWords({ billable, length, counted }: TimeEntry, draws: readonly Draw[]): string {
  if (!billable) return 'It is not billable: nothing is drawn.';
  const rounded = counted === length ? '' : `It counts as ${sayOpenTime(counted)}. `;
  const parts = draws.map(({ source, length: drawn }) => `${sayOpenTime(drawn)} ${FROM[source.from](source)}`);
  return `${rounded}${parts.join(', ')}.`.replace(/\.\.$/, '.');
}

const FROM: Readonly<Record<Source['from'], (source: Source) => string>> = {
  included: () => 'from the hours included this month',
  pack: () => 'from a pack',
  overage: (source) => `beyond them${source.from === 'overage' ? `, at ${sayMoney(source.rate)} an hour` : ''}`,
  flat: () => 'within a plan that counts no hours',
  nothing: () => 'paid for by nothing: no hours are left and no rate is agreed',
};
