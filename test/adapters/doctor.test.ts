import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PlatformModule } from '../../src/adapters/platform';
import slackModule from '../../src/adapters/slack';
import { lines, reads, setUp } from '../support/doctor';
import { TestClock } from '../support/test-clock';

const POLICY = `
policies:
  premium: { calendar: always, targets: { S3: { first_response: 4h } } }
teams:
  core:
    name: Core team
    zone: Europe/Berlin
    triage: [slack:C0TRIAGE]
    agents: [{ name: Alice, is: [slack:U0ALICE] }]
channels:
  - { place: slack:C0ACME, account: Acme, team: core, policy: premium }
`;

/** Some platform that is set up by one variable, and finds what a test wants it to. */
const platformThat = (examine: PlatformModule['examine'], name = 'slack'): PlatformModule => ({
  name,
  variables: [`${name.toUpperCase()}_TOKEN`, `${name.toUpperCase()}_URL`],
  create: () => undefined,
  examine,
});
const inOrder = (name?: string) =>
  platformThat(async function* () {
    yield { about: 'Chat', state: 'ok', what: 'In order.' };
  }, name);

describe('steward doctor', () => {
  it('on a fresh checkout, with nothing set up at all, says what is missing', async () => {
    const { code, reads } = await (await setUp({})).examine();
    expect(reads).toBe(
      lines(`
        ✓ Node.js: 24.9.0 gets fixes of security faults until 30 April 2028.
        ✓ Time zones: The time zone data is 2026b.
        ✓ Settings: In order, from the environment.
        ✗ Policy file: There is no policy file steward.yaml.
            Copy steward.example.yaml there and change it to fit, or name another file in STEWARD_CONFIG.
        ✓ Database: desk.db will be created on first start.
        ! Platforms: No chat platform is set up, so \`steward start\` opens the playground.
            Set the variables of one of them: SLACK_BOT_TOKEN, and what goes with it (docs/configuration.md).

        1 thing is broken, 1 to look at.
      `),
    );
    expect(code).toBe(1);
  });

  it('says everything that is wrong with the policy file, each with its line and its cure', async () => {
    const policy = POLICY.replace('policy: premium', 'policy: premum').replace(
      'first_response: 4h',
      'first_response: 30',
    );
    expect(await reads({ policy, platforms: [inOrder()] })).toBe(
      lines(`
        ✓ Node.js: 24.9.0 gets fixes of security faults until 30 April 2028.
        ✓ Time zones: The time zone data is 2026b.
        ✓ Settings: In order, from the environment.
        ✗ Policy file: steward.yaml:3:65 policies.premium.targets.S3.first_response: 30 has no unit.
            Write it as 30m for minutes or 30h for hours.
        ✗ Policy file: steward.yaml:11:63 channels[0].policy: there is no policy "premum".
            Did you mean "premium"?
        ✓ Database: desk.db will be created on first start.
        ✓ Chat: In order.

        2 things are broken.
      `),
    );
  });

  it('says every setting that is wrong, and examines what the others say', async () => {
    const env = { DATABASE_URL: 'mysql://root:s3cret@host/desk', PORT: '80000', LOG_LEVEL: 'loud' };
    const said = await reads({ env, policy: POLICY, platforms: [inOrder()] });
    expect(said).toBe(
      lines(`
        ✓ Node.js: 24.9.0 gets fixes of security faults until 30 April 2028.
        ✓ Time zones: The time zone data is 2026b.
        ✗ Settings: DATABASE_URL cannot be used: I understand sqlite:PATH and postgres://USER:PASSWORD@HOST/DATABASE.
            Set it to one of them, or leave it out.
        ✗ Settings: PORT is not a port number: "80000".
            Set it to a number from 1 to 65535, or 0 for any free one.
        ✗ Settings: LOG_LEVEL is not a level there is: "loud".
            Set it to silent, error, warn, info or debug.
        ✓ Policy file: steward.yaml is in order: 1 team, 1 agent, 1 customer channel, 1 policy.
        ✓ Time zones: Europe/Berlin, UTC: known, with their changes of the clock.
        ✓ Chat: In order.

        3 things are broken.
      `),
    );
  });

  it('finds variables nobody reads, and an .env others may read', async () => {
    const made = await setUp({ env: { SLACK_TOKN: 'some-token-of-mine' }, policy: POLICY, platforms: [inOrder()] });
    await writeFile(join(made.folder, '.env'), '');
    await chmod(join(made.folder, '.env'), 0o644);
    const { code, reads } = await made.examine();
    expect(reads).toBe(
      lines(`
        ✓ Node.js: 24.9.0 gets fixes of security faults until 30 April 2028.
        ✓ Time zones: The time zone data is 2026b.
        ! Settings: Other users of this machine may read .env, and the tokens in it.
            Run \`chmod 600 .env\`.
        ! Settings: SLACK_TOKN is set, and Steward does not read it.
            Write SLACK_TOKEN, if that is meant.
        ✓ Settings: In order, from the environment and .env.
        ✓ Policy file: steward.yaml is in order: 1 team, 1 agent, 1 customer channel, 1 policy.
        ✓ Time zones: Europe/Berlin, UTC: known, with their changes of the clock.
        ✓ Database: desk.db will be created on first start.
        ✓ Chat: In order.

        Nothing is broken; 2 things to look at.
      `),
    );
    expect(code).toBe(0);
  });

  it('says what the desk leaves out for a platform that is off, and a team that would hear of nothing', async () => {
    const policy = `${POLICY}  - { place: "discord:110000000000000001", account: Globex, team: core, policy: premium }\n`;
    const said = await reads({ policy, platforms: [inOrder('discord')] });
    expect(said.slice(said.indexOf('✓ Chat'))).toBe(
      lines(`
        ✓ Chat: In order.
        ! Policy file: What it says of slack is left out, since slack is not set up: 1 customer channel, 1 triage channel, 1 agent.
            Set up slack, or take it out of the file.
        ✗ Policy file: The team "core" has customers here but no triage channel on a platform that is set up, so nobody would hear of a ticket.
            Add a triage channel on discord to it.

        1 thing is broken, 1 to look at.
      `),
    );
  });

  it('goes on when an examination itself fails', async () => {
    const failing = platformThat(async function* () {
      yield { about: 'Chat', state: 'ok', what: 'So far.' };
      throw new Error('no such thing');
    });
    const said = await reads({ policy: POLICY, platforms: [failing, inOrder('discord')] });
    expect(said.slice(said.indexOf('✓ Chat'))).toBe(
      lines(`
        ✓ Chat: So far.
        ✗ slack: This could not be examined to the end (no such thing).
            This is a fault in Steward: please report it with this line.
        ✓ Chat: In order.

        1 thing is broken.
      `),
    );
  });

  it('as JSON says the same for programs', async () => {
    const { code, reads } = await (await setUp({ policy: POLICY, platforms: [], as: 'json' })).examine();
    const { findings } = JSON.parse(reads) as { findings: readonly Record<string, string>[] };
    expect(findings.map(({ about, state }) => `${about} ${state}`)).toEqual([
      'Node.js ok',
      'Time zones ok',
      'Settings ok',
      'Policy file ok',
      'Time zones ok',
      'Database ok',
      'Platforms warning',
    ]);
    expect(findings[0]).toEqual({
      about: 'Node.js',
      state: 'ok',
      what: '24.9.0 gets fixes of security faults until 30 April 2028.',
    });
    expect(findings.at(-1)).toHaveProperty('cure');
    expect(code).toBe(0);
  });
});

describe('the machine', () => {
  const first = async (machine: Parameters<typeof setUp>[0]['machine'], now?: string) =>
    (
      await reads({
        policy: POLICY,
        ...(machine ? { machine } : {}),
        ...(now === undefined ? {} : { clock: new TestClock(now) }),
      })
    ).split('✓ Settings')[0];

  it.each([
    [
      '20.20.2',
      '! Node.js: 20.20.2 gets no fixes of security faults any more, since 30 April 2026.\n    Install Node.js 24',
    ],
    ['22.14.0', '✓ Node.js: 22.14.0 gets fixes of security faults until 30 April 2027.\n'],
    ['20.18.3', '✗ Node.js: This is 20.18.3; Steward needs 20.19 or newer.\n    Install Node.js 24'],
    ['30.0.0', '✓ Node.js: 30.0.0; when support of this line ends was not known yet.\n'],
  ])('Node.js %s', async (node, line) => {
    expect(await first({ node })).toContain(line);
  });

  it.each([
    ['2028-01-31T23:59:00Z', '✓'],
    ['2028-02-01T00:00:00Z', '!'],
    ['2028-04-30T23:59:00Z', '! Node.js: 24.9.0 gets fixes of security faults until 30 April 2028.'],
    ['2028-05-01T00:00:00Z', '! Node.js: 24.9.0 gets no fixes'],
  ])('is told 90 days ahead that fixes of security faults end: on %s', async (now, line) => {
    expect(await first({}, now)).toMatch(new RegExp(`^${line.replaceAll('.', '\\.')}`));
  });

  it('without time zone data cannot count office hours, and with old data counts them wrong', async () => {
    expect(await first({ zoneData: undefined })).toContain('✗ Time zones: This Node.js has no time zone data');
    expect(await first({ zoneData: '2024a' })).toContain('! Time zones: The time zone data is 2024a: where the rules');
    expect(await first({ zoneData: '2025a' })).toContain('✓ Time zones: The time zone data is 2025a.');
  });
});

describe('what doctor prints', () => {
  const secrets = [
    'xoxb-12345-abcdef',
    'xapp-1-A0-secret',
    'pass/word',
    'hunter2hunter2',
    'MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs',
  ];
  const [bot = '', app = '', password = '', signing = '', discord = ''] = secrets;

  it.each([
    ['in their places', { SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: app, SLACK_API_URL: 'http://127.0.0.1:9/' }],
    ['swapped', { SLACK_BOT_TOKEN: app, SLACK_SIGNING_SECRET: bot, SLACK_API_URL: 'http://127.0.0.1:9/' }],
    ['pasted where an address belongs', { SLACK_BOT_TOKEN: app, SLACK_API_URL: bot, PORT: discord, LOG_LEVEL: bot }],
    ['with words around them', { SLACK_BOT_TOKEN: `token ${bot}`, SLACK_APP_TOKEN: `"${app}”` }],
    ['in an address', { DATABASE_URL: `postgres://steward:12${password}@127.0.0.1:1/desk` }],
    [
      'in an address that is none',
      { SLACK_BOT_TOKEN: bot, SLACK_API_URL: `nowhere://u:${signing}@/`, SLACK_SIGNING_SECRET: signing },
    ],
  ])('has no token or password in it: %s', async (_how, env: Readonly<Record<string, string>>) => {
    const { code, reads: said } = await (await setUp({ env, policy: POLICY, platforms: [slackModule] })).examine();
    expect(code).toBe(1);
    for (const secret of [...secrets, 'word@', '12pass']) expect(said).not.toContain(secret);
  });
});
