import type { TicketEvent, TicketId } from '../ticket/ticket';
import type { Instant } from '../time';
import type { Severity, SlaPolicy, TargetKind } from './policy';
import { type Change, changedTerms, type Round, targetOf, termsUnder } from './round';
import { type Stay, standingAfter } from './stays';
import { brokenAt, brokenByPolicy, type SlaTarget } from './target';

/** What a ticket's clocks have done so far, whether or not anything is promised for them. */
export interface Course {
  readonly ticketId: TicketId;
  /** The policy the ticket began under, and what is in force now. */
  readonly origin: SlaPolicy;
  readonly policy: SlaPolicy;
  readonly severity: Severity;
  readonly change?: Change;
  readonly stays: readonly Stay[];
  readonly rounds: readonly Round[];
  /** We have said something in public: what they ask from now on waits for a next answer. */
  readonly answered: boolean;
  /** The oldest word of theirs that nobody has answered, after that. */
  readonly unanswered?: Instant;
  readonly dismissed: boolean;
  /** The verdict of the first resolving, once the ticket was opened again. */
  readonly first?: SlaTarget;
}

export const standingOf = ({ stays }: Course): Stay['standing'] => stays.at(-1)?.standing ?? 'open';

export function begin(course: Course, kind: TargetKind, from: Instant): Course {
  const times = course.rounds.filter((round) => round.kind === kind).length + 1;
  const name = times === 1 ? kind : `${kind}/${times}`;
  const terms = termsUnder(course.policy, course.severity, kind);
  return { ...course, rounds: [...course.rounds, { kind, name, from, terms }] };
}

/** Ends the open rounds of these kinds. An end counts once: what ended keeps its verdict. */
export const endRounds = (course: Course, kinds: readonly TargetKind[], at: Instant): Course => ({
  ...course,
  rounds: course.rounds.map((round) =>
    round.end === undefined && kinds.includes(round.kind) ? { ...round, end: { at, by: 'its end' } } : round,
  ),
});

/** A beat of updates that began this very moment was never owed: nothing is kept or broken by ending it. */
export const withoutBeat = (course: Course, at: Instant): Course => ({
  ...course,
  rounds: course.rounds.filter(({ kind, end, from }) => kind !== 'update' || end !== undefined || from !== at),
});

/** Dismissed tickets promise nothing and never did: ended clocks go too. */
export function dismissRounds({ first, ...course }: Course, at: Instant): Course {
  const rounds = course.rounds.map((round) => ({
    ...round,
    end: { at: round.end?.at ?? at, by: 'dismissal' as const },
  }));
  const none = { tag: 'removed', at, why: 'dismissed' } as const;
  return { ...course, rounds, ...(first === undefined ? {} : { first: { ...first, state: none } }) };
}

/** What has ended goes on, with the time in between excluded, under what is promised now. */
export function goOn(course: Course, kind: TargetKind): Course {
  const rounds = course.rounds.map((round) => {
    if (round.kind !== kind || round.end === undefined) return round;
    const { end: _over, ...open } = round;
    return recounted(course, open);
  });
  return { ...course, rounds };
}

/** Open clocks are recounted under what is promised now; ended ones are as they were. */
export const recountOpen = (course: Course): Course => ({
  ...course,
  rounds: course.rounds.map((round) => (round.end === undefined ? recounted(course, round) : round)),
});

function recounted({ severity, policy, change, origin, ticketId, stays }: Course, round: Round): Round {
  if (change === undefined) return round;
  const before = targetOf(ticketId, round, stays);
  // What a policy broke before is not put down to people by another change of policy.
  const late = before !== undefined && !brokenByPolicy(before) && (brokenAt(before) ?? change.at) < change.at;
  return { ...round, terms: changedTerms(round.terms, round.kind, severity, policy, change, { origin, late }) };
}

/** From now on the ticket stands as the event says. */
export function stand(course: Course, { type, at }: TicketEvent): Course {
  const standing = standingAfter(type);
  const last = course.stays.at(-1);
  if (standing === undefined || last === undefined || last.standing === standing) return course;
  return { ...course, stays: [...course.stays.slice(0, -1), { ...last, to: at }, { standing, from: at }] };
}

/** Keeps the verdict of the first resolving before the clock goes on. */
export function keepFirst(course: Course): Course {
  const resolution = course.rounds.find(({ kind }) => kind === 'resolution');
  if (course.first !== undefined || resolution?.end === undefined) return course;
  const first = targetOf(course.ticketId, { ...resolution, name: 'resolution/first' }, course.stays);
  return first === undefined ? course : { ...course, first };
}
