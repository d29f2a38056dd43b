import { currencyOf } from '../billing/money';
import { WEEKDAYS } from '../calendar/calendar';
import { PAUSING_STATUSES, type PolicyBody, SEVERITIES, TARGET_KINDS } from '../sla/policy';
import { checkDesk } from './checks';
import type { AgentGroup, CustomerChannel, Desk, Manners, Person, Team } from './desk';
import type { Flaw } from './flaw';
import { ALWAYS } from './name-flaw';
import type { CalendarInFile } from './promise-schema';
import { economicsOf } from './read-economics';
import { planOf } from './read-plans';
import { stepsOf } from './read-steps';
import { type DeskFile, deskFile } from './schema';
import { flawsOf } from './wording';

type ReadDesk = { readonly desk: Desk } | { readonly flaws: readonly Flaw[] };

/** The content of a policy file, as JSON would hold it, into a desk, or all that is wrong with it. */
export function readDesk(input: unknown, platforms: readonly string[]): ReadDesk {
  const schema = deskFile(platforms);
  const read = schema.safeParse(input);
  const flaws = [...(read.success ? [] : flawsOf(schema, read.error.issues, input)), ...checkDesk(input, platforms)];
  return read.success && flaws.length === 0 ? { desk: deskOf(read.data) } : { flaws };
}

function deskOf(file: DeskFile): Desk {
  const teams = Object.entries(file.teams);
  const currency = file.contracts.currency === undefined ? undefined : currencyOf(file.contracts.currency);
  return {
    teams: teams.map(([id, team]) => teamOf(id, team)),
    people: teams.flatMap(([id, team]) =>
      team.agents.map(({ name, is, lead }): Person => ({ name, team: id, lead, members: is })),
    ),
    agentGroups: teams.flatMap(([id, team]) =>
      team.agent_groups.map(({ group, lead }): AgentGroup => ({ group, team: id, lead })),
    ),
    groups: file.groups,
    channels: file.channels.map(
      ({ place, account, team, policy, ...manners }): CustomerChannel => ({
        place,
        account,
        team,
        ...(policy === undefined ? {} : { policy }),
        ...mannersOf(manners),
      }),
    ),
    newChannels: mannersOf(file.new_channels),
    policies: Object.fromEntries(
      Object.entries(file.policies).map(([name, policy]) => [name, policyOf(name, policy, file)]),
    ),
    plans: Object.fromEntries(Object.entries(file.plans).map(([name, plan]) => [name, planOf(name, plan, currency)])),
    contracts: {
      ...(currency === undefined ? {} : { currency }),
      uncovered: file.contracts.uncovered,
      remind: file.contracts.remind,
      remindPacks: file.contracts.remind_packs,
      rates: file.rates,
    },
    ...(file.economics === undefined || currency === undefined
      ? {}
      : { economics: economicsOf(file.economics, currency) }),
  };
}

const mannersOf = ({ group_minutes, ...manners }: DeskFile['new_channels']): Manners => ({
  ...manners,
  groupMinutes: group_minutes,
});

function teamOf(id: string, { name, zone, triage, digest }: DeskFile['teams'][string]): Team {
  if (digest === undefined) return { id, name, zone, triage };
  const days = WEEKDAYS.flatMap((day, i) => (digest.days.includes(day) ? [i + 1] : []));
  return { id, name, zone, triage, digest: { at: digest.at, days, toLeads: digest.to_leads } };
}

const DAY_AND_NIGHT: CalendarInFile = {
  zone: 'UTC',
  week: Object.fromEntries(WEEKDAYS.map((day) => [day, ['00:00-24:00']])),
};

function policyOf(name: string, policy: DeskFile['policies'][string], file: DeskFile): PolicyBody {
  const calendarCalled = (written: string): unknown => {
    const calendar = written === ALWAYS ? DAY_AND_NIGHT : file.calendars[written];
    return calendar === undefined ? undefined : inOrder(calendar);
  };
  return {
    name,
    calendarName: policy.calendar,
    calendar: calendarCalled(policy.calendar),
    targets: targetsOf(policy.targets),
    warnAt: policy.warn_at,
    ...(policy.steps === undefined ? {} : { steps: stepsOf(policy.steps, calendarCalled) }),
    ...(policy.pauses === undefined ? {} : { pauses: pausesOf(policy.pauses) }),
  };
}

function pausesOf(pauses: NonNullable<DeskFile['policies'][string]['pauses']>): NonNullable<PolicyBody['pauses']> {
  const statuses = PAUSING_STATUSES.flatMap((status) => {
    const written = pauses[status];
    return written === undefined ? [] : [[status, TARGET_KINDS.filter((kind) => written.includes(kind))] as const];
  });
  return Object.fromEntries(statuses);
}

/** Order in the file is taste: moving lines about must not make a new version of a policy. */
function targetsOf(targets: DeskFile['policies'][string]['targets']): PolicyBody['targets'] {
  return Object.fromEntries(
    SEVERITIES.flatMap((severity) => {
      const written = targets[severity];
      if (written === undefined) return [];
      const kinds = TARGET_KINDS.flatMap((kind) =>
        written[kind] === undefined ? [] : [[kind, written[kind]] as const],
      );
      return [[severity, Object.fromEntries(kinds)] as const];
    }),
  );
}

function inOrder({ zone, week, holidays, special, breaks }: CalendarInFile): CalendarInFile {
  const sorted = <T>(byDate: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(byDate).sort(([a], [b]) => (a < b ? -1 : 1)));
  const days = WEEKDAYS.flatMap((day) => (week?.[day] === undefined ? [] : [[day, week[day]] as const]));
  return {
    zone,
    ...(week === undefined ? {} : { week: Object.fromEntries(days) }),
    ...(holidays === undefined ? {} : { holidays: [...holidays].sort() }),
    ...(special === undefined ? {} : { special: sorted(special) }),
    ...(breaks === undefined ? {} : { breaks: sorted(breaks) }),
  };
}
