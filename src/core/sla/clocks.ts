import type { TicketEvent } from '../ticket/ticket';
import { earlier, type Instant, type Millis } from '../time';
import { calendarOf, type Severity, type SlaPolicy, TARGET_KINDS, type TargetKind } from './policy';
import { type Run, reaches, type SlaTarget, stopRuns, type TargetState } from './target';

/** What a clock has done, whether or not anything was promised meanwhile: a promise made later counts from the start. */
interface Course {
  readonly kind: TargetKind;
  readonly runs: readonly Run[];
  readonly state: 'running' | 'paused' | { readonly endedAt: Instant } | { readonly dismissedAt: Instant };
  /** Absent while this severity promises nothing. */
  readonly budget?: Millis;
  readonly unpromised?: Instant;
  readonly changed?: NonNullable<SlaTarget['changed']>;
}

/**
 * A ticket's targets, from its history alone: the same history gives the same verdicts, whoever looks, when,
 * and in whatever order the events were processed. What sla.md calls starting, pausing and ending is one line each below.
 */
export function clocksOf(
  history: readonly TicketEvent[],
  policies: ReadonlyMap<string, SlaPolicy>,
): readonly SlaTarget[] {
  const opened = history.find(({ type }) => type === 'opened');
  const policy = policies.get(String(opened?.data?.policyId ?? ''));
  if (opened === undefined || policy === undefined) return [];
  // An earlier message may join a ticket later than it was written: the request began with it.
  const startedAt = history.reduce((first, { type, at }) => (type === 'asked' ? earlier(first, at) : first), opened.at);
  const inOrder = history.filter((event) => event !== opened).map((event, seq) => ({ event, seq }));
  inOrder.sort((a, b) => a.event.at - b.event.at || a.seq - b.seq);
  let courses = TARGET_KINDS.filter((kind) => kind !== 'first_response' || opened.data?.outward !== true).map((kind) =>
    begun(kind, startedAt, policy.targets[opened.data?.severity as Severity]?.[kind]),
  );
  let answered = false;
  for (const { event } of inOrder) {
    if (event.type === 'answered') answered = true;
    const known = answered;
    courses = courses.map((course) => after(course, event, policy, known));
  }
  return courses.flatMap((course) => targetOf(course, opened, policy) ?? []);
}

const begun = (kind: TargetKind, from: Instant, budget: Millis | undefined): Course => ({
  kind,
  runs: [{ from }],
  state: 'running',
  ...(budget === undefined ? {} : { budget }),
});

function after(course: Course, event: TicketEvent, policy: SlaPolicy, answered: boolean): Course {
  const { kind } = course;
  switch (event.type) {
    case 'answered':
      return kind === 'first_response' ? ended(course, event.at) : course;
    case 'waited':
    case 'held':
      return kind === 'resolution' && course.state === 'running' ? stopped(course, event.at, 'paused') : course;
    case 'resumed':
      return course.state === 'paused' ? goingOn(course, event.at) : course;
    case 'resolved':
      return ended(course, event.at);
    case 'reopened':
      return (kind === 'first_response' && answered) || isOver(course) === 'dismissed'
        ? course
        : goingOn(course, event.at);
    case 'dismissed':
      return stopped(course, event.at, { dismissedAt: event.at });
    case 'severity_set':
      return isOver(course) === undefined ? repromised(course, event, policy) : course;
    default:
      return course;
  }
}

function isOver({ state }: Course): 'ended' | 'dismissed' | undefined {
  if (typeof state === 'string') return undefined;
  return 'endedAt' in state ? 'ended' : 'dismissed';
}

const stopped = (course: Course, at: Instant, state: Course['state']): Course => ({
  ...course,
  runs: course.state === 'running' ? stopRuns(course.runs, at) : course.runs,
  state,
});

/** An end counts once: what ended keeps its verdict. */
const ended = (course: Course, at: Instant): Course =>
  isOver(course) === undefined ? stopped(course, at, { endedAt: at }) : course;

const goingOn = (course: Course, at: Instant): Course =>
  course.state === 'running' ? course : { ...course, runs: [...course.runs, { from: at }], state: 'running' };

/** Open clocks are recounted from their own start under the new severity. */
function repromised(course: Course, event: TicketEvent, policy: SlaPolicy): Course {
  const budget = policy.targets[event.data?.severity as Severity]?.[course.kind];
  if (budget === course.budget) return course;
  const { budget: _before, unpromised: _since, ...rest } = course;
  if (budget === undefined) return { ...rest, unpromised: event.at };
  const why = `the severity went from ${String(event.data?.from)} to ${String(event.data?.severity)}`;
  return { ...rest, budget, changed: { at: event.at, why } };
}

/** Undefined where nothing was ever promised. */
function targetOf(course: Course, opened: TicketEvent, policy: SlaPolicy): SlaTarget | undefined {
  const { kind, runs, changed, budget, unpromised } = course;
  const { ticketId } = opened;
  const id = `${ticketId}/${kind}`;
  const common = { id, ticketId, kind, policyId: policy.id, runs, ...(changed === undefined ? {} : { changed }) };
  if (budget !== undefined) return { ...common, budget, state: stateOf(course, budget, policy) };
  const lost = policy.targets[opened.data?.severity as Severity]?.[kind];
  if (unpromised === undefined || lost === undefined) return undefined;
  return { ...common, budget: lost, state: { tag: 'removed', at: unpromised, why: 'no promise for this severity' } };
}

function stateOf({ runs, state, changed }: Course, budget: Millis, policy: SlaPolicy): TargetState {
  const dueAt = reaches(runs, calendarOf(policy), budget);
  const due = dueAt === undefined ? {} : { dueAt };
  if (state === 'running') return dueAt === undefined ? { tag: 'paused' } : { tag: 'running', dueAt };
  if (state === 'paused') return { tag: 'paused', ...due };
  if ('dismissedAt' in state) return { tag: 'removed', at: state.dismissedAt, why: 'dismissed' };
  const at = state.endedAt;
  // Late stays late; a change that put the due time into the past broke the promise when it was made.
  const brokenByChange = changed !== undefined && dueAt !== undefined && dueAt < changed.at && changed.at <= at;
  if (dueAt !== undefined && (dueAt < at || brokenByChange)) return { tag: 'missed', at, dueAt };
  return { tag: 'met', at, ...due };
}
