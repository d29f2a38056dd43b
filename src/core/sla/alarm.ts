import { ClosedForGood, nextOpen } from '../calendar/open-time';
import { type Instant, type Millis, millis, plus } from '../time';
import { calendarOf, type SlaPolicy } from './policy';
import type { Severity } from './severity';
import type { DisturbingHours, Hearer, Moment, Step } from './step';
import { momentName, momentsOf, stepsFor } from './steps';
import { brokenAt, isFirstVerdict, reaches, type SlaTarget, spent, termsOf, warnsAt } from './target';

/** A moment at which somebody is to hear of a target. Follows from the target and its policy, whoever asks and when. */
export interface Alarm {
  /** Its deadline's key: new terms are a new promise, which may be warned of and broken anew. */
  readonly key: string;
  readonly at: Instant;
  readonly moment: Moment;
  /** For people in whose hours the moment did not come: told at the next opening what is true then. */
  readonly waits: boolean;
  readonly to: readonly Hearer[];
  /** Of a step that is repeated: how far apart, and how often after this. */
  readonly every?: Millis;
  readonly more: number;
}

/** What the steps of a policy come to for one target, in no order. */
export function alarmsOf(target: SlaTarget, policy: SlaPolicy, severity: Severity): readonly Alarm[] {
  // What a reopened ticket keeps on record was told when it was reached.
  if (isFirstVerdict(target)) return [];
  const alarms = new Map<string, Alarm>();
  const add = (alarm: Alarm): void => {
    const known = alarms.get(alarm.key);
    const to = [...(known?.to ?? []), ...alarm.to];
    alarms.set(alarm.key, { ...alarm, ...known, to, more: Math.max(known?.more ?? 0, alarm.more) });
  };
  // A breach goes on record whether or not anybody is to hear of it.
  const steps: readonly Step[] = [{ moment: { tag: 'breach' }, to: [] }, ...stepsFor(policy, severity)];
  for (const step of steps) {
    const moments = momentsOf(step);
    for (const [index, moment] of moments.entries()) {
      const at = cameAt(target, policy, moment);
      if (at === undefined) continue;
      const [first] = moments;
      const common = {
        moment,
        more: moments.length - index - 1,
        ...(moments.length > 1 && first?.tag === 'after' ? { every: first.length } : {}),
      };
      const { now, later } = split(step, severity);
      if (now.length > 0 || moment.tag === 'breach') {
        add({ ...common, key: keyOf(target, moment), at, waits: false, to: now });
      }
      if (later === undefined || target.state.tag !== 'running') continue;
      const key = keyOf(target, moment, later.hours);
      add({ ...common, key, at: opening(later.hours, at), waits: true, to: later.to });
    }
  }
  return [...alarms.values()];
}

/** Who hears at the moment itself, and who only in their hours. The worst severity does not wait for anybody's. */
function split({ to, hours }: Step, severity: Severity): Split {
  if (hours === undefined || severity === 'S1') return { now: to };
  const now = to.filter((hearer) => hearer === 'triage');
  const people = to.filter((hearer) => hearer !== 'triage');
  return people.length === 0 ? { now } : { now, later: { to: people, hours } };
}
interface Split {
  readonly now: readonly Hearer[];
  readonly later?: { readonly to: readonly Hearer[]; readonly hours: DisturbingHours };
}

function keyOf(target: SlaTarget, moment: Moment, hours?: DisturbingHours): string {
  const kind = moment.tag === 'before' ? 'warn' : 'breach';
  const name = moment.tag === 'breach' ? '' : `:${momentName(moment)}`;
  return `${kind}:${target.id}:${termsOf(target)}${name}${hours === undefined ? '' : ` in ${hours.name}`}`;
}

/** An answer at the very moment it is due is in time, so the breach comes just after. */
const JUST_AFTER = millis(1);

/** When a moment came or will come, if the clock goes on as it does; undefined where it does not. */
function cameAt(target: SlaTarget, policy: SlaPolicy, moment: Moment): Instant | undefined {
  const calendar = calendarOf(policy);
  if (moment.tag === 'before') return warnsAt(target, calendar, moment.percent);
  const { tag } = target.state;
  // A promise that was broken is told of even when the answer was known before anybody looked.
  const broken = tag === 'met' || tag === 'removed' ? undefined : brokenAt(target);
  if (broken === undefined) return undefined;
  if (moment.tag === 'breach') return plus(broken, JUST_AFTER);
  // Nobody is reminded of what is answered, nor while the clock stands still: the moment comes when it runs again.
  if (tag !== 'running') return undefined;
  if (moment.by === 'wall_time') return plus(broken, millis(moment.length + JUST_AFTER));
  const at = reaches(target.runs, calendar, millis(spent(target.runs, calendar, broken) + moment.length));
  return at === undefined ? undefined : plus(at, JUST_AFTER);
}

/** Hours without an opening ahead are no reason to tell nobody. */
function opening(hours: DisturbingHours, at: Instant): Instant {
  try {
    return nextOpen(calendarOf(hours), at);
  } catch (error) {
    if (error instanceof ClosedForGood) return at;
    throw error;
  }
}
