import { examineDiscord } from '../../src/adapters/discord/examine';
import { invite } from '../../src/adapters/discord/invite';
import { VARIABLES } from '../../src/adapters/discord/settings';
import type { PlatformModule } from '../../src/adapters/platform';
import { loadMenu } from '../../src/commands/load';
import { DiscordServer, type DiscordServerOptions } from '../support/discord/discord-server';
import type { GuildSpec } from '../support/discord/world-spec';
import { lines, reads, setUp, TODAY } from '../support/doctor';
import { TestClock } from '../support/test-clock';

const discordModule: PlatformModule = {
  name: 'discord',
  variables: VARIABLES,
  create: () => undefined,
  examine: examineDiscord,
  manifest: invite,
};
const platforms = [discordModule];
const TOKEN = 'token-of-the-tests';
const BOT = '990000000000000001';
const ROLE = '330000000000000001';
const HELP = '110000000000000001';
const FORUM = '110000000000000002';
const TRIAGE = '110000000000000003';
const ALICE = '220000000000000001';

const acme: GuildSpec = {
  name: 'Acme help',
  id: '100000000000000001',
  members: ['alice', 'carol'],
  roles: [{ name: 'agents', id: ROLE }],
  channels: [
    { name: 'help', id: HELP },
    { name: 'questions', id: FORUM, kind: 'forum' },
    { name: 'triage', id: TRIAGE },
  ],
};

let discord: DiscordServer;
afterEach(() => discord.close());

async function discordOf(changes: Partial<DiscordServerOptions> = {}): Promise<Readonly<Record<string, string>>> {
  const clock = new TestClock(TODAY);
  discord = new DiscordServer({
    now: () => clock.now(),
    bot: { id: BOT },
    users: [{ name: 'alice', id: ALICE }, { name: 'carol' }, { name: 'erin', id: '220000000000000009' }],
    guilds: [acme],
    ...changes,
  });
  await discord.start();
  return { DISCORD_TOKEN: TOKEN, DISCORD_API_URL: discord.apiUrl };
}

const POLICY = `
policies:
  premium: { calendar: always, targets: { S3: { first_response: 4h } } }
teams:
  core:
    name: Core team
    zone: Europe/Berlin
    triage: ["discord:${TRIAGE}"]
    agents: [{ name: Alice, is: ["discord:${ALICE}"] }]
    agent_groups: [{ group: "discord:${ROLE}" }]
channels:
  - { place: "discord:${HELP}", account: Acme, team: core, policy: premium }
  - { place: "discord:${FORUM}", account: Globex, team: core, policy: premium }
`;
const BEFORE_DISCORD = lines(`
  ✓ Node.js: 24.9.0 gets fixes of security faults until 30 April 2028.
  ✓ Time zones: The time zone data is 2026b.
  ✓ Settings: In order, from the environment.
  ✓ Policy file: steward.yaml is in order: 1 team, 1 agent, 2 customer channels, 1 policy.
  ✓ Time zones: Europe/Berlin, UTC: known, with their changes of the clock.
  ✓ Database: desk.db will be created on first start.
`);
const whole = (aboutDiscord: string): string => `${BEFORE_DISCORD}\n${lines(aboutDiscord)}`;
const INVITE = `https://discord.com/oauth2/authorize?client_id=${BOT}&scope=bot+applications.commands&permissions=395137109056`;

describe('steward doctor on Discord', () => {
  it('finds a healthy set-up in order, changes nothing, and ends with 0', async () => {
    const env = await discordOf();
    const { code, reads } = await (await setUp({ env, policy: POLICY, platforms })).examine();
    expect(reads).toBe(
      whole(`
        ✓ Discord: This machine’s clock agrees with Discord’s.
        ✓ Discord: The token is accepted: the bot is steward.
        ✓ Discord: The message content intent is on.
        ✓ Discord: The bot is in 1 server: Acme help.
        ✓ Discord: The bot can work in 3 channels of the desk.
        ✓ Discord: 1 role of agents is there.
        ✓ Discord: 1 agent is in a server of the bot.
        ✓ Discord: No command is registered yet; they will be registered at start.

        Everything is in order.
      `),
    );
    expect(code).toBe(0);
    expect(discord.calls().filter(({ method }) => method !== 'GET')).toEqual([]);
    expect(discord.identifies).toBe(0);
    expect(discord.unknownRoutes()).toEqual([]);
  });

  it('counts the commands that were registered for all servers and for the one of the policy file', async () => {
    const env = await discordOf();
    const headers = { authorization: `Bot ${TOKEN}`, 'content-type': 'application/json' };
    const put = (path: string, names: readonly string[]) =>
      fetch(`${discord.apiUrl}/v10/applications/${BOT}${path}`, {
        method: 'PUT',
        headers,
        body: JSON.stringify(names.map((name) => ({ name, description: name }))),
      });
    await put('/commands', ['ticket', 'help']);
    await put(`/guilds/${acme.id}/commands`, ['status']);
    expect(await reads({ env, policy: POLICY, platforms })).toContain('✓ Discord: 3 commands are registered.\n');
  });

  it('names a refused token and stops asking', async () => {
    const env = await discordOf();
    discord.revokeToken(TOKEN);
    const { code, reads } = await (await setUp({ env, policy: POLICY, platforms })).examine();
    expect(reads).toBe(
      whole(`
        ✓ Discord: This machine’s clock agrees with Discord’s.
        ✗ Discord: Discord refuses the token.
            Set DISCORD_TOKEN to the token of your application’s Bot page; Reset Token makes a new one.

        1 thing is broken.
      `),
    );
    expect(code).toBe(1);
    expect(discord.calls()).toHaveLength(1);
  });

  it('names the intent that is off, and goes on', async () => {
    const env = await discordOf({ portal: { messageContent: false } });
    expect(await reads({ env, policy: POLICY, platforms })).toBe(
      whole(`
        ✓ Discord: This machine’s clock agrees with Discord’s.
        ✓ Discord: The token is accepted: the bot is steward.
        ✗ Discord: The message content intent is off: the desk would read nothing of what people write, and Discord would not let it in.
            Switch on Message Content Intent on the Bot page of your application.
        ✓ Discord: The bot is in 1 server: Acme help.
        ✓ Discord: The bot can work in 3 channels of the desk.
        ✓ Discord: 1 role of agents is there.
        ✓ Discord: 1 agent is in a server of the bot.
        ✓ Discord: No command is registered yet; they will be registered at start.

        1 thing is broken.
      `),
    );
  });

  it('in no server says how to invite the bot', async () => {
    const env = await discordOf({ guilds: [{ ...acme, withoutBot: true }] });
    expect(await reads({ env, policy: POLICY, platforms })).toBe(
      whole(`
        ✓ Discord: This machine’s clock agrees with Discord’s.
        ✓ Discord: The token is accepted: the bot is steward.
        ✓ Discord: The message content intent is on.
        ✗ Discord: The bot is in no server.
            Open this as somebody who manages the server: ${INVITE}

        1 thing is broken.
      `),
    );
  });

  it('adds up roles and overwrites, and names what the bot may not do in each channel', async () => {
    const [help, questions, triage] = acme.channels ?? [];
    const env = await discordOf({
      guilds: [
        {
          ...acme,
          everyone: ['ViewChannel', 'SendMessages', 'ReadMessageHistory', 'SendMessagesInThreads', 'EmbedLinks'],
          botPermissions: ['AddReactions', 'CreatePublicThreads'],
          channels: [
            {
              ...help,
              name: 'help',
              overwrites: [
                { who: '@everyone', deny: ['SendMessages', 'ReadMessageHistory', 'EmbedLinks'] },
                { who: 'agents', allow: ['EmbedLinks', 'ReadMessageHistory'] },
                { who: 'steward', allow: ['ReadMessageHistory'], deny: ['AddReactions'] },
              ],
            },
            { ...questions, name: 'questions', overwrites: [{ who: '@everyone', deny: ['ViewChannel'] }] },
            { ...triage, name: 'triage' },
          ],
        },
      ],
    });
    expect(await reads({ env, policy: POLICY, platforms })).toBe(
      whole(`
        ✓ Discord: This machine’s clock agrees with Discord’s.
        ✓ Discord: The token is accepted: the bot is steward.
        ✓ Discord: The message content intent is on.
        ✓ Discord: The bot is in 1 server: Acme help.
        ✗ Discord: In #help (${HELP}), a customer channel of Acme, the bot lacks 3 permissions: Send Messages, Add Reactions, Embed Links.
            Allow that in the channel’s permissions, or invite the bot again: ${INVITE}
        ✗ Discord: The bot may not see the channel ${FORUM}, a customer channel of Globex.
            Allow it View Channel in the channel’s permissions, or invite it to the channel’s server.
        ! Discord: In #triage (${TRIAGE}), the triage channel of Core team, the bot lacks Manage Threads, so a locked thread is closed to it.
            Allow that in the channel’s permissions, or invite the bot again: ${INVITE}
        ✓ Discord: The bot can work in 1 channel of the desk.
        ✓ Discord: 1 role of agents is there.
        ✓ Discord: 1 agent is in a server of the bot.
        ✓ Discord: No command is registered yet; they will be registered at start.

        2 things are broken, 1 to look at.
      `),
    );
  });

  it.each([
    ['an administrator', { botPermissions: ['Administrator'] as const }],
    ['the owner', { owner: 'steward', botPermissions: [] }],
  ])('as %s the bot may do everything, whatever the channel denies', async (_who, more) => {
    const channels = (acme.channels ?? []).map((channel) => ({
      ...channel,
      overwrites: [{ who: 'steward', deny: ['SendMessages', 'ManageThreads'] as const }],
    }));
    const env = await discordOf({ guilds: [{ ...acme, ...more, channels }] });
    expect(await reads({ env, policy: POLICY, platforms })).toContain('✓ Discord: The bot can work in 3 channels');
  });

  it('names channels, roles and people that are not there, and a role that is everybody', async () => {
    const env = await discordOf();
    const policy = POLICY.replace(HELP, '110000000000000099')
      .replace(`discord:${TRIAGE}`, `discord:${FORUM}`)
      .replace(`place: "discord:${FORUM}"`, 'place: "discord:general"')
      .replace(ALICE, '220000000000000009')
      .replace(
        `{ group: "discord:${ROLE}" }`,
        `{ group: "discord:330000000000000099" }, { group: "discord:${acme.id}" }`,
      );
    expect(await reads({ env, policy, platforms })).toBe(
      whole(`
        ✓ Discord: This machine’s clock agrees with Discord’s.
        ✓ Discord: The token is accepted: the bot is steward.
        ✓ Discord: The message content intent is on.
        ✓ Discord: The bot is in 1 server: Acme help.
        ✗ Discord: There is no channel 110000000000000099, a customer channel of Acme.
            Copy the channel’s id again: right click, Copy Channel ID (developer mode on).
        ✗ Discord: "general", a customer channel of Globex, is not an id of Discord’s.
            Copy the channel’s id again: right click, Copy Channel ID (developer mode on).
        ✗ Discord: #questions (${FORUM}), the triage channel of Core team, is not a kind of channel the bot can write in.
            Name a text channel of a server.
        ✗ Discord: There is no role 330000000000000099 in any server of the bot, so nobody is an agent by it.
            Copy the id again: right click, Copy ID (developer mode on), or take it out of the policy file.
        ✗ Discord: The role ${acme.id} is everybody in Acme help: every customer there would be an agent.
            Name a role that only agents have.
        ✗ Discord: Alice (220000000000000009) is in no server of the bot, so cannot be an agent.
            Let the person join, or copy the id again: right click, Copy ID (developer mode on).
        ✓ Discord: No command is registered yet; they will be registered at start.

        6 things are broken.
      `),
    );
  });

  it('with an address nobody answers at, or where something else answers, says so once', async () => {
    const env = await discordOf();
    const away = { ...env, DISCORD_API_URL: 'http://127.0.0.1:1/api' };
    expect(await reads({ env: away, policy: POLICY, platforms })).toMatch(
      /✗ Discord: Discord cannot be reached at http:\/\/127\.0\.0\.1:1\/api \(.+\)\.\n.*\n\n1 thing is broken\.$/,
    );
    discord.script('GET /users/@me', { status: 404 });
    expect(await reads({ env, policy: POLICY, platforms })).toMatch(
      /✗ Discord: Discord cannot be reached at \S+ \(status 404\)\.\n.*\n\n1 thing is broken\.$/,
    );
  });

  it('when Discord stops answering half way says that the rest was not looked at', async () => {
    const env = await discordOf();
    discord.script('GET /guilds/:guild', { status: 503 }, 10);
    expect(await reads({ env, policy: POLICY, platforms })).toContain(
      '✗ Discord: Discord stopped answering, so the rest was not looked at (status 503).\n',
    );
  });

  it('compares the clocks', async () => {
    const now = '2026-11-23T09:00:10Z';
    expect(await reads({ env: await discordOf(), policy: POLICY, platforms, clock: new TestClock(now) })).toContain(
      '! Discord: This machine’s clock is 9 s ahead of Discord’s.\n',
    );
  });
});

describe('steward manifest discord', () => {
  const menu = loadMenu();

  it('prints the address of the invitation, by the token or by the id alone', async () => {
    const env = await discordOf();
    expect(await invite({ env, menu })).toBe(INVITE);
    expect(await invite({ env: {}, menu, clientId: BOT })).toBe(INVITE);
  });

  it('says what is missing or refused', async () => {
    const env = await discordOf();
    await expect(invite({ env: {}, menu })).rejects.toThrow('Set DISCORD_TOKEN, or give the id with --client-id');
    await expect(invite({ env: {}, menu, clientId: 'steward' })).rejects.toThrow('"steward" is not the id');
    discord.revokeToken(TOKEN);
    await expect(invite({ env, menu })).rejects.toThrow('Discord refuses the token.');
  });
});
