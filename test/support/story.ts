import { explainCase } from '../../src/core/sla/cases/explain-case';
import { type Replay, replay } from '../../src/core/sla/cases/replay';
import { replayCase } from '../../src/core/sla/cases/replay-case';
import type { Value } from '../../src/core/sla/cases/values';
import { clocksOf } from '../../src/core/sla/clocks';
import type { SlaTarget } from '../../src/core/sla/target';

/** The week of Monday 23 November 2026 and the one after, in UTC: `Tue 09:00`, `next Mon 12:30`, `Fri 17:00:00.001`. */
const DATES: Readonly<Record<string, string>> = {
  Mon: '2026-11-23',
  Tue: '2026-11-24',
  Wed: '2026-11-25',
  Thu: '2026-11-26',
  Fri: '2026-11-27',
  Sat: '2026-11-28',
  Sun: '2026-11-29',
  'next Mon': '2026-11-30',
  'next Tue': '2026-12-01',
};
export function moment(text: string): string {
  const [, day = '', time = ''] = /^(.*) (\d\d:\d\d.*)$/.exec(text) ?? [];
  return `${DATES[day] ?? day}T${time}Z`;
}
const sayMoment = (iso: Value): Value => {
  const [date, time = ''] = String(iso).split('T');
  const day = Object.keys(DATES).find((name) => DATES[name] === date) ?? date;
  return iso === null ? null : `${day} ${time.replace(/(:00)?(\.000)?Z$/, '')}`;
};

const office = [['09:00', '17:00']];
export const OFFICE = { mon: office, tue: office, wed: office, thu: office, fri: office };
const day = [['00:00', '24:00']];
export const ALWAYS = { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day };

type Minutes = Readonly<Record<string, number | null>>;
export interface Told {
  readonly targets: Minutes | Readonly<Record<string, Minutes>>;
  readonly calendar?: Readonly<Record<string, unknown>>;
  /** `Mon 09:00 created`, `Mon 10:00 agent`, `Mon 11:00 customer`, `Mon 12:00 note`, `Mon 13:00 to waiting`, `Mon 14:00 S1`. */
  readonly events: readonly (string | Readonly<Record<string, unknown>>)[];
  readonly policy?: Readonly<Record<string, unknown>>;
}

function eventOf(line: Told['events'][number]): Readonly<Record<string, unknown>> {
  if (typeof line !== 'string') return { ...line, at: moment(String(line.at)) };
  const [, when = '', what = ''] = /^(.* \d\d:\d\d\S*) (.*)$/.exec(line) ?? [];
  const at = moment(when);
  if (what === 'created') return { at, type: 'created', by: 'customer', status: 'open' };
  if (what === 'created by an agent') return { at, type: 'created', by: 'agent', status: 'open' };
  if (what === 'agent' || what === 'customer') return { at, type: 'reply', by: what, public: true };
  if (what === 'note') return { at, type: 'reply', by: 'agent', public: false };
  if (what === 'machine') return { at, type: 'reply', by: 'system', public: true };
  if (what.startsWith('to ')) return { at, type: 'status', to: what.slice(3) };
  return { at, type: 'priority', to: what };
}

function caseOf({ targets, calendar = OFFICE, events, policy = {} }: Told) {
  const nested = Object.values(targets).some((value) => typeof value === 'object' && value !== null);
  return {
    policy: { calendar, targets: nested ? targets : { default: targets }, ...policy },
    events: events.map(eventOf),
  };
}

/** What the desk would have recorded, and under which policies. */
export const historyOf = (story: Told): Replay => replay(caseOf(story));
/** The targets after all of it. */
export function targetsIn(story: Told): readonly SlaTarget[] {
  const { steps, policies } = historyOf(story);
  return clocksOf(
    steps.flatMap(({ events }) => events),
    policies,
  );
}

/** What a story's clocks say at a moment, by the engine itself. */
export function told(story: Told) {
  return (at: string, ...keys: readonly string[]): Readonly<Record<string, Value>> => {
    const { answer } = replayCase({
      id: 'story',
      kind: 'lifecycle',
      fields: {
        ...caseOf(story),
        checks: [{ at: moment(at), expect: Object.fromEntries(keys.map((key) => [key, null])) }],
      },
    });
    if ('error' in answer) throw new Error(answer.error);
    const values = answer.checks[0]?.values ?? {};
    return Object.fromEntries(
      Object.entries(values).map(([key, value]) => [key, key.endsWith('_due') ? sayMoment(value) : value]),
    );
  };
}

/** When open time from a start is used up; the calendar is the office's unless said otherwise. */
export function due(start: string, minutes: number, fields: Readonly<Record<string, unknown>> = {}): Value {
  const asked = { calendar: OFFICE, start: moment(start), minutes, ...fields };
  const { answer } = explainCase({ id: 'sum', kind: 'deadline', fields: asked });
  return 'due' in answer ? sayMoment(answer.due) : `error: ${'error' in answer ? answer.error : ''}`;
}
/** Open minutes between two moments. */
export function openMinutes(start: string, end: string, fields: Readonly<Record<string, unknown>> = {}): Value {
  const asked = { calendar: OFFICE, start: moment(start), end: moment(end), ...fields };
  const { answer } = explainCase({ id: 'sum', kind: 'elapsed', fields: asked });
  return 'openSeconds' in answer ? answer.openSeconds / 60 : `error: ${'error' in answer ? answer.error : ''}`;
}
