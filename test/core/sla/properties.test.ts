import * as fc from 'fast-check';
import { openTimeBetween } from '../../../src/core/calendar/open-time';
import { clocksOf } from '../../../src/core/sla/clocks';
import { calendarOf, pausedIn } from '../../../src/core/sla/policy';
import {
  brokenAt,
  isEnded,
  isFirstVerdict,
  isOpen,
  promiseName,
  type SlaTarget,
  spent,
} from '../../../src/core/sla/target';
import { repromised, severitySet } from '../../../src/core/ticket/promise';
import { isDone, type TicketEvent } from '../../../src/core/ticket/ticket';
import { earlier, type Instant, later } from '../../../src/core/time';
import { type Life, lives, POLICIES, policiesById } from '../../support/lifecycles';

const RUNS = { numRuns: 1_000 };
const targetsOf = (history: readonly TicketEvent[]): readonly SlaTarget[] => clocksOf(history, policiesById);
const policyOf = ({ policyId }: SlaTarget) => policiesById.get(policyId) ?? POLICIES[0] ?? fail('no policy');
const fail = (why: string): never => {
  throw new Error(why);
};

/** Open time of a life in which the ticket stood in one of these ways. */
function openWhile(life: Life, target: SlaTarget, stood: (status: Life['stood'][number]['status']) => boolean) {
  const calendar = calendarOf(policyOf(target));
  return life.stood.reduce((sum, { status, from }, i) => {
    const to = life.stood[i + 1]?.from ?? later(life.end, from);
    return stood(status) ? sum + openTimeBetween(calendar, from, earlier(to, life.end)) : sum;
  }, 0);
}

describe('For any life of a ticket', () => {
  test('the time of the resolution clock is the whole time less what was paused and what was done', () => {
    fc.assert(
      fc.property(lives, (life) => {
        const target = targetsOf(life.history).find(({ kind, id }) => kind === 'resolution' && !id.endsWith('first'));
        fc.pre(target !== undefined && target.state.tag !== 'removed');
        if (target === undefined) return;
        const policy = policyOf(target);
        const pauses = (status: string): boolean =>
          (status === 'waiting' || status === 'on_hold') && pausedIn(policy, status).includes('resolution');
        const running = spent(target.runs, calendarOf(policy), life.end);
        const paused = openWhile(life, target, pauses);
        const closed = openWhile(life, target, isDone);
        expect(running + paused + closed).toBe(openTimeBetween(calendarOf(policy), life.start, life.end));
      }),
      RUNS,
    );
  });

  test('a finished ticket has no open clock, and an unfinished one has each that runs for it', () => {
    fc.assert(
      fc.property(lives, ({ ticket, history }) => {
        const open = targetsOf(history)
          .filter(isOpen)
          .map(({ kind }) => kind);
        if (isDone(ticket.status)) return expect(open).toEqual([]);
        const promised = policiesById.get(ticket.policyId)?.targets[ticket.severity]?.resolution !== undefined;
        expect(open.includes('resolution')).toBe(promised);
        expect(new Set(open).size).toBe(open.length);
      }),
      RUNS,
    );
  });

  test('a finished ticket takes no other promise', () => {
    fc.assert(
      fc.property(lives, fc.constantFrom(...POLICIES), ({ ticket, end }, policy) => {
        fc.pre(isDone(ticket.status));
        const deed = { at: end, via: 'test' };
        expect(() => severitySet(ticket, 'S1', deed)).toThrow(/^#1 is (resolved|closed|not a request)/);
        expect(() => repromised(ticket, policy, deed)).toThrow(/^#1 is (resolved|closed|not a request)/);
      }),
      { numRuns: 200 },
    );
  });

  test('a dismissed ticket promises nothing and never did', () => {
    fc.assert(
      fc.property(lives, ({ ticket, history }) => {
        fc.pre(ticket.status === 'dismissed');
        expect(targetsOf(history).filter(({ state }) => state.tag !== 'removed')).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test('the order in which its events were processed changes no verdict', () => {
    const shuffled = lives.chain((life) =>
      fc.record({
        life: fc.constant(life),
        order: fc.shuffledSubarray([...life.history.keys()], { minLength: life.history.length }),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ life: { history }, order }) => {
        // What happened at one moment keeps its order: a channel is worked off in its own.
        const together = (at: Instant) => history.filter((event) => event.at === at);
        const processed = order
          .flatMap((i) => history[i] ?? [])
          .filter((event, i, all) => all.findIndex(({ at }) => at === event.at) === i)
          .flatMap(({ at }) => together(at));
        expect(processed).toHaveLength(history.length);
        expect(targetsOf(processed)).toEqual(targetsOf(history));
      }),
      RUNS,
    );
  });

  test('a verdict follows from instants: met exactly when the end is not after the moment it was broken', () => {
    fc.assert(
      fc.property(lives, ({ history }) => {
        for (const target of targetsOf(history).filter(isEnded)) {
          const broken = brokenAt(target);
          const ended = 'at' in target.state ? target.state.at : fail('no end');
          if (target.state.tag === 'missed') expect(broken).toBeLessThanOrEqual(ended);
          else expect(broken ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(ended);
        }
      }),
      RUNS,
    );
  });

  test('what has its verdict keeps it, whatever comes later', () => {
    const cut = fc.tuple(lives, fc.nat({ max: 60 }));
    const lasts = (target: SlaTarget): boolean =>
      isEnded(target) && (['next_response', 'update'].includes(target.kind) || isFirstVerdict(target));
    fc.assert(
      fc.property(cut, ([{ history }, many]) => {
        fc.pre(!history.some(({ type }) => type === 'dismissed'));
        const after = new Map(targetsOf(history).map((target) => [target.id, target]));
        for (const target of targetsOf(history.slice(0, many)).filter(lasts))
          expect(after.get(target.id)).toEqual(target);
      }),
      RUNS,
    );
  });

  test('every round has a name of its own, and rounds of one kind follow each other', () => {
    fc.assert(
      fc.property(lives, ({ history }) => {
        const targets = targetsOf(history);
        expect(new Set(targets.map(promiseName)).size).toBe(targets.length);
        for (const kind of ['next_response', 'update'] as const) {
          const rounds = targets.filter((target) => target.kind === kind && target.state.tag !== 'removed');
          rounds.forEach((round, i) => {
            const before = rounds[i - 1];
            if (before === undefined) return;
            expect(isEnded(before)).toBe(true);
            const end = 'at' in before.state ? before.state.at : fail('still open');
            expect(round.runs[0]?.from ?? end).toBeGreaterThanOrEqual(end);
          });
        }
      }),
      RUNS,
    );
  });
});
