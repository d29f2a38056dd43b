import type { LocalDate } from '../calendar/zone';
import { type Millis, millis } from '../time';
import type { Source } from './hours';
import { type HoursFacts, sourceKey, sumOf, type Taken, takenBySource } from './ledger';
import type { Money } from './money';
import { monthOf } from './month';
import { overageCost } from './overage-cost';
import { type PackBalance, packBalances } from './pack-balance';

export interface IncludedBalance {
  readonly month: string;
  readonly granted: Millis;
  readonly used: Millis;
  /** Never below 0, also when a smaller plan took over after more than its hours were used. */
  readonly left: Millis;
}

/** What hours an account has on a day. Derived from the facts alone; nothing of it is stored. */
export interface HoursBalance {
  readonly day: LocalDate;
  /** Of the day's month. Absent when the plan includes none and none were taken. */
  readonly included?: IncludedBalance;
  /** Oldest first, those that are over too. */
  readonly packs: readonly PackBalance[];
  /** What can be drawn on that day: the month's included hours and the usable packs. */
  readonly left: Millis;
  /** Hours are counted: there is a pack, or the plan includes some or has a rate for them. */
  readonly metered: boolean;
  /** Where time goes for which nothing is left. */
  readonly beyond: Extract<Source, { readonly from: 'overage' | 'flat' | 'nothing' }>;
  /** Of the day's month, with one amount for each currency. */
  readonly overage: { readonly length: Millis; readonly amounts: readonly Money[] };
  /** Of the day's month: recorded, but paid by nothing. */
  readonly unpaid: Millis;
  /** Of the day's month: under a plan that counts no hours. */
  readonly flat: Millis;
}

/** Counts all draws it is given: for a balance as it stood earlier, hand in those that were written by then. */
export function balanceOn(day: LocalDate, facts: HoursFacts): HoursBalance {
  const taken = takenBySource(facts.draws);
  const included = includedOn(day, facts, taken);
  const packs = packBalances(day, facts, taken);
  const usable = packs.filter(({ state }) => state === 'usable');
  const metered = isMetered(day, facts);
  const ofMonth = facts.draws.filter((draw) => monthOf(draw.day) === monthOf(day));
  const from = (name: Source['from']) => ofMonth.filter(({ source }) => source.from === name);
  return {
    day,
    ...(included === undefined ? {} : { included }),
    packs,
    left: millis(usable.reduce((total, { left }) => total + left, included?.left ?? 0)),
    metered,
    beyond: beyondOf(facts.plan, metered ? 'counted' : 'not counted'),
    overage: { length: sumOf(from('overage')), amounts: overageCost(ofMonth) },
    unpaid: sumOf(from('nothing')),
    flat: sumOf(from('flat')),
  };
}

/** Hours are counted, none is left, and no rate is agreed for more. */
export function isExhausted(day: LocalDate, facts: HoursFacts): boolean {
  const { metered, left, beyond } = balanceOn(day, facts);
  return metered && left === 0 && beyond.from === 'nothing';
}

function includedOn(
  day: LocalDate,
  { plan }: HoursFacts,
  taken: ReadonlyMap<string, Taken>,
): IncludedBalance | undefined {
  const month = monthOf(day);
  const used = taken.get(sourceKey({ from: 'included', month }))?.length ?? millis(0);
  if (plan?.hours === undefined && used === 0) return undefined;
  const granted = plan?.hours ?? millis(0);
  return { month, granted, used, left: millis(Math.max(0, granted - used)) };
}

/**
 * A plan says whether its hours are counted; what is paid for by use alone is counted too. Without a plan whoever once
 * bought hours has to buy more, or agree on something else.
 */
function isMetered(day: LocalDate, { plan, packs }: HoursFacts): boolean {
  if (plan === undefined) return packs.some(({ from }) => from <= day);
  const byUse = plan.mode === 'on_demand' && plan.incidents === undefined;
  return byUse || plan.hours !== undefined || plan.overage !== undefined;
}

function beyondOf(plan: HoursFacts['plan'], hours: 'counted' | 'not counted'): HoursBalance['beyond'] {
  if (plan?.overage !== undefined) return { from: 'overage', rate: plan.overage };
  return plan !== undefined && hours === 'not counted' ? { from: 'flat' } : { from: 'nothing' };
}
