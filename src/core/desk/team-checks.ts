import { type Flaw, sayPath } from './flaw';
import { entriesOf, isNothing, nameOf, type Spot, under } from './spot';
import { teamField } from './team-schema';

const platformOf = (reference: string): string => reference.slice(0, reference.indexOf(':'));

function onePerPlatform(team: Spot): readonly Flaw[] {
  const first = new Map<string, Spot>();
  return entriesOf(under(team, 'triage')).flatMap((spot): readonly Flaw[] => {
    if (typeof spot.value !== 'string' || !spot.value.includes(':')) return [];
    const platform = platformOf(spot.value);
    const before = first.get(platform);
    // The very same place is told as written twice.
    if (before === undefined || before.value === spot.value) {
      first.set(platform, before ?? spot);
      return [];
    }
    const message = `this team has a triage channel on ${platform} already (${sayPath(before.path)}); keep one per platform.`;
    return [{ path: spot.path, message }];
  });
}

/** Cards, warnings and digests have to go somewhere. */
function mustHear(team: Spot, channels: Spot, platform: string): readonly Flaw[] {
  if (!isNothing(under(team, 'triage'))) return [];
  const cure = `add one, such as triage: [${platform}:C0TRIAGE].`;
  const served = entriesOf(channels).find((channel) => under(channel, 'team').value === nameOf(team));
  const name = nameOf(team);
  if (served !== undefined) {
    const message = `team "${name}" answers ${sayPath(served.path)} but has no triage channel, so nobody would hear of a breach; ${cure}`;
    return [{ path: team.path, message }];
  }
  if (isNothing(under(team, 'digest'))) return [];
  return [{ path: team.path, message: `team "${name}" has a digest but no triage channel to send it to; ${cure}` }];
}

function mustHaveAgents(team: Spot, platform: string): readonly Flaw[] {
  if (!isNothing(under(team, 'agents')) || !isNothing(under(team, 'agent_groups'))) return [];
  const cure = `add agents: [{ name: Alice, is: [${platform}:U0ALICE] }] or agent_groups: [{ group: ${platform}:S0SUPPORT }].`;
  return [{ path: team.path, message: `nobody works in team "${nameOf(team)}"; ${cure}` }];
}

function leadsForDigest(team: Spot): readonly Flaw[] {
  const toLeads = under(under(team, 'digest'), 'to_leads');
  if (toLeads.value !== true) return [];
  if (entriesOf(under(team, 'agents')).some((agent) => under(agent, 'lead').value === true)) return [];
  const message = `no agent of team "${nameOf(team)}" is a lead; write lead: true for one of them, or to_leads: false.`;
  return [{ path: toLeads.path, message }];
}

export function checkTeams(teams: Spot, channels: Spot, platforms: readonly string[]): readonly Flaw[] {
  const schema = teamField(platforms);
  const platform = platforms[0] ?? 'platform';
  return entriesOf(teams).flatMap((team) => [
    ...onePerPlatform(team),
    // What seems to be missing may only be misspelled: that is told first.
    ...(schema.safeParse(team.value).success
      ? [...mustHaveAgents(team, platform), ...mustHear(team, channels, platform), ...leadsForDigest(team)]
      : []),
  ]);
}
