import { readFileSync } from 'node:fs';
import { readPolicyFile, sayProblem } from '../../src/adapters/policy-file';
import { readCalendar } from '../../src/core/calendar/calendar';
import type { Desk } from '../../src/core/desk/desk';
import { calendarOf } from '../../src/core/sla/policy';
import { BASE } from '../support/policy-base';
import { slips } from '../support/policy-slips';

const PLATFORMS = ['slack', 'discord'];
const EXAMPLE = readFileSync('steward.example.yaml', 'utf8');

function problemsOf(text: string): readonly string[] {
  const read = readPolicyFile(text, PLATFORMS);
  return 'desk' in read ? [] : read.problems.map((problem) => sayProblem('f', problem).slice(2));
}
function deskOf(text: string): Desk {
  const read = readPolicyFile(text, PLATFORMS);
  if ('desk' in read) return read.desk;
  throw new Error(read.problems.map((problem) => sayProblem('f', problem)).join('\n'));
}

describe('a sound policy file', () => {
  it('accepts the example that new people copy', () => {
    expect(problemsOf(EXAMPLE)).toEqual([]);
  });

  it('reads teams, people and groups, with days counted from Monday and times from midnight', () => {
    const { teams, people, agentGroups } = deskOf(BASE);
    expect(teams).toEqual([
      {
        id: 'core',
        name: 'Core team',
        zone: 'Europe/Berlin',
        triage: [
          { platform: 'slack', placeId: 'C0TRIAGE' },
          { platform: 'discord', placeId: '900' },
        ],
        digest: { at: 570, days: [1, 5], toLeads: true },
      },
    ]);
    expect(people.map(({ name, team, lead }) => [name, team, lead])).toEqual([
      ['Alice', 'core', false],
      ['Dana', 'core', true],
    ]);
    expect(people[0]?.members).toEqual([
      { platform: 'slack', memberId: 'U0ALICE' },
      { platform: 'discord', memberId: '111' },
    ]);
    expect(agentGroups).toEqual([{ group: { platform: 'slack', placeId: 'S0SUPPORT' }, team: 'core', lead: false }]);
  });

  it('fills in what a channel leaves out', () => {
    expect(deskOf(BASE.replace('    mode: card\n', '')).channels).toEqual([
      {
        place: { platform: 'slack', placeId: 'C0ACME' },
        account: 'Acme',
        team: 'core',
        policy: 'premium',
        severity: 'S3',
        mode: 'silent',
        groupMinutes: 60,
        reactions: { open: 'act', claim: 'act', resolve: 'act', escalate: 'act' },
      },
    ]);
  });

  it('keeps an id exactly as written, however long and however like a number', () => {
    const { agentGroups } = deskOf(BASE.replace('slack:S0SUPPORT', 'discord:0012345678901234567890'));
    expect(agentGroups[0]?.group.placeId).toBe('0012345678901234567890');
  });

  it('gives each policy a calendar that can be stored as JSON and read again', () => {
    const { policies } = deskOf(BASE);
    const stored = JSON.parse(JSON.stringify(policies));
    expect(stored).toEqual(policies);
    expect(readCalendar(stored.premium.calendar)).toEqual(readCalendar(policies.premium?.calendar as never));
    expect(policies.premium).toMatchObject({
      name: 'premium',
      calendarName: 'office',
      warnAt: 75,
      targets: { S1: { first_response: 1_800_000, resolution: 14_400_000 } },
    });
  });

  it('reads steps as data, the same however their names are ordered, and none where none are written', () => {
    const written = (to: string) =>
      deskOf(
        BASE.replace(
          'warn_at: 75',
          `steps: [{ at: 50%, to: [assignee], hours: office }, { at: breach, to: ${to} }, { after: 2h, times: 3, by: wall_time, to: [leads], severities: [S2, S1] }]`,
        ).replace('teams:', 'groups: { night: [slack:U0DANA] }\nteams:'),
      );
    const { policies, groups } = written('[night, triage]');
    expect(groups).toEqual({ night: [{ platform: 'slack', memberId: 'U0DANA' }] });
    expect(policies.premium?.steps).toEqual([
      {
        moment: { tag: 'before', percent: 50 },
        to: ['assignee'],
        hours: { name: 'office', calendar: deskOf(BASE).policies.premium?.calendar },
      },
      { moment: { tag: 'breach' }, to: ['triage', { group: 'night' }] },
      {
        moment: { tag: 'after', length: 7_200_000, by: 'wall_time', times: 3 },
        to: ['leads'],
        severities: ['S1', 'S2'],
      },
    ]);
    expect(JSON.stringify(written('[triage, night]').policies)).toBe(JSON.stringify(policies));
    expect(deskOf(BASE).policies.premium).not.toHaveProperty('steps');
  });

  it('offers a calendar that never closes without it being written', () => {
    const policy = deskOf(BASE.replace('calendar: office', 'calendar: always')).policies.premium;
    expect(policy?.calendarName).toBe('always');
    expect(policy && calendarOf(policy).week.every(([hours]) => hours?.[0] === 0 && hours[1] === 1440)).toBe(true);
  });

  it('makes the same policy of the same promises, in whatever order they are written', () => {
    const moved = BASE.replace(/( +mon: .*\n)( +tue: .*\n)/, '$2$1')
      .replace('["2026-12-25", "01-01"]', '["01-01", "2026-12-25"]')
      .replace('{ first_response: 30m, resolution: 4h }', '{ resolution: 240m, first_response: 30 min }');
    expect(moved).not.toBe(BASE);
    expect(JSON.stringify(deskOf(moved).policies)).toBe(JSON.stringify(deskOf(BASE).policies));
  });

  it('reads the same with a byte order mark, Windows line ends and anchors', () => {
    const windows = `\uFEFF${BASE.replaceAll('\n', '\r\n')}`;
    const anchored = BASE.replace('mon: [', 'mon: &day [').replace('["09:00-12:00", "13:00-17:00"]', '*day');
    expect(deskOf(windows)).toEqual(deskOf(BASE));
    expect(problemsOf(anchored)).toEqual([]);
    expect(problemsOf(windows.replace('premium\r\n    mode', 'premum\r\n    mode'))).toEqual([
      '30:13 channels[0].policy: there is no policy "premum"; did you mean "premium"?',
    ]);
  });
});

describe('a broken policy file', () => {
  it.each(slips())('points at $name and says what to write', ({ text, says }) => {
    expect(problemsOf(text)).toEqual(says);
  });

  it('tells all problems at once, in the order of the file', () => {
    const text = BASE.replace('"01-01"', '"13-01", "x"')
      .replace('"13:00-17:00"', '"13:00-1700"')
      .replace('30m', '30')
      .replace('policy: premium', 'policy: gold')
      .replace('mode: card', 'mode: card\n    mode: cards');
    expect(problemsOf(text)).toEqual([
      '6:28 calendars.office.week.tue[1]: "1700" is not a time of day; write 00:00 to 23:59, or 24:00 for the end of the day.',
      '7:30 calendars.office.holidays[1]: "13-01" is not a date; write an existing day as 2026-12-25, 12-25 for every year, or two of them as 2026-12-24..2026-12-31.',
      '7:39 calendars.office.holidays[2]: "x" is not a date; write an existing day as 2026-12-25, 12-25 for every year, or two of them as 2026-12-24..2026-12-31.',
      '14:29 policies.premium.targets.S1.first_response: 30 has no unit; write it as 30m for minutes or 30h for hours.',
      '30:13 channels[0].policy: there is no policy "gold"; add it under policies.',
      '32:5 the key "mode" is written twice; keep one of the two.',
      '32:11 channels[0].mode: there is no mode "cards"; did you mean "card"?',
    ]);
  });

  it.each([
    ['an empty file', '', '1:1 this file is empty; copy steward.example.yaml over it and change it to fit.'],
    ['only comments', '# x\n', '1:1 this file is empty; copy steward.example.yaml over it and change it to fit.'],
    [
      'a list',
      '- a',
      '1:1 a policy file starts with keys; write calendars:, policies:, teams: and channels:, each on a line of its own.',
    ],
    ['endless brackets', '['.repeat(100_000), '1:100 this is nested more than 100 deep; close the brackets before it.'],
    ['endless lists', '- '.repeat(50_000), '1:199 this is nested more than 100 deep; close the brackets before it.'],
    ['a huge file', '#'.repeat(600_000), '1:1 this file is larger than 512 KB; check that it is the policy file.'],
    ['an alias of itself', 'a: &a [*a]', '1:8 the alias *a contains itself; write the value out.'],
    [
      'many aliases',
      `a: &a 1\nb: [${'*a,'.repeat(1_001)}]`,
      '2:3005 there are more than 1000 aliases; write some of them out.',
    ],
    [
      'aliases of aliases of aliases',
      [
        'a: &a [1, 1]',
        ...[...'bcdefghijkl'].map((x, i) => `${x}: &${x} [*${'abcdefghijk'[i]}, *${'abcdefghijk'[i]}]`),
      ].join('\n'),
      '1:1 there are more than 1000 aliases; write some of them out.',
    ],
  ])('refuses %s in one sentence', (_, text, says) => {
    expect(problemsOf(text)).toEqual([says]);
  });

  it('names the blocks that are not there or have nothing in them', () => {
    expect(problemsOf('teams: {}\nchannels: []\n')).toEqual([
      '1:1 policies: the key "policies" is missing; add it, such as policies: { premium: { calendar: always, targets: {...} } }.',
      '1:8 teams: "teams" is empty; add at least one team.',
      '2:11 channels: "channels" is empty; add at least one channel where customers ask.',
    ]);
  });
});
