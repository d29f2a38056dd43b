import type { TicketId } from '../ticket/ticket';
import type { Instant, Millis } from '../time';
import { calendarOf, type Severity, type SlaPolicy, type TargetKind } from './policy';
import { runsIn, runsOf, type Stay } from './stays';
import { type Run, reaches, type SlaTarget, type TargetState } from './target';

/** What is promised for a round, as far as the last change. */
export interface Terms {
  readonly policy: SlaPolicy;
  /** Absent while nothing is promised: the clock is followed all the same, since a later promise counts from the start. */
  readonly budget?: Millis;
  /** The promise that a change took away. */
  readonly lost?: { readonly budget: Millis; readonly at: Instant; readonly why: string };
  readonly changed?: NonNullable<SlaTarget['changed']>;
}

/** One time a clock starts and ends. First response and resolution have one round, the others one each time. */
export interface Round {
  readonly kind: TargetKind;
  /** The target's id without the ticket. */
  readonly name: string;
  readonly from: Instant;
  readonly terms: Terms;
  readonly end?: { readonly at: Instant; readonly by: 'its end' | 'dismissal' };
}

/** Something that changed what is promised. */
export interface Change {
  readonly at: Instant;
  readonly why: string;
  readonly by: 'policy' | 'severity';
  /** Why there may be no promise any more. */
  readonly without: string;
}

const budgetOf = (policy: SlaPolicy, severity: Severity, kind: TargetKind): Millis | undefined =>
  policy.targets[severity]?.[kind];

export function termsUnder(policy: SlaPolicy, severity: Severity, kind: TargetKind): Terms {
  const budget = budgetOf(policy, severity, kind);
  return { policy, ...(budget === undefined ? {} : { budget }) };
}

/** Two versions that count alike: moving a ticket from one to the other changes nothing it was promised. */
const countsAlike = (a: SlaPolicy, b: SlaPolicy): boolean =>
  a.id === b.id || JSON.stringify([a.calendar, a.pauses]) === JSON.stringify([b.calendar, b.pauses]);

/** What is promised from a change on, counted from the clock's own start. `origin`: the policy the ticket began under; `late`: whether it was late then already. */
export function changedTerms(
  terms: Terms,
  kind: TargetKind,
  severity: Severity,
  policy: SlaPolicy,
  change: Change,
  { origin, late }: { readonly origin: SlaPolicy; readonly late: boolean },
): Terms {
  const budget = budgetOf(policy, severity, kind);
  if (budget === terms.budget && countsAlike(terms.policy, policy)) return { ...terms, policy };
  if (budget === undefined) {
    const { budget: before, ...rest } = terms;
    return { ...rest, policy, ...(before === undefined ? {} : { lost: { budget: before, ...cause(change) } }) };
  }
  const { at, why, by } = change;
  const was = late ? { late } : {};
  return {
    policy,
    budget,
    changed: { at, why, by, ...was, ...(policy.id === origin.id ? {} : { policyId: policy.id }) },
  };
}
const cause = ({ at, without }: Change) => ({ at, why: without });

/** The target a round stands for; undefined where nothing was ever promised. */
export function targetOf(ticketId: TicketId, round: Round, stays: readonly Stay[]): SlaTarget | undefined {
  const { kind, name, from, terms, end } = round;
  const { policy, budget, lost, changed } = terms;
  const runs = runsOf(stays, kind, policy, from, end?.at);
  const common = {
    id: `${ticketId}/${name}`,
    ticketId,
    kind,
    policyId: policy.id,
    runs,
    ...(changed === undefined ? {} : { changed }),
  };
  if (budget !== undefined) return { ...common, budget, state: stateOf(round, runs, stays, budget) };
  return lost && { ...common, budget: lost.budget, state: { tag: 'removed', at: lost.at, why: lost.why } };
}

function stateOf(
  { kind, terms: { policy }, end }: Round,
  runs: readonly Run[],
  stays: readonly Stay[],
  budget: Millis,
): TargetState {
  const dueAt = reaches(runs, calendarOf(policy), budget);
  const due = dueAt === undefined ? {} : { dueAt };
  if (end === undefined) {
    const running = runsIn(stays.at(-1)?.standing ?? 'open', kind, policy);
    return running && dueAt !== undefined ? { tag: 'running', dueAt } : { tag: 'paused', ...due };
  }
  const { at, by } = end;
  if (by === 'dismissal') return { tag: 'removed', at, why: 'dismissed' };
  // Late stays late, and so does what a change made late: an end comes after the change.
  if (dueAt !== undefined && dueAt < at) return { tag: 'missed', at, dueAt };
  return { tag: 'met', at, ...due };
}
