import { addDays, type LocalDate } from '../calendar/zone';
import type { Standing, Term } from './term';
import { type Stretch, timeline } from './timeline';

/** Something that happened to a subscription by itself, for people to be told once. */
export interface Turn {
  /** The same whenever it is asked for. */
  readonly key: string;
  readonly type: 'ended' | 'cancelled' | 'renewed';
  /** The first day without it, or of the further period. */
  readonly day: LocalDate;
  readonly plan: string;
  /** The last day that was paid for, or of the further period. */
  readonly until: LocalDate;
}

/** Ends that came without a renewal, and renewals that came by themselves, on these days. */
export function lapses(terms: readonly Term[], from: LocalDate, to: LocalDate): readonly Turn[] {
  const stretches = timeline(terms, addDays(from, -1), to);
  const account = terms[0]?.account ?? '';
  return stretches.slice(1).flatMap((stretch, at) => {
    const turn = turnBetween(stretches[at]?.standing, stretch);
    return turn === undefined ? [] : [{ key: `turn:${account}:${turn.day}:${turn.type}`, ...turn }];
  });
}

/** Whether it is true by now: after days without a run somebody may have renewed it, or begun another. */
export const isStill = ({ type, until }: Turn, standing: Standing): boolean =>
  standing.tag === (type === 'renewed' ? 'in_force' : 'lapsed') && standing.until === until;

function turnBetween(before: Standing | undefined, { standing, from }: Stretch): Omit<Turn, 'key'> | undefined {
  if (before?.tag !== 'in_force') return undefined;
  if (standing.tag === 'lapsed') return { type: standing.how, day: from, plan: standing.plan, until: standing.until };
  if (standing.tag !== 'in_force' || standing.until === undefined) return undefined;
  const bySelf = before.autoRenew && before.until !== undefined && addDays(before.until, 1) === from;
  return bySelf ? { type: 'renewed', day: from, plan: standing.plan, until: standing.until } : undefined;
}
