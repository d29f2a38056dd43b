import { type Method, type Methods, messageAt, readable, writable } from './access';
import { ApiError, type Arguments } from './arguments';
import { messageBlocks } from './blocks';
import { type Fields, objectsIn } from './fields';
import { type Ephemeral, type Message, wire } from './message';
import { change, post, remove } from './postings';
import type { Workspace } from './workspace';
import type { Channel } from './world';

const maxPosted = 40_000;
const maxUpdated = 4000;

/** chat.postMessage takes a user id too, and opens the direct conversation by itself. */
const target = (slack: Workspace, id: string): Channel => {
  const user = slack.world.users.get(id);
  if (!user) return writable(slack, id);
  if (user.stranger || user.deleted) throw new ApiError('channel_not_found');
  return slack.world.direct([id]).channel;
};

/**
 * thread_ts has to be the root's; what Slack does with another ts is not documented. Refusing it here brings the
 * mistake to light.
 */
const threadOf = (slack: Workspace, channel: string, args: Arguments): string | undefined => {
  const ts = args.optional('thread_ts');
  if (ts === undefined) return undefined;
  const root = messageAt(slack, channel, ts, 'thread_not_found');
  if (root.threadTs !== undefined) throw new ApiError('cannot_reply_to_message');
  return ts;
};

const metadataIn = (args: Arguments): Fields | undefined => {
  const metadata = args.object('metadata');
  if (!metadata) return undefined;
  if (typeof metadata.event_type !== 'string') throw new ApiError('invalid_metadata_format');
  return { event_type: metadata.event_type, event_payload: metadata.event_payload ?? {} };
};

interface Content {
  readonly text: string;
  readonly blocks: readonly Fields[];
  readonly attachments: readonly Fields[];
}

const contentOf = (args: Arguments): Content => {
  const text = args.optional('text') ?? '';
  const blocks = messageBlocks(args.all.blocks);
  const attachments = objectsIn(args.all.attachments);
  if (text === '' && blocks.length === 0 && attachments.length === 0) throw new ApiError('no_text');
  return { text: text.slice(0, maxPosted), blocks, attachments };
};

const postMessage: Method = (slack, args) => {
  const { id: channel } = target(slack, args.required('channel'));
  const threadTs = threadOf(slack, channel, args);
  const metadata = metadataIn(args);
  const broadcast = threadTs !== undefined && args.flag('reply_broadcast');
  const subtype = broadcast ? 'thread_broadcast' : undefined;
  const author = slack.world.bot.userId;
  const message = post(slack, { channel, author, threadTs, subtype, metadata, ...contentOf(args) });
  return { channel, ts: message.ts, message: wire(message, slack.log.rootOf(message), 'history+metadata') };
};

const ours = (slack: Workspace, args: Arguments, refusal: string): Message => {
  const channel = writable(slack, args.required('channel'));
  const message = messageAt(slack, channel.id, args.required('ts'));
  if (message.author !== slack.world.bot.userId) throw new ApiError(refusal);
  return message;
};

/** What is not given stays: blocks, attachments and metadata of the old version are kept. */
const update: Method = (slack, args) => {
  const message = ours(slack, args, 'cant_update_message');
  const text = args.optional('text');
  const blocks = args.all.blocks === undefined ? undefined : messageBlocks(args.all.blocks);
  const attachments = args.all.attachments === undefined ? undefined : objectsIn(args.all.attachments);
  const metadata = metadataIn(args);
  if (text === undefined && blocks === undefined && attachments === undefined) throw new ApiError('no_text');
  // Longer text is refused here although chat.postMessage would only cut it.
  if (text !== undefined && text.length > maxUpdated) throw new ApiError('msg_too_long');
  change(slack, message, 'edit', (edited) => {
    edited.text = text ?? edited.text;
    edited.blocks = blocks ?? edited.blocks;
    edited.attachments = attachments ?? edited.attachments;
    edited.metadata = metadata ?? edited.metadata;
  });
  const shown = wire(message, slack.log.rootOf(message), 'history+metadata');
  return { channel: message.channel, ts: message.ts, text: message.text, message: shown };
};

const postEphemeral: Method = (slack, args) => {
  const channel = writable(slack, args.required('channel'));
  const user = args.required('user');
  if (!channel.members.has(user)) throw new ApiError('user_not_in_channel');
  const { text, blocks } = contentOf(args);
  const ts = slack.stamps.next(channel.id);
  const threadTs = args.optional('thread_ts');
  const ephemeral: Ephemeral = { user, channel: channel.id, ts, threadTs, via: 'chat.postEphemeral', text, blocks };
  slack.ephemerals.push(ephemeral);
  return { message_ts: ts };
};

const getPermalink: Method = (slack, args) => {
  const channel = readable(slack, args.required('channel'));
  const message = messageAt(slack, channel.id, args.required('message_ts'));
  const base = `https://${slack.world.home.domain}.slack.com/archives/${channel.id}/p${message.ts.replace('.', '')}`;
  const thread = message.threadTs === undefined ? '' : `?thread_ts=${message.threadTs}&cid=${channel.id}`;
  return { channel: channel.id, permalink: `${base}${thread}` };
};

export const chatMethods: Methods = {
  'chat.postMessage': postMessage,
  'chat.update': update,
  'chat.delete': (slack, args) => {
    const message = ours(slack, args, 'cant_delete_message');
    remove(slack, message);
    return { channel: message.channel, ts: message.ts };
  },
  'chat.postEphemeral': postEphemeral,
  'chat.getPermalink': getPermalink,
};
