import { daySums } from '../../calendar/day-sums';
import { sayDays, sayMoment } from '../../calendar/day-words';
import { messageOf } from '../../errors';
import { type Instant, later, sayExactly } from '../../time';
import { calendarOf, TARGET_KINDS } from '../policy';
import { isEnded, spent } from '../target';
import { CaseError } from './case-error';
import { isoOf } from './explain-case';
import { type Fields, fieldsIn, isFields, listIn, momentIn, numberIn, textIn, within } from './fields';
import { type Case, unknownKind } from './read-cases';
import { type Replay, replay } from './replay';
import { latest, type Standing, standingAt, type Value, valueIn } from './values';

export interface CheckAnswer {
  readonly at: string;
  /** Exactly the keys that were asked for. */
  readonly values: Readonly<Record<string, Value>>;
}
export type ReplayAnswer =
  | { readonly id: string; readonly checks: readonly CheckAnswer[] }
  | { readonly id: string; readonly error: string };
export interface Replayed {
  readonly answer: ReplayAnswer;
  readonly lines: () => readonly string[];
}

/** Never throws: a case that cannot be replayed says why. */
export function replayCase(asked: Case): Replayed {
  const { id } = asked;
  try {
    return replayed(asked);
  } catch (error) {
    const reason = messageOf(error);
    return { answer: { id, error: reason }, lines: () => [`${id}: no answer. ${reason}`] };
  }
}

function replayed({ id, kind, fields }: Case): Replayed {
  if (kind === 'deadline' || kind === 'elapsed') throw new CaseError('A sum is for `steward sla explain`.');
  if (kind !== 'lifecycle') throw new CaseError(unknownKind(kind));
  const story = replay(fields);
  const peer = textIn(fields, 'peer');
  const checks = listIn(fields, 'checks').map((check, index) =>
    within(`checks[${index}]`, () => checked(story, isFields(check) ? check : {}, peer)),
  );
  const last = checks.at(-1)?.standing;
  return {
    answer: { id, checks: checks.map(({ answer }) => answer) },
    lines: () => [
      `${id}${textIn(fields, 'source') === undefined ? '' : `: ${textIn(fields, 'source')}`}`,
      ...checks.flatMap(({ lines }) => lines()),
      ...(last === undefined ? [] : sums(last, story.zone)),
    ],
  };
}

function checked(story: Replay, check: Fields, peer: string | undefined) {
  const at = momentIn(check, 'at', story.zone);
  const applied = numberIn(check, 'events_applied');
  const steps = story.steps.filter((step, index) => (applied === undefined ? step.at <= at : index < applied));
  const history = steps.flatMap(({ events }) => events);
  const standing = { ...standingAt(at, history, story.policies), ...(peer === undefined ? {} : { peer }) };
  const keys = Object.keys(fieldsIn(check, 'expect'));
  const answer: CheckAnswer = {
    at: isoOf(at),
    values: Object.fromEntries(keys.map((key) => [key, valueIn(standing, key)])),
  };
  const width = Math.max(...keys.map((key) => key.length), 0);
  const lines = () => [
    `  ${sayMoment(story.zone, at)}`,
    ...keys.map((key) => `    ${key.padEnd(width)}  ${sayValue(answer.values[key] ?? null, key, story.zone)}`),
  ];
  return { answer, lines, standing };
}

const sayValue = (value: Value, key: string, zone: string): string => {
  if (value === null) return 'none';
  return key.endsWith('_due') ? sayMoment(zone, Date.parse(String(value)) as Instant) : String(value);
};

/** How each clock came to where it stands at the last check. */
function sums(standing: Standing, zone: string): readonly string[] {
  return TARGET_KINDS.flatMap((kind) => {
    const target = latest(standing, kind);
    const policy = target === undefined ? undefined : standing.policies.get(target.policyId);
    const from = target?.runs[0]?.from;
    if (target === undefined || policy === undefined || from === undefined) return [];
    const end = isEnded(target) && 'at' in target.state ? target.state.at : standing.at;
    const frame = { from, to: later(from, end) };
    const runs = target.runs.map((run) => ({ from: run.from, to: run.to ?? end }));
    const days = sayDays(zone, daySums(calendarOf(policy), frame, runs));
    const used = spent(target.runs, calendarOf(policy), end);
    const total = `Together ${sayExactly(used)} of ${sayExactly(target.budget)}.`;
    return [`  The sum of ${kind}:`, ...[...days, total].map((line) => `    ${line}`)];
  });
}
