import { join } from 'node:path';
import { SqliteStore } from '../../src/adapters/database/sqlite-store';
import { keepAccount, keepBinding } from '../../src/core/account/keep';
import { instant } from '../../src/core/time';
import { lines, reads, setUp, TODAY } from '../support/doctor';
import { SlackServer, type SlackServerOptions } from '../support/slack/slack-server';
import { people } from '../support/slack-world';
import { TestClock } from '../support/test-clock';

let slack: SlackServer;
afterEach(() => slack.close());

async function slackOf(changes: Partial<SlackServerOptions> = {}): Promise<Readonly<Record<string, string>>> {
  const clock = new TestClock(TODAY);
  slack = new SlackServer({ now: () => clock.now(), ...people(), ...changes });
  await slack.start();
  return { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', SLACK_API_URL: slack.apiUrl };
}

const POLICY = `
policies:
  premium: { calendar: always, targets: { S3: { first_response: 4h } } }
teams:
  core:
    name: Core team
    zone: Europe/Berlin
    triage: [slack:C0TRIAGE]
    agents:
      - { name: Alice, is: [slack:U0ALICE] }
      - { name: Dana, is: [slack:U0DANA], lead: true }
    agent_groups: [{ group: slack:S0AGENTS }]
channels:
  - { place: slack:C0ACME, account: Acme, team: core, policy: premium }
  - { place: slack:C0GLOBEX, account: Globex, team: core, policy: premium }
`;
/** Without what only the platform knows. */
const NAMED_ONLY = POLICY.replace(/^.*agent_groups.*\n/m, '').replace(/^.*Globex.*\n/m, '');
const BEFORE_SLACK = lines(`
  ✓ Node.js: 24.9.0 gets fixes of security faults until 30 April 2028.
  ✓ Time zones: The time zone data is 2026b.
  ✓ Settings: In order, from the environment.
  ✓ Policy file: steward.yaml is in order: 1 team, 2 agents, 2 customer channels, 1 policy.
  ✓ Time zones: Europe/Berlin, UTC: known, with their changes of the clock.
  ✓ Database: desk.db will be created on first start.
`);
const whole = (aboutSlack: string): string => `${BEFORE_SLACK}\n${lines(aboutSlack)}`;

describe('steward doctor on Slack', () => {
  it('finds a healthy set-up in order, changes nothing, and ends with 0', async () => {
    const env = await slackOf();
    const { code, reads } = await (await setUp({ env, policy: POLICY })).examine();
    expect(reads).toBe(
      whole(`
        ✓ Slack: This machine’s clock agrees with Slack’s.
        ✓ Slack: The bot token is accepted: @steward in the workspace Home.
        ✓ Slack: The app has the 14 scopes it needs.
        ✓ Slack: The app-level token is accepted: Socket Mode can be used.
        ✓ Slack: The bot is in 3 channels of the desk.
        ✓ Slack: 1 group of agents is there.
        ✓ Slack: 2 agents are full members of the workspace.

        Everything is in order.
      `),
    );
    expect(code).toBe(0);
    expect([...new Set(slack.calls().map(({ method }) => method))].sort()).toEqual([
      'apps.connections.open',
      'auth.test',
      'conversations.info',
      'usergroups.list',
      'users.info',
    ]);
    expect(slack.unknownMethods()).toEqual([]);
  });

  it('looks at the channels that accounts got in chat, by the ids they go by now, and at who looks after them', async () => {
    const env = await slackOf();
    const made = await setUp({ env, policy: NAMED_ONLY });
    const store = await SqliteStore.open(join(made.folder, 'desk.db'));
    const slackPlace = (placeId: string) => ({ platform: 'slack', placeId });
    const hand = { at: instant(Date.parse(TODAY)), via: 'command' };
    await store.transact(async (unit) => {
      const owner = { platform: 'slack', memberId: 'U0GONE' };
      await keepAccount(unit, { name: 'Acme', team: 'core', zone: 'UTC', owner }, hand);
      await keepBinding(unit, { place: slackPlace('C0ACME'), from: 'Acme' }, hand);
      await keepBinding(unit, { place: slackPlace('G0BEFORE'), account: 'Acme' }, hand);
      await keepBinding(unit, { place: slackPlace('C0GONE'), account: 'Acme' }, hand);
      await unit.moves.add(slackPlace('G0BEFORE'), slackPlace('C0GLOBEX'), hand.at);
    });
    await store.close();
    const { reads } = await made.examine();
    expect(reads).toContain(
      lines(`
        ! Accounts: Acme is looked after by slack:U0GONE, who is not on the team and hears of its contract all the same.
            Name somebody else: \`account change Acme owner:@…\`.
        ✓ Accounts: 1 account in the database, with 2 channels.
      `),
    );
    expect(reads).toContain(
      lines(`
        ✗ Slack: There is no channel C0GONE, a customer channel of Acme, or it is private and the bot is not in it.
            Compare the id with the one at the bottom of the channel’s details; in a private channel, write /invite @steward.
        ✓ Slack: The bot is in 2 channels of the desk.
      `),
    );
  });

  it('over HTTP says what cannot be seen before Slack calls', async () => {
    const { SLACK_APP_TOKEN: _left, ...env } = await slackOf();
    const http = { ...env, SLACK_SIGNING_SECRET: '0123456789abcdef0123456789abcdef' };
    expect(await reads({ env: http, policy: POLICY })).toContain(
      '✓ Slack: Slack calls this desk over HTTP; whether the signing secret is right shows when it does.\n',
    );
    const short = { ...env, SLACK_SIGNING_SECRET: 'secret-of-ours' };
    expect(await reads({ env: short, policy: POLICY })).toContain(
      '! Slack: SLACK_SIGNING_SECRET does not look like one: 32 hexadecimal digits.\n',
    );
  });

  it('names a refused bot token, still tries the app-level one, and ends with 1', async () => {
    const env = await slackOf();
    slack.revokeToken('xoxb-1');
    const { code, reads } = await (await setUp({ env, policy: POLICY })).examine();
    expect(reads).toBe(
      whole(`
        ✗ Slack: Slack refuses the bot token (token_revoked).
            Set SLACK_BOT_TOKEN to the Bot User OAuth Token of your app (OAuth & Permissions; it begins with xoxb-).
        ✓ Slack: This machine’s clock agrees with Slack’s.
        ✓ Slack: The app-level token is accepted: Socket Mode can be used.

        1 thing is broken.
      `),
    );
    expect(code).toBe(1);
  });

  it('names a refused app-level token and goes on to channels and people', async () => {
    const env = await slackOf();
    slack.revokeToken('xapp-1');
    expect(await reads({ env, policy: POLICY })).toBe(
      whole(`
        ✓ Slack: This machine’s clock agrees with Slack’s.
        ✓ Slack: The bot token is accepted: @steward in the workspace Home.
        ✓ Slack: The app has the 14 scopes it needs.
        ✗ Slack: Slack refuses a Socket Mode connection (token_revoked).
            Set SLACK_APP_TOKEN to an app-level token with connections:write (Basic Information, App-Level Tokens; it begins with xapp-), and see that Socket Mode is on.
        ✓ Slack: The bot is in 3 channels of the desk.
        ✓ Slack: 1 group of agents is there.
        ✓ Slack: 2 agents are full members of the workspace.

        1 thing is broken.
      `),
    );
  });

  it('names each missing scope with what it is for, once, and not as missing people', async () => {
    const scopes =
      'app_mentions:read channels:history channels:read chat:write commands files:read groups:history groups:read im:history im:write reactions:read usergroups:read';
    const env = await slackOf({ scopes: scopes.split(' ') });
    expect(await reads({ env, policy: POLICY })).toBe(
      whole(`
        ✓ Slack: This machine’s clock agrees with Slack’s.
        ✓ Slack: The bot token is accepted: @steward in the workspace Home.
        ✗ Slack: The app lacks 2 scopes: reactions:write (show a ticket’s state by the bot’s own reactions), users:read (tell home team, guests and other organisations apart, and know names).
            Paste the manifest (\`steward manifest slack\`) into your app again and reinstall it to the workspace.
        ✓ Slack: The app-level token is accepted: Socket Mode can be used.
        ✓ Slack: The bot is in 3 channels of the desk.
        ✓ Slack: 1 group of agents is there.

        1 thing is broken.
      `),
    );
  });

  it('names every channel that is gone, archived, or without the bot', async () => {
    const channels = [
      { id: 'C0ACME', name: 'acme', members: ['U0CAROL'], shared: true, withoutBot: true },
      { id: 'C0TRIAGE', name: 'triage', members: ['U0ALICE'], archived: true },
    ];
    const env = await slackOf({ channels });
    expect(await reads({ env, policy: POLICY })).toBe(
      whole(`
        ✓ Slack: This machine’s clock agrees with Slack’s.
        ✓ Slack: The bot token is accepted: @steward in the workspace Home.
        ✓ Slack: The app has the 14 scopes it needs.
        ✓ Slack: The app-level token is accepted: Socket Mode can be used.
        ✗ Slack: The bot is not in #acme (C0ACME), a customer channel of Acme.
            Write /invite @steward there.
        ✗ Slack: There is no channel C0GLOBEX, a customer channel of Globex, or it is private and the bot is not in it.
            Compare the id with the one at the bottom of the channel’s details; in a private channel, write /invite @steward.
        ✗ Slack: #triage (C0TRIAGE), the triage channel of Core team, is archived.
            Unarchive it, or take it from the desk: with account channel if it is a customer’s, in the policy file if it is the team’s own.
        ✓ Slack: 1 group of agents is there.
        ✓ Slack: 2 agents are full members of the workspace.

        3 things are broken.
      `),
    );
  });

  it('names everybody who cannot be an agent, and groups that make nobody one', async () => {
    const users = [...people().users, { id: 'U0LEFT', name: 'left', deleted: true }];
    const env = await slackOf({ users, userGroups: [{ id: 'S0EMPTY', handle: 'empty', name: 'Empty', users: [] }] });
    const agents = [
      'Gus, is: [slack:U0GUS]',
      'Carol, is: [slack:U0CAROL]',
      'Lee, is: [slack:U0LEFT]',
      'Nobody, is: [slack:U0NOBODY]',
    ];
    const policy = POLICY.replace(
      '- { name: Alice, is: [slack:U0ALICE] }',
      agents.map((agent) => `- { name: ${agent} }`).join('\n      '),
    ).replace('group: slack:S0AGENTS }', 'group: slack:S0AGENTS }, { group: slack:S0EMPTY }');
    expect(await reads({ env, policy })).toBe(
      whole(`
        ✓ Slack: This machine’s clock agrees with Slack’s.
        ✓ Slack: The bot token is accepted: @steward in the workspace Home.
        ✓ Slack: The app has the 14 scopes it needs.
        ✓ Slack: The app-level token is accepted: Socket Mode can be used.
        ✓ Slack: The bot is in 3 channels of the desk.
        ✗ Slack: There is no user group S0AGENTS, so nobody is an agent by it.
            Copy the group’s ID again (People & user groups, the group, the three dots), or take it out of the policy file.
        ! Slack: The user group @empty (S0EMPTY) has no members, so nobody is an agent by it.
            Add the agents to it.
        ✗ Slack: Gus (U0GUS) is a guest, so cannot be an agent.
            Make the person a full member of the workspace, or take the entry out of the policy file.
        ✗ Slack: Carol (U0CAROL) belongs to another workspace, so cannot be an agent.
            Name the person’s account in this workspace, or take the entry out of the policy file.
        ✗ Slack: Lee (U0LEFT) is deactivated, so cannot be an agent.
            Reactivate the account, or take the entry out of the policy file.
        ✗ Slack: Slack knows nobody by the id of Nobody (U0NOBODY).
            Copy the member ID from the person’s profile into the policy file.
        ✓ Slack: 1 agent is a full member of the workspace.

        5 things are broken, 1 to look at.
      `).replace('2 agents, 2 customer', '5 agents, 2 customer'),
    );
  });

  it.each([
    ['2026-11-23T09:00:02.900Z', '✓ Slack: This machine’s clock agrees with Slack’s.'],
    ['2026-11-23T09:00:05Z', '! Slack: This machine’s clock is 4 s ahead of Slack’s.'],
    ['2026-11-23T08:59:50Z', '! Slack: This machine’s clock is 10 s behind Slack’s.'],
    ['2026-11-23T09:07:30Z', '✗ Slack: This machine’s clock is 7 min ahead of Slack’s.'],
  ])('compares the clocks as far as a header of whole seconds allows: at %s', async (now, line) => {
    expect(await reads({ env: await slackOf(), policy: POLICY, clock: new TestClock(now) })).toContain(`${line}\n`);
  });

  it('with an address nobody answers at says so once', async () => {
    const env = { ...(await slackOf()), SLACK_API_URL: 'http://127.0.0.1:9/api/' };
    const { code, reads } = await (await setUp({ env, policy: POLICY })).examine();
    expect(reads).toMatch(
      /✗ Slack: Slack cannot be reached at http:\/\/127\.0\.0\.1:9\/api\/ \(.+\)\.\n {4}Check the network and its proxy, or SLACK_API_URL\.\n\n1 thing is broken\.$/,
    );
    expect(code).toBe(1);
  });

  it('with half of the settings names the missing one', async () => {
    await slackOf();
    expect(await reads({ env: { SLACK_BOT_TOKEN: 'xoxb-1' }, policy: POLICY })).toBe(
      whole(`
        ✗ Slack: Slack has no way in.
            Set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP (docs/slack.md).

        1 thing is broken.
      `),
    );
  });

  it('when Slack stops answering half way says that the rest was not looked at', async () => {
    const env = await slackOf();
    slack.script('users.info', { error: 'service_unavailable' }, 10);
    expect(await reads({ env, policy: POLICY })).toContain(
      '✗ Slack: Slack stopped answering, so the rest was not looked at (service_unavailable).\n',
    );
  });
});
