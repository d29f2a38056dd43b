import { ChannelType, Routes } from 'discord.js';
import type { Desk } from '../../core/desk/desk';
import { counted, type Finding, findingsAbout } from '../finding';
import { type Channel, channelSchema, type Examination } from './examine-client';
import { isId } from './examine-ids';
import { lacking, managesThreads, permissionsIn } from './examine-permissions';
import { NoAnswer, type Servers } from './examine-servers';
import { inviteAddress } from './invite';

const about = findingsAbout('Discord');
const COPY_ID = 'Copy the channel’s id again: right click, Copy Channel ID (developer mode on).';
const FORUMS: readonly number[] = [ChannelType.GuildForum, ChannelType.GuildMedia];
const THREADS: readonly number[] = [
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
];
const TEXT: readonly number[] = [ChannelType.GuildText, ChannelType.GuildAnnouncement, ...THREADS];

interface Wanted {
  readonly id: string;
  readonly use: string;
  /** Customers may ask in a forum; cards cannot be written in one. */
  readonly kinds: readonly number[];
}

/** Every channel customers ask in, and every triage channel: there, and the bot may do there what it has to. */
export async function* examineChannels(
  examination: Examination,
  servers: Servers,
  applicationId: string,
  { channels, teams }: Desk,
): AsyncGenerator<Finding> {
  const wanted: readonly Wanted[] = [
    ...channels.map(({ place, account }) => ({
      id: place.placeId,
      use: `a customer channel of ${account}`,
      kinds: [...TEXT, ...FORUMS],
    })),
    ...teams.flatMap(({ name, triage }) =>
      triage.map((place) => ({ id: place.placeId, use: `the triage channel of ${name}`, kinds: TEXT })),
    ),
  ];
  let good = 0;
  for (const one of wanted) {
    const channel = await lookUp(examination, one);
    const finding =
      'state' in channel ? channel : await channelFinding(examination, servers, applicationId, one, channel);
    if (finding?.state !== 'broken') good += 1;
    if (finding !== undefined) yield finding;
  }
  if (good > 0) yield about.ok(`The bot can work in ${counted(good, 'channel')} of the desk.`);
}

async function lookUp(examination: Examination, { id, use }: Wanted): Promise<Channel | Finding> {
  if (!isId(id)) return about.broken(`"${id}", ${use}, is not an id of Discord’s.`, COPY_ID);
  const answer = await examination.ask(Routes.channel(id), channelSchema);
  switch (answer.is) {
    case 'there':
      return answer.value;
    case 'missing':
      return about.broken(`There is no channel ${id}, ${use}.`, COPY_ID);
    case 'hidden':
      return about.broken(
        `The bot may not see the channel ${id}, ${use}.`,
        'Allow it View Channel in the channel’s permissions, or invite it to the channel’s server.',
      );
    default:
      throw new NoAnswer(answer.why);
  }
}

async function channelFinding(
  examination: Examination,
  servers: Servers,
  applicationId: string,
  { id, use, kinds }: Wanted,
  channel: Channel,
): Promise<Finding | undefined> {
  const name = `#${channel.name ?? id} (${id}), ${use}`;
  const guild = channel.guild_id === undefined ? undefined : await servers.guild(channel.guild_id);
  if (guild === undefined || !kinds.includes(channel.type))
    return about.broken(`${name}, is not a kind of channel the bot can write in.`, 'Name a text channel of a server.');
  const parent = await whereRightsAre(examination, channel);
  const permissions = permissionsIn(guild, parent, await servers.bot(guild.id));
  const missing = lacking(permissions);
  const cure = `Allow that in the channel’s permissions, or invite the bot again: ${inviteAddress(applicationId)}`;
  if (missing.length > 0)
    return about.broken(
      `In ${name}, the bot lacks ${counted(missing.length, 'permission')}: ${missing.join(', ')}.`,
      cure,
    );
  if (!managesThreads(permissions))
    return about.warning(`In ${name}, the bot lacks Manage Threads, so a locked thread is closed to it.`, cure);
  return undefined;
}

/** A thread has the permissions of the channel it is in. */
async function whereRightsAre(examination: Examination, channel: Channel): Promise<Channel> {
  if (!THREADS.includes(channel.type) || !channel.parent_id) return channel;
  const parent = await examination.ask(Routes.channel(channel.parent_id), channelSchema);
  return parent.is === 'there' ? parent.value : channel;
}
