import { type Fields, fieldsAt, stringAt, stringsIn } from '../slack/fields';
import { isAllowed, messageIn, mustBeActive, mustBeAllowed, visible, writable } from './access';
import type { Asked } from './asked';
import type { Discord } from './discord';
import { allowedMentionsIn } from './mentions';
import type { Message, Reference } from './message';
import { editedMessage, newMessage, nonceIn } from './message-body';
import { MessageFlag, MessageType } from './numbers';
import { change, post, remove, removeMany } from './postings';
import { invalid, refusal } from './refusal';
import type { Route } from './route';
import { attach, keptAttachments } from './uploads';
import { messageWire, type Showing, withoutContent } from './wire-message';
import type { Channel } from './world';

/** As the app may see it: without the content if that is not switched on in the portal. */
export const shown = (discord: Discord, message: Message, showing: Showing = 'history'): Fields => {
  const wire = messageWire(discord, message, discord.behaviours.nonceInHistory ? 'just posted' : showing);
  return discord.portal.messageContent ? wire : withoutContent(discord, message, wire);
};

/** Newest first. Without READ_MESSAGE_HISTORY there is no error, only nothing. */
const list: Route = (discord, asked) => {
  const channel = visible(discord, asked.param('channel'));
  if (!isAllowed(discord, channel, 'ReadMessageHistory')) return [];
  const limit = asked.limit(50, 1, 100);
  const newestFirst = [...discord.log.in(channel.id)].reverse();
  const [before, after, around] = ['before', 'after', 'around'].map((key) => asked.query.get(key));
  if (around) return aroundIt(newestFirst, BigInt(around), limit).map((message) => shown(discord, message));
  if (before) {
    const older = newestFirst.filter(({ id }) => BigInt(id) < BigInt(before)).slice(0, limit);
    return older.map((message) => shown(discord, message));
  }
  if (after) {
    // The ones right after the cursor, not the newest ones; still newest first.
    const newer = newestFirst.filter(({ id }) => BigInt(id) > BigInt(after)).slice(-limit);
    return newer.map((message) => shown(discord, message));
  }
  return newestFirst.slice(0, limit).map((message) => shown(discord, message));
};

const aroundIt = (newestFirst: readonly Message[], id: bigint, limit: number): readonly Message[] => {
  const at = newestFirst.findIndex((message) => BigInt(message.id) <= id);
  const start = Math.max(0, (at < 0 ? newestFirst.length : at) - Math.floor(limit / 2));
  return newestFirst.slice(start, start + limit);
};

const getOne: Route = (discord, asked) => {
  const channel = visible(discord, asked.param('channel'));
  mustBeAllowed(discord, channel, 'ReadMessageHistory');
  return shown(discord, messageIn(discord, channel, asked.param('message')));
};

const referenceIn = (discord: Discord, channel: Channel, body: Fields): Reference | undefined => {
  const given = fieldsAt(body, 'message_reference');
  const messageId = given && stringAt(given, 'message_id');
  if (!given || messageId === undefined) return undefined;
  if (discord.log.find(channel.id, messageId)) {
    mustBeAllowed(discord, channel, 'ReadMessageHistory');
    return { channelId: channel.id, messageId };
  }
  if (given.fail_if_not_exists === false) return undefined;
  throw invalid('message_reference', 'REPLIES_UNKNOWN_MESSAGE', 'Unknown message');
};

/**
 * With enforce_nonce the message that was already posted under this nonce, instead of a second one. The author and
 * the nonce decide, in whichever channel: that is all the documentation says.
 */
const alreadyPosted = (discord: Discord, asked: Asked): Message | undefined => {
  const nonce = nonceIn(asked.body);
  if (nonce === undefined || asked.body.enforce_nonce !== true) return undefined;
  const since = discord.now() - discord.behaviours.nonceMillis;
  return discord.log
    .all()
    .find((one) => one.nonce === nonce && one.authorId === discord.world.botId && one.createdAt >= since);
};

const settable = MessageFlag.suppressEmbeds | MessageFlag.suppressNotifications | MessageFlag.componentsV2;

const create: Route = (discord, asked) => {
  const channel = writable(discord, asked.param('channel'));
  const existing = alreadyPosted(discord, asked);
  if (existing) return shown(discord, existing, 'just posted');
  const { content, embeds, components, flags } = newMessage(asked.body, asked.files.length);
  const reference = referenceIn(discord, channel, asked.body);
  if (asked.files.length > 0) mustBeAllowed(discord, channel, 'AttachFiles');
  const message = post(discord, {
    channel,
    authorId: discord.world.botId,
    content,
    // Without the permission a message is posted all the same, only its embeds are left out.
    embeds: isAllowed(discord, channel, 'EmbedLinks') ? embeds : [],
    components,
    flags: flags & settable,
    type: reference ? MessageType.reply : MessageType.default,
    reference,
    nonce: nonceIn(asked.body),
    attachments: attach(discord, channel.id, asked.files, asked.body.attachments),
    allowed: allowedMentionsIn(asked.body, 'message'),
  });
  return shown(discord, message, 'just posted');
};

export const edit = (discord: Discord, message: Message, asked: Asked, source: 'message' | 'interaction'): void => {
  const kept = keptAttachments(message.attachments, asked.body.attachments);
  const added = attach(discord, message.channelId, asked.files, asked.body.attachments);
  const attachments = [...kept, ...added];
  const what = { ...editedMessage(message, asked.body, attachments.length), attachments };
  change(discord, message, what, { by: 'edit', allowed: allowedMentionsIn(asked.body, source) });
};

const update: Route = (discord, asked) => {
  const channel = visible(discord, asked.param('channel'));
  const message = messageIn(discord, channel, asked.param('message'));
  mustBeActive(channel);
  if (message.authorId !== discord.world.botId) throw refusal('notOurs');
  edit(discord, message, asked, 'message');
  return shown(discord, message);
};

const drop: Route = (discord, asked) => {
  const channel = visible(discord, asked.param('channel'));
  const message = messageIn(discord, channel, asked.param('message'));
  if (message.authorId !== discord.world.botId) mustBeAllowed(discord, channel, 'ManageMessages');
  if (message.type === MessageType.threadStarter) throw refusal('systemMessage');
  remove(discord, message);
};

const dropMany: Route = (discord, asked) => {
  const channel = visible(discord, asked.param('channel'));
  mustBeAllowed(discord, channel, 'ManageMessages');
  const ids = stringsIn(asked.body.messages);
  removeMany(
    discord,
    channel,
    ids.flatMap((id) => discord.log.find(channel.id, id) ?? []),
  );
};

export const messageRoutes = {
  'GET /channels/:channel/messages': list,
  'POST /channels/:channel/messages': create,
  'GET /channels/:channel/messages/:message': getOne,
  'PATCH /channels/:channel/messages/:message': update,
  'DELETE /channels/:channel/messages/:message': drop,
  'POST /channels/:channel/messages/bulk-delete': dropMany,
} satisfies Record<string, Route>;
