import { MINUTE, type Millis } from '../../time';
import { PAUSING_STATUSES, type SlaPolicy, TARGET_KINDS, type TargetKind, USUAL_PAUSES, withCalendar } from '../policy';
import { readCaseCalendar } from './calendar';
import { type Fields, fieldsIn, lengthOf, listIn, numberIn, textIn, within } from './fields';

/** How a case's own words for statuses are ours. */
export type CaseStatus = 'open' | 'on_hold' | 'done';

/** A case's policy: what is promised for each of its priorities, and which of its statuses mean what. */
export interface CasePolicy {
  /** As it was written, so that a change in mid-flight can be laid over it. */
  readonly fields: Fields;
  readonly policy: SlaPolicy;
  readonly priority: string;
  readonly statusOf: (name: string) => CaseStatus;
}

/** What a status is called elsewhere differs in spaces and capitals alone: `On Hold`, `on_hold`. */
const plain = (name: unknown): string =>
  String(name)
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');

export function readCasePolicy(fields: Fields, version: number): CasePolicy {
  const { text, calendar } = readCaseCalendar(fields);
  const pausing = statuses(fields, 'pause_statuses', PAUSING_STATUSES);
  const done = statuses(fields, 'done_statuses', ['resolved', 'closed']);
  const policy: SlaPolicy = {
    id: `policy ${version}`,
    name: 'the policy of the case',
    version,
    since: 0 as SlaPolicy['since'],
    calendarName: text.zone,
    calendar: text,
    targets: targetsIn(fields),
    warnAt: 80,
    pauses: { on_hold: pausesIn(fields) },
  };
  return {
    fields,
    policy: withCalendar(policy, calendar),
    priority: textIn(fields, 'default_priority') ?? onlyPriority(fields) ?? 'default',
    statusOf: (name) => (done.has(plain(name)) ? 'done' : pausing.has(plain(name)) ? 'on_hold' : 'open'),
  };
}

const statuses = (fields: Fields, key: string, usual: readonly string[]): ReadonlySet<string> =>
  new Set((key in fields ? listIn(fields, key) : usual).map(plain));

/** The clocks its pausing statuses stop. Clocks that we do not have stop nothing here. */
const pausesIn = (fields: Fields): readonly TargetKind[] =>
  'pauses' in fields
    ? TARGET_KINDS.filter((kind) => listIn(fields, 'pauses').map(plain).includes(kind))
    : USUAL_PAUSES.on_hold;

/** Where there is but one, nobody need say that it is the usual one. */
function onlyPriority(fields: Fields): string | undefined {
  const [only, ...more] = Object.keys(fieldsIn(fields, 'targets'));
  return more.length === 0 ? only : undefined;
}

/** Minutes by priority and clock; null and 0 promise nothing, as in a policy file a key left out does. */
function targetsIn(fields: Fields): SlaPolicy['targets'] {
  const targets = fieldsIn(fields, 'targets');
  return Object.fromEntries(
    Object.keys(targets).map((priority) => [priority, within('targets', () => budgetsIn(fieldsIn(targets, priority)))]),
  );
}

function budgetsIn(written: Fields): Readonly<Partial<Record<TargetKind, Millis>>> {
  const budgets = TARGET_KINDS.flatMap((kind) => {
    const budget = lengthOf(kind, numberIn(written, kind) ?? 0, MINUTE);
    return budget === 0 ? [] : [[kind, budget] as const];
  });
  return Object.fromEntries(budgets);
}
