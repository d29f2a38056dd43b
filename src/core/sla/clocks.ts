import type { TicketEvent } from '../ticket/ticket';
import type { Instant } from '../time';
import { calendarOf, type Severity, type SlaPolicy, TARGET_KINDS, type TargetKind } from './policy';
import { isOpen, reaches, type SlaTarget, stopRuns, type TargetState } from './target';

/**
 * A ticket's targets, from its history alone: the same history gives the same verdicts, whoever looks, when,
 * and in whatever order the events were processed. What sla.md calls starting, pausing and ending is one line each below.
 */
export function clocksOf(
  history: readonly TicketEvent[],
  policies: ReadonlyMap<string, SlaPolicy>,
): readonly SlaTarget[] {
  const inOrder = history.map((event, seq) => ({ event, seq }));
  inOrder.sort((a, b) => a.event.at - b.event.at || a.seq - b.seq);
  let clocks = new Map<TargetKind, SlaTarget>();
  let answered = false;
  for (const { event } of inOrder) {
    if (event.type === 'answered') answered = true;
    const policy = policies.get(policyIdOf(event, clocks));
    if (policy === undefined) continue;
    clocks = applied(event, clocks, policy, answered);
  }
  return [...clocks.values()];
}

function policyIdOf(event: TicketEvent, clocks: ReadonlyMap<TargetKind, SlaTarget>): string {
  const [first] = clocks.values();
  return String(event.data?.policyId ?? first?.policyId ?? '');
}

type Clocks = Map<TargetKind, SlaTarget>;

function applied(event: TicketEvent, clocks: Clocks, policy: SlaPolicy, answered: boolean): Clocks {
  const { at } = event;
  switch (event.type) {
    case 'opened':
      return started(event, policy);
    case 'answered':
      return mapped(clocks, (clock) => (clock.kind === 'first_response' ? ended(clock, policy, at) : clock));
    case 'waited':
    case 'held':
      return mapped(clocks, (clock) => (clock.kind === 'resolution' ? paused(clock, policy, at) : clock));
    case 'resumed':
      return mapped(clocks, (clock) => (clock.state.tag === 'paused' ? resumed(clock, policy, at) : clock));
    case 'resolved':
      return mapped(clocks, (clock) => ended(clock, policy, at));
    case 'reopened':
      return mapped(clocks, (clock) =>
        clock.kind === 'first_response' && answered ? clock : resumed(clock, policy, at),
      );
    case 'dismissed':
      return mapped(clocks, (clock) => ({ ...clock, runs: stopRuns(clock.runs, at), state: removed(at, 'dismissed') }));
    case 'severity_set':
      return mapped(clocks, (clock) => rebudgeted(clock, policy, event));
    default:
      return clocks;
  }
}

const mapped = (clocks: Clocks, change: (clock: SlaTarget) => SlaTarget): Clocks =>
  new Map([...clocks].map(([kind, clock]) => [kind, clock.state.tag === 'removed' ? clock : change(clock)]));

const removed = (at: Instant, why: string) => ({ tag: 'removed', at, why }) as const;

function started(event: TicketEvent, policy: SlaPolicy): Clocks {
  const budgets = policy.targets[event.data?.severity as Severity] ?? {};
  const clocks: Clocks = new Map();
  for (const kind of TARGET_KINDS) {
    const budget = budgets[kind];
    // A ticket we open towards a customer asks for no answer of ours.
    if (budget === undefined || (kind === 'first_response' && event.data?.outward === true)) continue;
    const { ticketId, at } = event;
    const runs = [{ from: at }];
    const state = running(runs, policy, budget);
    clocks.set(kind, { id: `${ticketId}/${kind}`, ticketId, kind, budget, policyId: policy.id, runs, state });
  }
  return clocks;
}

function running(runs: SlaTarget['runs'], policy: SlaPolicy, budget: SlaTarget['budget']): TargetState {
  const dueAt = reaches(runs, calendarOf(policy), budget);
  return dueAt === undefined ? { tag: 'paused' } : { tag: 'running', dueAt };
}

/** An end counts once, and late stays late: what ended keeps its verdict. */
function ended(clock: SlaTarget, policy: SlaPolicy, at: Instant): SlaTarget {
  if (!isOpen(clock)) return clock;
  const dueAt = reaches(clock.runs, calendarOf(policy), clock.budget);
  const runs = stopRuns(clock.runs, at);
  const brokenBefore = clock.changed !== undefined && dueAt !== undefined && dueAt < clock.changed.at;
  if (dueAt !== undefined && (dueAt < at || brokenBefore))
    return { ...clock, runs, state: { tag: 'missed', at, dueAt } };
  return { ...clock, runs, state: { tag: 'met', at, ...(dueAt === undefined ? {} : { dueAt }) } };
}

function paused(clock: SlaTarget, policy: SlaPolicy, at: Instant): SlaTarget {
  if (clock.state.tag !== 'running') return clock;
  const runs = stopRuns(clock.runs, at);
  const dueAt = reaches(runs, calendarOf(policy), clock.budget);
  return { ...clock, runs, state: { tag: 'paused', ...(dueAt === undefined ? {} : { dueAt }) } };
}

function resumed(clock: SlaTarget, policy: SlaPolicy, at: Instant): SlaTarget {
  if (clock.state.tag === 'running') return clock;
  const runs = [...clock.runs, { from: at }];
  return { ...clock, runs, state: running(runs, policy, clock.budget) };
}

/** Open clocks are recounted from their own start under the new severity; ended ones are history. */
function rebudgeted(clock: SlaTarget, policy: SlaPolicy, event: TicketEvent): SlaTarget {
  if (!isOpen(clock)) return clock;
  const budget = policy.targets[event.data?.severity as Severity]?.[clock.kind];
  const { at } = event;
  if (budget === undefined) {
    return { ...clock, runs: stopRuns(clock.runs, at), state: removed(at, 'no promise for this severity') };
  }
  if (budget === clock.budget) return clock;
  const why = `the severity went from ${String(event.data?.from)} to ${String(event.data?.severity)}`;
  const dueAt = reaches(clock.runs, calendarOf(policy), budget);
  const state =
    clock.state.tag === 'paused'
      ? ({ tag: 'paused', ...(dueAt === undefined ? {} : { dueAt }) } as const)
      : running(clock.runs, policy, budget);
  return { ...clock, budget, state, changed: { at, why } };
}
