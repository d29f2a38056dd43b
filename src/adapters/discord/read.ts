import type { Attachment, Incoming, PostedMessage, RawEvent } from '../../core/chat';
import { type Instant, instant } from '../../core/time';
import { callOf } from './call';
import type { Sighting } from './directory';
import { instantOf, member, refOf } from './ids';
import {
  type DiscordMessage,
  type DiscordUser,
  deletedSchema,
  interactionSchema,
  messageSchema,
  packetSchema,
  purgedSchema,
  reactionSchema,
} from './payload';
import type { Places } from './places';
import { isWords } from './raw';
import { addressed, readableText, withChannelNames } from './words';

export interface Reader {
  readonly deskId: string;
  readonly ownRoles: ReadonlySet<string>;
  readonly places: Places;
  /** Told who was seen doing something, with the roles they had then. */
  readonly saw: (sighting: Sighting) => void;
}

/** What a stored dispatch means. Empty for what turns out to be nothing for the desk. */
export async function read(reader: Reader, { body, storedAt }: RawEvent): Promise<readonly Incoming[]> {
  const packet = packetSchema.safeParse(body).data;
  const at = storedAt ?? instant(0);
  switch (packet?.t) {
    case 'MESSAGE_CREATE': {
      const message = messageSchema.parse(packet.d);
      see(reader, message.author, message, at);
      return [await readMessage(reader, message)];
    }
    case 'MESSAGE_UPDATE':
      return readEdit(reader, messageSchema.parse(packet.d));
    case 'MESSAGE_DELETE': {
      const { channel_id, id } = deletedSchema.parse(packet.d);
      return readDeletions(reader, channel_id, [id], at);
    }
    case 'MESSAGE_DELETE_BULK': {
      const { channel_id, ids } = purgedSchema.parse(packet.d);
      return readDeletions(reader, channel_id, ids, at);
    }
    case 'MESSAGE_REACTION_ADD':
    case 'MESSAGE_REACTION_REMOVE': {
      const reaction = reactionSchema.parse(packet.d);
      see(reader, reaction.member?.user, reaction, at);
      return [
        {
          type: 'reaction',
          by: member(reaction.user_id),
          on: refOf(reaction.channel_id, reaction.message_id),
          channel: (await reader.places.standing(reaction.channel_id, reaction.message_id)).channel,
          sign: signOf(reaction.emoji.name ?? ''),
          added: packet.t === 'MESSAGE_REACTION_ADD',
          // Discord does not say when; it reached us at once.
          at,
        },
      ];
    }
    case 'INTERACTION_CREATE': {
      const interaction = interactionSchema.parse(packet.d);
      see(reader, interaction.member?.user, interaction, at);
      const call = callOf(interaction);
      if (call === undefined) return [];
      const input = Object.entries(call.input).map(([name, value]) => [name, named(reader, value, call.in.placeId)]);
      return [{ ...call, input: Object.fromEntries(input) }];
    }
    default:
      return [];
  }
}

type Seen = { readonly guild_id?: string | undefined; readonly member?: Sighting['member'] | undefined };
export function see(reader: Pick<Reader, 'saw'>, user: DiscordUser | undefined, seen: Seen, at: Instant): void {
  const { guild_id: guildId, member } = seen;
  if (user !== undefined && member !== undefined && guildId !== undefined) reader.saw({ guildId, user, member, at });
}

export async function readMessage(reader: Reader, message: DiscordMessage): Promise<PostedMessage> {
  const { id, channel_id: channelId, author, attachments, type } = message;
  const standing = await reader.places.standing(channelId, id);
  const title = await reader.places.titleOf(message);
  const direct = message.guild_id === undefined && (await isDirect(reader, channelId));
  const said =
    addressed(message.content, reader.deskId, reader.ownRoles) ?? (direct ? message.content.trim() : undefined);
  return {
    type: 'message',
    by: member(author.id),
    ref: refOf(channelId, id),
    ...standing,
    ...replyTo(message, type),
    text: readableText(message, (channel) => reader.places.publicName(channel, channelId)),
    ...(title === undefined ? {} : { title }),
    files: attachments.map(attachment),
    sentAt: instantOf(id),
    ...(said === undefined ? {} : { addressed: named(reader, said, channelId) }),
    ...(direct ? { direct: true } : {}),
    ...(isWords(message) ? {} : { automatic: true }),
  };
}

const named = ({ places }: Reader, text: string, from: string): string =>
  withChannelNames(text, (channel) => places.publicName(channel, from));

/** Messages fetched from a channel name no server, wherever it is. */
async function isDirect({ places }: Reader, channelId: string): Promise<boolean> {
  const channel = await places.get(channelId);
  return channel !== undefined && channel.guild_id === undefined;
}

const REPLY = 19;
function replyTo({ message_reference: to }: DiscordMessage, type: number): Pick<PostedMessage, 'inReplyTo'> {
  if (type !== REPLY || !to?.message_id || !to.channel_id) return {};
  return { inReplyTo: refOf(to.channel_id, to.message_id) };
}

async function readEdit(reader: Reader, message: DiscordMessage): Promise<readonly Incoming[]> {
  const { id, channel_id, author, edited_timestamp } = message;
  const text = readableText(message, (channel) => reader.places.publicName(channel, channel_id));
  const at = instant(Date.parse(edited_timestamp ?? ''));
  const { channel } = await reader.places.standing(channel_id, id);
  return [{ type: 'edited', ref: refOf(channel_id, id), channel, by: member(author.id), text, at }];
}

async function readDeletions(
  { places }: Reader,
  from: string,
  ids: readonly string[],
  at: Instant,
): Promise<readonly Incoming[]> {
  const { channel } = await places.standing(from, '');
  return ids.map((id) => ({ type: 'deleted', ref: refOf(from, id), channel, at }));
}

const attachment = (file: DiscordMessage['attachments'][number]): Attachment => ({
  name: file.filename,
  ...(file.content_type ? { type: file.content_type } : {}),
  ...(typeof file.size === 'number' ? { size: file.size } : {}),
  ...(file.url ? { url: file.url } : {}),
});

/** Some clients add an invisible mark that asks for the coloured form. */
export const signOf = (name: string): string => name.replace(/\ufe0f/g, '');
