import { WEEKDAYS } from '../calendar/calendar';

/** A calendar as the policy file wrote it and the database kept it. */
interface Written {
  readonly zone?: string;
  readonly week?: Readonly<Record<string, readonly string[]>>;
  readonly holidays?: readonly string[];
  readonly special?: Readonly<Record<string, readonly string[]>>;
  readonly breaks?: Readonly<Record<string, readonly string[]>>;
}
/** Lists are told up to this many. */
const MOST = 5;

/** How one calendar differs from another, in a few words each; empty when both are open at the same times. */
export function calendarChanges(before: unknown, after: unknown): readonly string[] {
  const [was, is] = [(before ?? {}) as Written, (after ?? {}) as Written];
  return [
    ...(was.zone === is.zone ? [] : [`the zone is ${is.zone} instead of ${was.zone}`]),
    ...WEEKDAYS.flatMap((day) => hoursChange(day, was.week?.[day] ?? [], is.week?.[day] ?? [])),
    ...listChange('holiday', was.holidays ?? [], is.holidays ?? []),
    ...datedChange('special hours', was.special ?? {}, is.special ?? {}),
    ...datedChange('a break', was.breaks ?? {}, is.breaks ?? {}),
  ];
}

const sayHours = (hours: readonly string[]): string => (hours.length === 0 ? 'closed' : hours.join(' and '));

const hoursChange = (day: string, was: readonly string[], is: readonly string[]): readonly string[] =>
  sayHours(was) === sayHours(is) ? [] : [`${day} ${sayHours(is)} instead of ${sayHours(was)}`];

function listChange(what: string, was: readonly string[], is: readonly string[]): readonly string[] {
  const added = is.filter((one) => !was.includes(one));
  const gone = was.filter((one) => !is.includes(one));
  return [
    ...(added.length === 0 ? [] : [`new ${what}${added.length === 1 ? '' : 's'} ${listed(added)}`]),
    ...(gone.length === 0 ? [] : [`no ${what} any more: ${listed(gone)}`]),
  ];
}

function datedChange(what: string, was: NonNullable<Written['special']>, is: NonNullable<Written['special']>) {
  const dates = [...new Set([...Object.keys(was), ...Object.keys(is)])].sort();
  const changed = dates.filter((date) => JSON.stringify(was[date]) !== JSON.stringify(is[date]));
  const said = changed.map((date) =>
    is[date] === undefined ? `none on ${date} any more` : `${date} ${sayHours(is[date])}`,
  );
  return said.length === 0 ? [] : [`${what}: ${listed(said)}`];
}

const listed = (all: readonly string[]): string =>
  [...all.slice(0, MOST), ...(all.length > MOST ? [`and ${all.length - MOST} more`] : [])].join(', ');
