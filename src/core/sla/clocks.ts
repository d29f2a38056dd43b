import type { TicketEvent } from '../ticket/ticket';
import { earlier } from '../time';
import {
  begin,
  type Course,
  dismissRounds,
  endRounds,
  goOn,
  keepFirst,
  recountOpen,
  stand,
  standingOf,
  withoutBeat,
} from './course';
import { type Severity, type SlaPolicy, TARGET_KINDS } from './policy';
import { targetOf } from './round';
import type { SlaTarget } from './target';

/**
 * A ticket's targets, from its history alone: the same history gives the same verdicts, whoever looks, when,
 * and in whatever order the events were processed. What sla.md calls starting, pausing and ending is said here.
 */
export function clocksOf(
  history: readonly TicketEvent[],
  policies: ReadonlyMap<string, SlaPolicy>,
): readonly SlaTarget[] {
  const course = courseOf(history, policies);
  if (course === undefined) return [];
  const { ticketId, rounds, stays, first } = course;
  return [
    ...rounds.flatMap((round) => targetOf(ticketId, round, stays) ?? []),
    ...(first === undefined ? [] : [first]),
  ];
}

/** What the clocks did, promised or not; undefined without an opening under a known policy. */
export function courseOf(
  history: readonly TicketEvent[],
  policies: ReadonlyMap<string, SlaPolicy>,
): Course | undefined {
  const opened = history.find(({ type }) => type === 'opened');
  const policy = policies.get(String(opened?.data?.policyId ?? ''));
  if (opened === undefined || policy === undefined) return undefined;
  let course = beginning(opened, policy, history);
  for (const event of inOrder(history.filter((event) => event !== opened))) course = after(course, event, policies);
  return course;
}

/**
 * By instant, never by when we learnt of it. What happened at one and the same moment stays as it was recorded: a
 * channel is worked off in its own order, and a change of status knew the one before.
 */
const inOrder = (events: readonly TicketEvent[]): readonly TicketEvent[] => [...events].sort((a, b) => a.at - b.at);

function beginning(opened: TicketEvent, policy: SlaPolicy, history: readonly TicketEvent[]): Course {
  // An earlier message may join a ticket later than it was written: the request began with it.
  const from = history.reduce((first, { type, at }) => (type === 'asked' ? earlier(first, at) : first), opened.at);
  // What we open outward is a word of ours: no first answer is due, and what they say to it waits for the next one.
  const outward = opened.data?.outward === true;
  const course: Course = {
    ticketId: opened.ticketId,
    origin: policy,
    policy,
    severity: opened.data?.severity as Severity,
    stays: [{ standing: 'open', from }],
    rounds: [],
    answered: outward,
    dismissed: false,
  };
  return begin(begin(course, outward ? 'update' : 'first_response', from), 'resolution', from);
}

function after(course: Course, event: TicketEvent, policies: ReadonlyMap<string, SlaPolicy>): Course {
  if (course.dismissed) return course;
  const { at, data } = event;
  const done = standingOf(course) === 'done';
  switch (event.type) {
    case 'asked':
      return asked(course, event);
    case 'answered': {
      const { unanswered: _answered, ...rest } = course;
      if (done) return { ...rest, answered: true };
      const ended = endRounds(withoutBeat(rest, at), ['first_response', 'next_response', 'update'], at);
      return begin({ ...ended, answered: true }, 'update', at);
    }
    case 'waited':
    case 'held':
    case 'resumed':
      return done ? course : stand(course, event);
    case 'resolved': {
      if (done) return course;
      const { unanswered: _settled, ...rest } = course;
      return stand(endRounds(withoutBeat(rest, at), TARGET_KINDS, at), event);
    }
    case 'reopened':
      return done ? reopened(course, event) : stand(course, event);
    case 'dismissed':
      return { ...stand(dismissRounds(course, at), event), dismissed: true };
    case 'severity_set': {
      const why = `the severity went from ${String(data?.from)} to ${String(data?.severity)}`;
      const change = { at, why, by: 'severity', without: 'no promise for this severity' } as const;
      return recountOpen({ ...course, severity: data?.severity as Severity, change });
    }
    case 'repromised': {
      const policy = policies.get(String(data?.policyId ?? ''));
      if (policy === undefined) return course;
      const why = event.why ?? `the policy is ${policy.name} now`;
      const change = { at, why, by: 'policy', without: 'no promise in this policy' } as const;
      return recountOpen({ ...course, policy, change });
    }
    default:
      return course;
  }
}

/** A courtesy asks for nothing; a confirmation only answers what we waited for. */
function asked(course: Course, { at, data }: TicketEvent): Course {
  const standing = standingOf(course);
  const asksNothing =
    data?.pleasantry === 'courtesy' || (data?.pleasantry === 'confirmation' && standing !== 'waiting');
  if (asksNothing || !course.answered || course.unanswered !== undefined) return course;
  const waiting = { ...course, unanswered: at };
  return standing === 'done' ? waiting : begin(waiting, 'next_response', at);
}

function reopened(course: Course, event: TicketEvent): Course {
  const again = stand(goOn(keepFirst(course), 'resolution'), event);
  const first = again.answered ? again : goOn(again, 'first_response');
  return first.unanswered === undefined ? first : begin(first, 'next_response', event.at);
}
