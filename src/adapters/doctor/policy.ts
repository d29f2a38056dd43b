import { zoneExists } from '../../core/calendar/offsets';
import { type Desk, deskOn, type Team } from '../../core/desk/desk';
import { calendarOf } from '../../core/sla/policy';
import { counted, type Finding, findingsAbout, inTwo, wordsOf } from '../finding';
import { loadPolicyFile } from '../policy-file';
import { summaryOf } from '../policy-summary';

const about = findingsAbout('Policy file');

/** Ends with the desk, if the file says one. */
export function* examinePolicy(path: string, platforms: readonly string[]): Generator<Finding, Desk | undefined> {
  let desk: Desk;
  try {
    desk = loadPolicyFile(path, platforms);
  } catch (error) {
    for (const line of wordsOf(error).split('\n')) yield { about: 'Policy file', state: 'broken', ...inTwo(line) };
    return undefined;
  }
  yield about.ok(`${path} is in order: ${summaryOf(desk)}.`);
  const unknown = zonesOf(desk).filter((zone) => !zoneExists(zone));
  if (unknown.length > 0) yield about.broken(`Node.js does not know ${unknown.join(', ')}.`, 'Update Node.js.');
  else yield findingsAbout('Time zones').ok(`${zonesOf(desk).join(', ')}: known, with their changes of the clock.`);
  return desk;
}

const zonesOf = ({ teams, policies }: Desk): readonly string[] =>
  [
    ...new Set([...teams.map(({ zone }) => zone), ...Object.values(policies).map((policy) => calendarOf(policy).zone)]),
  ].sort();

/** What the policy file says of platforms that are off is left out by the desk, and with it perhaps somebody’s only triage channel. */
export function* examineReach(desk: Desk, on: readonly string[]): Generator<Finding> {
  const left = namedPlatforms(desk).filter((name) => !on.includes(name));
  for (const name of left)
    yield about.warning(
      `What it says of ${name} is left out, since ${name} is not set up: ${sayParts(deskOn(desk, [name]))}.`,
      `Set up ${name}, or take it out of the file.`,
    );
  const here = deskOn(desk, on);
  for (const team of here.teams.filter((one) => isUnheard(one, here)))
    yield about.broken(
      `The team "${team.id}" has customers here but no triage channel on a platform that is set up, so nobody would hear of a ticket.`,
      `Add a triage channel on ${on.join(' or ')} to it.`,
    );
}

const isUnheard = ({ id, triage }: Team, { channels }: Desk): boolean =>
  triage.length === 0 && channels.some(({ team }) => team === id);

const namedPlatforms = ({ teams, people, agentGroups, channels }: Desk): readonly string[] => [
  ...new Set(
    [
      ...channels.map(({ place }) => place),
      ...teams.flatMap(({ triage }) => triage),
      ...agentGroups.map(({ group }) => group),
      ...people.flatMap(({ members }) => members),
    ].map(({ platform }) => platform),
  ),
];

function sayParts({ teams, people, agentGroups, channels }: Desk): string {
  const parts: readonly (readonly [number, string])[] = [
    [channels.length, 'customer channel'],
    [teams.flatMap(({ triage }) => triage).length, 'triage channel'],
    [agentGroups.length, 'group of agents'],
    [people.filter(({ members }) => members.length > 0).length, 'agent'],
  ];
  return parts
    .filter(([number]) => number > 0)
    .map(([number, one]) => counted(number, one, one === 'group of agents' ? 'groups of agents' : `${one}s`))
    .join(', ');
}
