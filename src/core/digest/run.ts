import { addDays, type LocalDate, startOfDay } from '../calendar/zone';
import { type Desk, type DigestTimes, leadsOf, type Team } from '../desk/desk';
import type { Store, Unit } from '../store';
import { type ContractFacts, contractRound } from '../subscription/contract-round';
import type { Instant } from '../time';
import { collect } from './collect';
import { latestSlots, nextSlot } from './due';
import { digestMessage } from './words';

/** When a team without digests looks at its contracts: in the morning of each working day. */
const QUIET: DigestTimes = { at: 9 * 60, days: [1, 2, 3, 4, 5], toLeads: false };
const timed = (team: Team): Team => ({ ...team, digest: team.digest ?? QUIET });

/**
 * Looks at each team's contracts and sends its morning digest if the time has come: one per date, and after a downtime
 * only the latest.
 */
export async function runDigests(store: Store, desk: Desk, now: Instant): Promise<void> {
  for (const team of desk.teams) {
    const slots = latestSlots(timed(team), now);
    if (slots === undefined) continue;
    const [latest, before] = slots;
    const last = await store.transact((unit) => unit.digests.latest(team.id));
    if (last !== undefined && last >= latest.date) continue;
    // A desk set up this afternoon owes nobody a digest for this morning.
    const contracts =
      last === undefined
        ? undefined
        : await contractRound(store, { desk, team, now, since: startOfDay(team.zone, last as LocalDate) });
    await store.transact(async (unit) => {
      if (!(await unit.digests.claim(team.id, latest.date, now))) return;
      if (contracts !== undefined && team.digest !== undefined)
        await send({ unit, desk, team, now, contracts }, latest.date, before.at);
    });
  }
}

/** The next moment a digest is due, for whoever sets the alarm. */
export function nextDigest(desk: Desk, now: Instant): Instant | undefined {
  const times = desk.teams.flatMap((team) => nextSlot(timed(team), now)?.at ?? []);
  return times.length === 0 ? undefined : (Math.min(...times) as Instant);
}

interface Sending {
  readonly unit: Unit;
  readonly desk: Desk;
  readonly team: Team;
  readonly now: Instant;
  readonly contracts: ContractFacts;
}
async function send({ unit, desk, team, now, contracts }: Sending, date: string, since: Instant): Promise<void> {
  const endOfDay = startOfDay(team.zone, addDays(date as Parameters<typeof addDays>[0], 1));
  const facts = { ...(await collect(unit, team, now, since, endOfDay)), contracts };
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
