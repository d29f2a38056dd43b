import { COMMUNITY } from '../sla/community';
import type { Flaw } from './flaw';
import { cureFor, oneOf } from './nearest';
import { namesIn, type Spot } from './spot';

/** The calendar that need not be written. */
export const ALWAYS = 'always';

const MOST_NAMES = 10;
const SECTIONS = { calendar: 'calendars', policy: 'policies', team: 'teams', group: 'groups' } as const;

/** A name that is referred to and stands nowhere. */
export function nameFlaw(spot: Spot, what: keyof typeof SECTIONS, known: readonly string[]): readonly Flaw[] {
  const { path, value } = spot;
  // Without any names the block they belong in is at fault, and told.
  if (typeof value !== 'string' || known.includes(value) || known.length === 0) return [];
  const listed = known.length === 1 || known.length > MOST_NAMES ? '' : `, or write ${oneOf(known)}`;
  const cure = cureFor(value, known, `add it under ${SECTIONS[what]}${listed}.`);
  return [{ path, message: `there is no ${what} "${value}"; ${cure}` }];
}

/** The community's policy need not be written. */
export const policyNameFlaw = (spot: Spot, policies: Spot): readonly Flaw[] =>
  spot.value === COMMUNITY ? [] : nameFlaw(spot, 'policy', namesIn(policies));

export const calendarNames = (calendars: Spot): readonly string[] => [
  ...namesIn(calendars).filter((name) => name !== ALWAYS),
  ALWAYS,
];
