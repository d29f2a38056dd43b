import type { webApi } from '@slack/bolt';
import type { Desk } from '../../core/desk/desk';
import { counted, type Finding, findingsAbout } from '../finding';
import { slackError } from './client';
import { partsOf } from './ids';

const about = findingsAbout('Slack');
type Channel = NonNullable<webApi.ConversationsInfoResponse['channel']>;

/** The channel; undefined when the bot knows of none; `untold` when it may not ask, which the scopes say. */
export async function lookUpChannel(
  client: webApi.WebClient,
  channel: string,
): Promise<Channel | undefined | 'untold'> {
  try {
    return (await client.conversations.info({ channel })).channel;
  } catch (error) {
    const name = slackError(error);
    if (name === 'missing_scope') return 'untold';
    if (name === 'channel_not_found' || name === 'method_not_supported_for_channel_type') return undefined;
    throw error;
  }
}

/** Every channel customers ask in, and every triage channel: there, open, and the bot in it. */
export async function* examineChannels(
  client: webApi.WebClient,
  bot: string,
  { channels, teams }: Desk,
): AsyncGenerator<Finding> {
  const wanted = [
    ...channels.map(({ place, account }) => ({ id: partsOf(place).channel, use: `a customer channel of ${account}` })),
    ...teams.flatMap(({ name, triage }) =>
      triage.map((place) => ({ id: partsOf(place).channel, use: `the triage channel of ${name}` })),
    ),
  ];
  let good = 0;
  for (const { id, use } of wanted) {
    const channel = await lookUpChannel(client, id);
    if (channel === 'untold') continue;
    const finding = channelFinding(channel, id, use, bot);
    if (finding === undefined) good += 1;
    else yield finding;
  }
  if (good > 0) yield about.ok(`The bot is in ${counted(good, 'channel')} of the desk.`);
}

function channelFinding(channel: Channel | undefined, id: string, use: string, bot: string): Finding | undefined {
  if (channel === undefined)
    return about.broken(
      `There is no channel ${id}, ${use}, or it is private and the bot is not in it.`,
      `Compare the id with the one at the bottom of the channel’s details; in a private channel, write /invite @${bot}.`,
    );
  const name = `#${channel.name ?? id} (${id}), ${use}`;
  if (channel.is_archived)
    return about.broken(
      `${name}, is archived.`,
      'Unarchive it, or take it from the desk: with account channel if it is a customer’s, in the policy file if it is the team’s own.',
    );
  if (!channel.is_member) return about.broken(`The bot is not in ${name}.`, `Write /invite @${bot} there.`);
  return undefined;
}
