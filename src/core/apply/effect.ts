import type { TargetKind } from '../sla/policy';
import { dueOf, isOpen, isOverdue, type SlaTarget } from '../sla/target';
import { type Instant, type Millis, millis } from '../time';

/** What a change of policy does to one ticket's clocks. */
export interface Effect {
  /** Running clocks that are due earlier or later than before. */
  readonly earlier: number;
  readonly later: number;
  readonly gained: number;
  readonly lost: number;
  /** Late from the change on, and not before it. */
  readonly late: readonly { readonly kind: TargetKind; readonly over: Millis }[];
  /** Late before the change, and not after it. */
  readonly relieved: number;
}

/** By comparing the ticket's targets before and after a change at `at`. */
export function effectOf(before: readonly SlaTarget[], after: readonly SlaTarget[], at: Instant): Effect {
  const was = new Map(before.filter(isOpen).map((target) => [target.id, target]));
  const is = new Map(after.filter(isOpen).map((target) => [target.id, target]));
  const both = [...is.values()].flatMap((target) => {
    const old = was.get(target.id);
    return old === undefined ? [] : [{ old, target }];
  });
  const moved = both.flatMap(({ old, target }) => {
    const [from, to] = [dueOf(old), dueOf(target)];
    const runs = old.state.tag === 'running' || target.state.tag === 'running';
    return runs && from !== undefined && to !== undefined ? [to - from] : [];
  });
  const late = [...is.values()].flatMap((target) => {
    const [old, due] = [was.get(target.id), dueOf(target)];
    if (due === undefined || !isOverdue(target, at) || (old !== undefined && isOverdue(old, at))) return [];
    return [{ kind: target.kind, over: millis(at - due) }];
  });
  return {
    earlier: moved.filter((by) => by < 0).length,
    later: moved.filter((by) => by > 0).length,
    gained: [...is.keys()].filter((id) => !was.has(id)).length,
    lost: [...was.keys()].filter((id) => !is.has(id)).length,
    late,
    relieved: both.filter(({ old, target }) => isOverdue(old, at) && !isOverdue(target, at)).length,
  };
}
