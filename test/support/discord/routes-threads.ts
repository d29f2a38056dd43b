import { type Fields, fieldsAt, stringAt, stringsIn } from '../slack/fields';
import { isAllowed, isForum, messageIn, mustBeActive, mustBeAllowed, visible } from './access';
import type { Asked } from './asked';
import type { Discord } from './discord';
import { allowedMentionsIn } from './mentions';
import { newMessage } from './message-body';
import { ChannelType } from './numbers';
import { post } from './postings';
import { badLength, invalid, refusal, required } from './refusal';
import { Answered, type Route } from './route';
import { shown } from './routes-messages';
import { addThreadMember, removeThreadMember } from './thread-members';
import { addToThread, createThread, threadFrom } from './threads';
import { attach } from './uploads';
import { memberWithUser, threadForBot, threadMemberWire } from './wire-places';
import type { Channel } from './world';

const maxName = 100;
const archiveMinutes: ReadonlySet<unknown> = new Set([60, 1440, 4320, 10080]);

export const threadName = (body: Fields): string => {
  const name = stringAt(body, 'name');
  if (name === undefined) throw required('name');
  if (name.length < 1 || name.length > maxName) throw badLength('name', 1, maxName);
  return name;
};

export const archiveAfter = (body: Fields): number | undefined => {
  const minutes = body.auto_archive_duration;
  if (minutes === undefined || minutes === null) return undefined;
  if (typeof minutes === 'number' && archiveMinutes.has(minutes)) return minutes;
  throw invalid('auto_archive_duration', 'BASE_TYPE_CHOICES', 'Value must be one of (60, 1440, 4320, 10080).');
};

export const tagsFor = (forum: Channel, body: Fields): readonly string[] => {
  const tags = stringsIn(body.applied_tags);
  if (tags.length > 5) throw badLength('applied_tags', 0, 5);
  if (tags.some((tag) => !forum.tags.some(({ id }) => id === tag))) {
    throw invalid('applied_tags', 'FORUM_TAG_INVALID', 'Unknown tag');
  }
  if (forum.requireTag && tags.length === 0) throw refusal('tagRequired');
  return tags;
};

const fromMessage: Route = (discord, asked) => {
  const channel = visible(discord, asked.param('channel'));
  const message = messageIn(discord, channel, asked.param('message'));
  if (channel.type !== ChannelType.text && channel.type !== ChannelType.announcement) throw refusal('wrongChannelType');
  mustBeAllowed(discord, channel, 'CreatePublicThreads');
  if (discord.world.channels.has(message.id)) throw refusal('threadExists');
  const name = threadName(asked.body);
  const thread = threadFrom(discord, message, name, discord.world.botId, archiveAfter(asked.body));
  return new Answered(201, threadForBot(discord.world, thread));
};

const inForum = (discord: Discord, forum: Channel, asked: Asked): Answered => {
  mustBeAllowed(discord, forum, 'SendMessages');
  const { botId: ownerId } = discord.world;
  const name = threadName(asked.body);
  const appliedTags = tagsFor(forum, asked.body);
  const opening = fieldsAt(asked.body, 'message');
  if (!opening) throw required('message');
  const { content, embeds, components, flags } = newMessage(opening, asked.files.length);
  const type = ChannelType.publicThread;
  const autoArchiveMinutes = archiveAfter(asked.body);
  const thread = createThread(discord, { parent: forum, name, ownerId, type, appliedTags, autoArchiveMinutes });
  const message = post(discord, {
    id: thread.id,
    channel: thread,
    authorId: ownerId,
    content,
    embeds,
    components,
    flags,
    attachments: attach(discord, thread.id, asked.files, opening.attachments),
    allowed: allowedMentionsIn(opening, 'message'),
  });
  return new Answered(201, { ...threadForBot(discord.world, thread), message: shown(discord, message) });
};

/** In a text channel a thread without a message: private unless its type says otherwise. */
const start: Route = (discord, asked) => {
  const parent = visible(discord, asked.param('channel'));
  if (isForum(parent)) return inForum(discord, parent, asked);
  if (parent.type !== ChannelType.text && parent.type !== ChannelType.announcement) throw refusal('wrongChannelType');
  const type = asked.body.type ?? ChannelType.privateThread;
  if (type !== ChannelType.privateThread && type !== ChannelType.publicThread) throw refusal('wrongChannelType');
  const isPrivate = type === ChannelType.privateThread;
  mustBeAllowed(discord, parent, isPrivate ? 'CreatePrivateThreads' : 'CreatePublicThreads');
  const thread = createThread(discord, {
    parent,
    type,
    name: threadName(asked.body),
    ownerId: discord.world.botId,
    autoArchiveMinutes: archiveAfter(asked.body),
    invitable: asked.body.invitable !== false,
  });
  return new Answered(201, threadForBot(discord.world, thread));
};

const threadAt = (discord: Discord, asked: Asked): Channel => {
  const channel = visible(discord, asked.param('channel'));
  if (!channel.thread) throw refusal('wrongChannelType');
  return channel;
};

const join: Route = (discord, asked) => {
  const thread = threadAt(discord, asked);
  mustBeActive(thread);
  const user = asked.param('user') === '@me' ? discord.world.botId : asked.param('user');
  if (!discord.world.users.has(user)) throw refusal('unknownUser');
  if (!discord.world.guildOf(thread)?.members.has(user)) throw refusal('unknownMember');
  if (user === discord.world.botId) addThreadMember(discord, thread, user);
  else addToThread(discord, thread, discord.world.botId, user);
};

const leave: Route = (discord, asked) => {
  const thread = threadAt(discord, asked);
  mustBeActive(thread);
  const given = asked.param('user');
  const user = given === '@me' ? discord.world.botId : given;
  if (user !== discord.world.botId && thread.thread?.ownerId !== discord.world.botId) {
    if (!isAllowed(discord, thread, 'ManageThreads')) throw refusal('missingPermissions');
  }
  removeThreadMember(discord, thread, user);
};

const withMember = (discord: Discord, thread: Channel, userId: string, asked: Asked): Fields => {
  const member = discord.world.guildOf(thread)?.members.get(userId);
  const isAsked = asked.query.get('with_member') === 'true' && member !== undefined;
  return {
    ...threadMemberWire(thread, userId),
    ...(isAsked ? { member: memberWithUser(discord.world, member) } : {}),
  };
};

const members: Route = (discord, asked) => {
  const thread = threadAt(discord, asked);
  if (!discord.portal.guildMembers) throw refusal('missingAccess');
  return [...(thread.thread?.members.keys() ?? [])].map((id) => withMember(discord, thread, id, asked));
};

const oneMember: Route = (discord, asked) => {
  const thread = threadAt(discord, asked);
  const user = asked.param('user') === '@me' ? discord.world.botId : asked.param('user');
  if (!thread.thread?.members.has(user)) throw refusal('unknownMember');
  return withMember(discord, thread, user, asked);
};

export const threadRoutes = {
  'POST /channels/:channel/messages/:message/threads': fromMessage,
  'POST /channels/:channel/threads': start,
  'GET /channels/:channel/thread-members': members,
  'GET /channels/:channel/thread-members/:user': oneMember,
  'PUT /channels/:channel/thread-members/:user': join,
  'DELETE /channels/:channel/thread-members/:user': leave,
} satisfies Record<string, Route>;
