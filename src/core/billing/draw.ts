import { type Millis, millis } from '../time';
import { balanceOn, type HoursBalance } from './balance';
import type { Draw, Source, TimeEntry } from './hours';
import type { HoursFacts } from './ledger';

/** What of an entry decides where its hours come from. */
export type Drawing = Pick<TimeEntry, 'id' | 'account' | 'day' | 'counted' | 'billable'>;

/**
 * The lines an entry adds to the ledger; together exactly what counts of it, and none if it is not billable. `facts.plan`
 * is the plan in force on the entry's day. Read from the balance, so that what people are shown is what is drawn.
 */
export function drawFor(entry: Drawing, facts: HoursFacts): readonly Draw[] {
  if (entry.account !== facts.account) throw new Error('an entry draws on its own account alone');
  if (!entry.billable) return [];
  const { id, account, day } = entry;
  const balance = balanceOn(day, facts);
  const draws: Draw[] = [];
  let open: Millis = entry.counted;
  const draw = (source: Source, length: Millis): void => {
    if (length <= 0) return;
    draws.push({ entry: id, account, day, source, length });
    open = millis(open - length);
  };
  for (const { source, left } of stock(balance)) draw(source, millis(Math.min(open, left)));
  draw(balance.beyond, open);
  return draws;
}

interface Store {
  readonly source: Source;
  readonly left: Millis;
}
/** The month's hours first, for they are gone at its end; then packs, oldest first. */
const stock = ({ included, packs }: HoursBalance): readonly Store[] => [
  ...(included === undefined
    ? []
    : [{ source: { from: 'included', month: included.month } as const, left: included.left }]),
  ...packs
    .filter(({ state }) => state === 'usable')
    .map(({ id, left }) => ({ source: { from: 'pack', pack: id } as const, left })),
];
