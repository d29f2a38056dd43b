import type { LocalDate } from '../calendar/calendar';
import { addDays, instantOf, localDateOf, weekdayOf } from '../calendar/zone';
import type { DigestTimes, Team } from '../desk/desk';
import type { Instant } from '../time';

export interface DigestSlot {
  readonly date: LocalDate;
  readonly at: Instant;
}
const WEEK = 8;

/** The latest digest time at or before `now`, and the one before it. Undefined for a team without digests. */
export function latestSlots(team: Team, now: Instant): readonly [latest: DigestSlot, before: DigestSlot] | undefined {
  const found = slots(team, now, -1).filter(({ at }) => at <= now);
  const [latest, before] = found;
  return latest === undefined || before === undefined ? undefined : [latest, before];
}

export const nextSlot = (team: Team, now: Instant): DigestSlot | undefined =>
  slots(team, now, 1).find(({ at }) => at > now);

/** Two weeks of slots from today, backwards or forwards: every team's week has at least one. */
function slots(team: Team, now: Instant, step: 1 | -1): readonly DigestSlot[] {
  const { digest, zone } = team;
  if (digest === undefined) return [];
  const today = localDateOf(zone, now);
  return Array.from({ length: 2 * WEEK }, (_, days) => addDays(today, days * step))
    .filter((date) => falls(digest, date))
    .map((date) => ({ date, at: instantOf(zone, date, digest.at) }));
}

const falls = (digest: DigestTimes, date: LocalDate): boolean => digest.days.includes(weekdayOf(date) + 1);
