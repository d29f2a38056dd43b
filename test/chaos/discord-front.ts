import { DiscordServer } from '../support/discord/discord-server';
import { type Front, LANES, numbered, policyOf, TEAMS } from './front';

const snowflake = (kind: number, at: number) => `${kind}${String(at).padStart(17, '0')}`;
const lanes = numbered(LANES, (at) => ({ channel: snowflake(4, at), customer: snowflake(2, at) }));
const teams = numbered(TEAMS, (at) => ({ triage: snowflake(5, at), lead: snowflake(3, at) }));

/**
 * Discord over its gateway, which acknowledges nothing: all that was said counts, and what nobody heard must be fetched.
 * Every request promises an answer within a minute, the shortest promise there is.
 */
export async function discordFront(): Promise<Front> {
  const discord = new DiscordServer({
    now: () => Date.now(),
    users: [
      ...teams.map(({ lead }) => ({ id: lead, name: `lead-${lead}` })),
      ...lanes.map(({ customer }) => ({ id: customer, name: `customer-${customer}` })),
    ],
    guilds: [
      {
        name: 'project',
        members: [...teams.map(({ lead }) => `lead-${lead}`), ...lanes.map(({ customer }) => `customer-${customer}`)],
        channels: [
          ...teams.map(({ triage }) => ({ id: triage, name: `triage-${triage}` })),
          ...lanes.map(({ channel }) => ({ id: channel, name: `lane-${channel}` })),
        ],
      },
    ],
  });
  await discord.start();
  const said: string[] = [];
  const lines = (channels: readonly string[]) =>
    channels.flatMap((channel) => discord.messages(channel).map((message) => discord.plain(message)));
  const triage = () => lines(teams.map(({ triage: channel }) => channel));
  return {
    name: 'Discord',
    env: { DISCORD_TOKEN: 'any token', DISCORD_API_URL: discord.apiUrl },
    policy: policyOf(
      'discord',
      '1m',
      teams,
      lanes.map(({ channel }) => channel),
    ),
    deliverTo: () => undefined,
    ask: (at) => {
      const { channel, customer } = lanes[at % LANES] ?? { channel: '', customer: '' };
      const text = `Request ${at} does not work`;
      const { id: key } = discord.says(customer, channel, text);
      said.push(key);
      return { key, text, late: true };
    },
    acknowledged: () => said,
    progress: () => triage().length,
    triage,
    direct: () => lines(teams.map(({ lead }) => discord.direct(lead).id)),
    keyOf: (_channel, message) => message,
    quiet: () => discord.quiet(),
    close: () => discord.close(),
  };
}
