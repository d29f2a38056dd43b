import type { Path } from '../calendar/calendar-error';
import { calendarFlaws, zoneFlaw } from './calendar-flaws';
import { REFERENCE } from './fields';
import { type Flaw, sayPath } from './flaw';
import { ALWAYS, calendarNames, nameFlaw, policyNameFlaw } from './name-flaw';
import { checkEconomics, checkPlans, checkRates } from './plan-checks';
import { calendarField } from './promise-schema';
import { entriesOf, isNothing, nameOf, namesIn, type Spot, under } from './spot';
import { checkGroups, checkSteps } from './step-checks';
import { checkTeams } from './team-checks';

const referenceIn = ({ value }: Spot): string | undefined =>
  typeof value === 'string' && REFERENCE.test(value) ? value : undefined;

/** Where each reference is first written. */
function firstOf(spots: readonly Spot[]): ReadonlyMap<string, Path> {
  const first = new Map<string, Path>();
  for (const spot of spots) {
    const text = referenceIn(spot);
    if (text !== undefined && !first.has(text)) first.set(text, spot.path);
  }
  return first;
}

function twice(spots: readonly Spot[], why: string): readonly Flaw[] {
  const first = firstOf(spots);
  return spots.flatMap((spot): readonly Flaw[] => {
    const text = referenceIn(spot);
    const before = text === undefined ? undefined : first.get(text);
    if (text === undefined || before === undefined || before === spot.path) return [];
    return [{ path: spot.path, message: `${text} is already at ${sayPath(before)}; ${why}` }];
  });
}

function both(
  spots: readonly Spot[],
  others: readonly Spot[],
  say: (text: string, where: string) => string,
): readonly Flaw[] {
  const taken = firstOf(others);
  return spots.flatMap((spot): readonly Flaw[] => {
    const text = referenceIn(spot);
    const where = text === undefined ? undefined : taken.get(text);
    return text === undefined || where === undefined ? [] : [{ path: spot.path, message: say(text, sayPath(where)) }];
  });
}

function checkCalendars(calendars: Spot): readonly Flaw[] {
  return entriesOf(calendars).flatMap((spot): readonly Flaw[] => {
    if (nameOf(spot) === ALWAYS) {
      return [{ path: spot.path, message: `"${ALWAYS}" is built in; give this calendar another name.`, onKey: true }];
    }
    const read = calendarField().safeParse(spot.value);
    if (!read.success) return [];
    return calendarFlaws(read.data).map((flaw) => ({ ...flaw, path: [...spot.path, ...flaw.path] }));
  });
}

function checkPolicies(policies: Spot, calendars: Spot, groups: Spot): readonly Flaw[] {
  return entriesOf(policies).flatMap((policy): readonly Flaw[] => {
    const targets = under(policy, 'targets');
    const empty = entriesOf(targets).filter((severity) => isNothing(severity) && severity.value !== null);
    return [
      ...nameFlaw(under(policy, 'calendar'), 'calendar', calendarNames(calendars)),
      ...checkSteps(policy, calendarNames(calendars), namesIn(groups)),
      ...(isNothing(targets) && targets.value !== undefined && targets.value !== null
        ? [
            {
              path: targets.path,
              message: 'this policy promises nothing; add a target, such as S1: { first_response: 1h }.',
            },
          ]
        : []),
      ...empty.map(({ path }) => ({
        path,
        message: `${String(path.at(-1))} promises nothing; write first_response, next_response, update or resolution, or remove ${String(path.at(-1))}.`,
      })),
    ];
  });
}

function checkPlaces(teams: Spot, channels: Spot): readonly Flaw[] {
  const inTeams = (key: string): readonly Spot[] => entriesOf(teams).flatMap((team) => entriesOf(under(team, key)));
  const triage = inTeams('triage');
  const groups = inTeams('agent_groups').map((entry) => under(entry, 'group'));
  const members = inTeams('agents').flatMap((agent) => entriesOf(under(agent, 'is')));
  const places = entriesOf(channels).map((channel) => under(channel, 'place'));
  return [
    ...twice(places, 'a place is one channel with one policy, so keep one of the two.'),
    ...twice(triage, 'a triage channel belongs to one team, so keep one of the two.'),
    ...twice(groups, 'a group belongs to one team, so keep one of the two.'),
    ...twice(members, 'a member is one person in one team, so keep one of the two.'),
    ...both(
      places,
      triage,
      (text, where) =>
        `${text} is also the triage channel at ${where}, which customers must not see; use another channel.`,
    ),
    ...both(
      groups,
      places,
      (text, where) =>
        `${text} is also the customer channel at ${where}, whose members are not all agents; use another group.`,
    ),
  ];
}

const checkSection = (section: Spot, cure: string): readonly Flaw[] =>
  isNothing(section) && section.value !== undefined && section.value !== null
    ? [{ path: section.path, message: `"${nameOf(section)}" is empty; ${cure}` }]
    : [];

/** What types cannot say: names that must exist, places that must differ, times that must make sense. */
export function checkDesk(input: unknown, platforms: readonly string[]): readonly Flaw[] {
  const file: Spot = { path: [], value: input };
  const [calendars, groups, policies, teams, channels] = [
    under(file, 'calendars'),
    under(file, 'groups'),
    under(file, 'policies'),
    under(file, 'teams'),
    under(file, 'channels'),
  ];
  return [
    ...checkSection(policies, 'add at least one policy.'),
    ...checkSection(teams, 'add at least one team.'),
    ...checkSection(channels, 'add at least one channel where customers ask.'),
    ...checkCalendars(calendars),
    ...checkPolicies(policies, calendars, groups),
    ...checkGroups(groups),
    ...checkPlans(under(file, 'plans'), policies, under(file, 'contracts')),
    ...checkRates(under(file, 'rates')),
    ...checkEconomics(under(file, 'economics'), under(file, 'contracts')),
    ...entriesOf(channels).flatMap((channel) => [
      ...nameFlaw(under(channel, 'team'), 'team', namesIn(teams)),
      ...policyNameFlaw(under(channel, 'policy'), policies),
    ]),
    ...entriesOf(teams).flatMap((team) => checkZone(under(team, 'zone'))),
    ...checkPlaces(teams, channels),
    ...checkTeams(teams, channels, platforms),
  ];
}

function checkZone({ path, value }: Spot): readonly Flaw[] {
  const message = typeof value === 'string' ? zoneFlaw(value) : undefined;
  return message === undefined ? [] : [{ path, message }];
}
