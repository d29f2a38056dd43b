import { addDays, startOfDay } from '../calendar/zone';
import { type Desk, leadsOf, type Team } from '../desk/desk';
import type { Store, Unit } from '../store';
import type { Instant } from '../time';
import { collect } from './collect';
import { latestSlots, nextSlot } from './due';
import { digestMessage } from './words';

/** Sends each team's morning digest if its time has come: one per date, and after a downtime only the latest. */
export async function runDigests(store: Store, desk: Desk, now: Instant): Promise<void> {
  for (const team of desk.teams) {
    const slots = latestSlots(team, now);
    if (slots === undefined) continue;
    const [latest, before] = slots;
    await store.transact(async (unit) => {
      const last = await unit.digests.latest(team.id);
      if (last !== undefined && last >= latest.date) return;
      if (!(await unit.digests.claim(team.id, latest.date, now))) return;
      // A desk set up this afternoon owes nobody a digest for this morning.
      if (last !== undefined) await send(unit, desk, team, latest.date, before.at, now);
    });
  }
}

/** The next moment a digest is due, for whoever sets the alarm. */
export function nextDigest(desk: Desk, now: Instant): Instant | undefined {
  const times = desk.teams.flatMap((team) => nextSlot(team, now)?.at ?? []);
  return times.length === 0 ? undefined : (Math.min(...times) as Instant);
}

async function send(unit: Unit, desk: Desk, team: Team, date: string, since: Instant, now: Instant): Promise<void> {
  const endOfDay = startOfDay(team.zone, addDays(date as Parameters<typeof addDays>[0], 1));
  const facts = await collect(unit, team, now, since, endOfDay);
  const title = new Intl.DateTimeFormat('en-GB', {
    timeZone: team.zone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  }).format(now);
  for (const channel of team.triage) {
    const message = digestMessage(team, title, facts, now, channel.platform);
    const key = `digest:${team.id}:${date}:${channel.platform}`;
    await unit.outbox.put({ key, act: { type: 'post', channel }, message, priority: 9 }, now);
  }
  if (team.digest?.toLeads !== true) return;
  for (const member of leadsOf(desk, team.id).flatMap(({ members }) => members)) {
    const message = digestMessage(team, title, facts, now, member.platform);
    const key = `digest:${team.id}:${date}:${member.platform}:${member.memberId}`;
    await unit.outbox.put({ key, act: { type: 'dm', to: member }, message, priority: 9 }, now);
  }
}
