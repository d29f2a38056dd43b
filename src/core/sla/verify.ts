import type { TicketEvent } from '../ticket/ticket';
import { clocksOf } from './clocks';
import type { SlaPolicy } from './policy';
import { promiseName, type SlaTarget } from './target';

/** A stored target that does not follow from its ticket's history; one of the two may be missing. */
export interface Difference {
  readonly name: string;
  readonly stored?: SlaTarget;
  readonly follows?: SlaTarget;
}
export interface Verified {
  /** What follows from the history. */
  readonly targets: readonly SlaTarget[];
  readonly differences: readonly Difference[];
}

/** Recounts a ticket from its history alone and compares that with what was stored. */
export function verify(
  history: readonly TicketEvent[],
  policies: ReadonlyMap<string, SlaPolicy>,
  stored: readonly SlaTarget[],
): Verified {
  const targets = clocksOf(history, policies);
  const names = [...new Set([...targets, ...stored].map(promiseName))];
  const differences = names.flatMap((name): readonly Difference[] => {
    const [is, ought] = [find(stored, name), find(targets, name)];
    if (is !== undefined && ought !== undefined && saysOf(is) === saysOf(ought)) return [];
    return [{ name, ...(is && { stored: is }), ...(ought && { follows: ought }) }];
  });
  return { targets, differences };
}

const find = (targets: readonly SlaTarget[], name: string): SlaTarget | undefined =>
  targets.find((target) => promiseName(target) === name);

/** What a verdict says: how it stands, by which promise, counted over which time. */
function saysOf({ kind, budget, policyId, runs, state, changed }: SlaTarget): string {
  const times = runs.map(({ from, to }) => [from, to ?? null]);
  const how = [state.tag, 'at' in state ? state.at : null, 'dueAt' in state ? (state.dueAt ?? null) : null];
  return JSON.stringify([kind, budget, policyId, times, how, changed?.at ?? null]);
}
