import { daysBetween, type LocalDate } from '../calendar/zone';
import { type Millis, millis } from '../time';
import type { Pack } from './hours';
import { type HoursFacts, sourceKey, type Taken } from './ledger';

export const PACK_STATES = ['usable', 'upcoming', 'used up', 'expired'] as const;
export type PackState = (typeof PACK_STATES)[number];

/** How a pack stands on a day; without its price and who wrote it, for the customer reads it too. */
export interface PackBalance {
  readonly id: string;
  readonly from: LocalDate;
  readonly until?: LocalDate;
  readonly length: Millis;
  readonly used: Millis;
  /** `length` less `used`; of an expired pack, what was lost. */
  readonly left: Millis;
  readonly state: PackState;
  /** 0 on its last day, negative afterwards. Absent when it has no last day. */
  readonly expiresIn?: number;
}

/** Oldest first, which is the order they are drawn in. The id decides only between packs written at the same moment. */
export const byAge = (a: Pack, b: Pack): number =>
  compare(a.from, b.from) || a.writtenAt - b.writtenAt || compare(a.id, b.id);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Every pack, oldest first. */
export const packBalances = (
  day: LocalDate,
  { packs }: Pick<HoursFacts, 'packs'>,
  taken: ReadonlyMap<string, Taken>,
): readonly PackBalance[] =>
  [...packs]
    .sort(byAge)
    .map((pack) => packBalance(day, pack, taken.get(sourceKey({ from: 'pack', pack: pack.id }))?.length ?? millis(0)));

function packBalance(day: LocalDate, { id, from, until, length }: Pack, used: Millis): PackBalance {
  const left = millis(length - used);
  return {
    id,
    from,
    length,
    used,
    left,
    state: stateOn(day, { from, until, left }),
    ...(until === undefined ? {} : { until, expiresIn: daysBetween(day, until) }),
  };
}

interface Span {
  readonly from: LocalDate;
  readonly until: LocalDate | undefined;
  readonly left: Millis;
}
/** A pack that was used up has not expired: nothing of it was lost. */
function stateOn(day: LocalDate, { from, until, left }: Span): PackState {
  if (left <= 0) return 'used up';
  if (day < from) return 'upcoming';
  return until !== undefined && until < day ? 'expired' : 'usable';
}
