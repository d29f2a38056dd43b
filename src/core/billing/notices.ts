import type { LocalDate } from '../calendar/zone';
import type { Millis } from '../time';
import { balanceOn, type HoursBalance, type IncludedBalance } from './balance';
import type { HoursFacts } from './ledger';
import type { PackBalance } from './pack-balance';

export type Percent = 80 | 100;

/**
 * Something to be told about an account's hours. `key` is one for one fact, on whichever day it is found, and of no other
 * account, so that a fact whose key was told is not told again.
 */
export type HoursNotice = {
  readonly key: string;
  readonly account: string;
  /** What can be drawn all in all, and where time goes when that is used up. */
  readonly rest: Pick<HoursBalance, 'left' | 'beyond'>;
} & (
  | { readonly tag: 'pack used'; readonly percent: Percent; readonly pack: PackBalance }
  | { readonly tag: 'included used'; readonly percent: Percent; readonly included: IncludedBalance }
  | {
      readonly tag: 'pack expires';
      readonly pack: PackBalance;
      readonly until: LocalDate;
      /** 0 on the last day. */
      readonly days: number;
      /** Which of the agreed warnings it is. */
      readonly within: number;
    }
);

const BEFORE = [30, 7] as const;

/** `before` is how many days before its end a pack with something left is told of. */
export function hoursNotices(
  day: LocalDate,
  facts: HoursFacts,
  before: readonly number[] = BEFORE,
): readonly HoursNotice[] {
  const { account } = facts;
  const { included, packs, left, beyond } = balanceOn(day, facts);
  const of = { account, rest: { left, beyond } };
  // A pack that is over or has not begun needs nobody's attention: more can be bought or used of it neither way.
  const current = packs.filter(({ from, until }) => from <= day && (until === undefined || day <= until));
  return [
    ...(included === undefined ? [] : includedUsed(of, included)),
    ...current.flatMap((pack) => [...packUsed(of, pack), ...packExpires(of, pack, before)]),
  ];
}

/** The highest step alone: who reads that all is used need not be told of 80 %. Whole numbers, no quotient. */
function percentOf(used: Millis, length: Millis): Percent | undefined {
  if (length <= 0) return undefined;
  if (used >= length) return 100;
  return used * 100 >= length * 80 ? 80 : undefined;
}

type Of = Pick<HoursNotice, 'account' | 'rest'>;

function includedUsed(of: Of, included: IncludedBalance): readonly HoursNotice[] {
  const percent = percentOf(included.used, included.granted);
  if (percent === undefined) return [];
  // The name stands last in every key: whatever is in it, no key can be taken for another.
  const key = `hours:included:${percent}:${included.month}:${of.account}`;
  return [{ key, ...of, tag: 'included used', percent, included }];
}

function packUsed(of: Of, pack: PackBalance): readonly HoursNotice[] {
  const percent = percentOf(pack.used, pack.length);
  return percent === undefined
    ? []
    : [{ key: `hours:pack:${percent}:${pack.id}`, ...of, tag: 'pack used', percent, pack }];
}

function packExpires(of: Of, pack: PackBalance, before: readonly number[]): readonly HoursNotice[] {
  const { until, expiresIn: days } = pack;
  if (until === undefined || days === undefined || pack.left <= 0) return [];
  const within = before.filter((limit) => days <= limit).sort((a, b) => a - b)[0];
  if (within === undefined) return [];
  return [{ key: `hours:pack-expires:${within}:${pack.id}`, ...of, tag: 'pack expires', pack, until, days, within }];
}
