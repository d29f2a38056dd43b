import { randomUUID } from 'node:crypto';
import { channelType } from './channel-answer';
import type { Fields } from './fields';
import { type Message, wire } from './message';
import { mentions } from './mrkdwn';
import type { Workspace } from './workspace';
import type { Channel } from './world';

export interface Draft {
  readonly channel: string;
  readonly text: string;
  readonly author: string | undefined;
  readonly blocks?: readonly Fields[];
  readonly attachments?: readonly Fields[];
  readonly subtype?: string | undefined;
  readonly threadTs?: string | undefined;
  readonly metadata?: Fields | undefined;
  readonly files?: readonly Fields[];
}

const botFacts = (slack: Workspace, userId: string): Fields => {
  const { bot, home } = slack.world;
  const ours = userId === bot.userId;
  const botId = ours ? bot.botId : `B${userId.slice(1)}`;
  const appId = ours ? bot.appId : `A${userId.slice(1)}`;
  const name = ours ? bot.name : slack.world.person(userId).name;
  const profile = { id: botId, app_id: appId, name, deleted: false, updated: 0, team_id: home.id };
  return { bot_id: botId, app_id: appId, team: slack.world.teamOf(userId), bot_profile: profile };
};

const connectFacts = (slack: Workspace, channel: Channel, author: string): Fields => {
  const team = slack.world.teamOf(author);
  if (!channel.shared) return { team };
  if (!slack.behaviours.sharedChannelExtras) return {};
  const { name, realName } = slack.world.person(author);
  const profile = { name, real_name: realName ?? name, display_name: name, team, is_restricted: false };
  return { team, user_team: team, source_team: team, user_profile: profile };
};

const extrasFor = (slack: Workspace, draft: Draft): Fields => {
  const { author } = draft;
  // What comes through a response_url has no user, only our bot_id: Bolt's ignoreSelf is not sure to drop it.
  if (author === undefined) return { bot_id: slack.world.bot.botId };
  if (slack.world.users.get(author)?.isBot) return botFacts(slack, author);
  return { client_msg_id: randomUUID(), ...connectFacts(slack, slack.world.place(draft.channel), author) };
};

/** Files in Slack Connect arrive as a bare id that files.info has to be asked about. */
const filesInEvent = (channel: Channel, files: readonly Fields[]): Fields => {
  if (files.length === 0) return {};
  return { files: channel.shared ? files.map((file) => ({ id: file.id, file_access: 'check_file_info' })) : files };
};

const inEvent = (slack: Workspace, message: Message): Fields => ({
  ...wire(message, slack.log.rootOf(message), 'event'),
  ...filesInEvent(slack.world.place(message.channel), message.files),
});

/** A mention inside a file upload raises no app_mention (bolt-python#925), nor does one in a direct message. */
const mentionsTheApp = (slack: Workspace, message: Message): boolean =>
  mentions(message.text, slack.world.bot.userId) &&
  message.author !== undefined &&
  message.author !== slack.world.bot.userId &&
  message.files.length === 0 &&
  (message.subtype === undefined || message.subtype === 'thread_broadcast') &&
  slack.world.place(message.channel).kind === 'channel';

const emitMention = (slack: Workspace, message: Message, eventTs: string): void => {
  if (!mentionsTheApp(slack, message)) return;
  const { subtype: _, reactions: __, ...rest } = inEvent(slack, message);
  const event = { ...rest, type: 'app_mention', channel: message.channel, event_ts: eventTs };
  slack.emit(event, { channel: message.channel, user: message.author });
};

/** Puts a message into the channel and tells the app: once as message and, if it is mentioned, again as app_mention. */
export const post = (slack: Workspace, draft: Draft): Message => {
  const message: Message = {
    channel: draft.channel,
    ts: slack.stamps.next(draft.channel),
    author: draft.author,
    subtype: draft.subtype,
    text: draft.text,
    blocks: draft.blocks ?? [],
    attachments: draft.attachments ?? [],
    threadTs: draft.threadTs,
    edited: undefined,
    metadata: draft.metadata,
    files: draft.files ?? [],
    reactions: [],
    replies: [],
    extras: extrasFor(slack, draft),
  };
  slack.log.add(message);
  const { channel, ts } = message;
  const root = slack.log.rootOf(message);
  const event = {
    ...inEvent(slack, message),
    ...(message.subtype === 'thread_broadcast' && root ? { root: wire(root, undefined, 'event') } : {}),
    channel,
    channel_type: channelType(slack.world.place(channel)),
    event_ts: ts,
  };
  slack.emit(event, { channel, user: draft.author });
  emitMention(slack, message, ts);
  return message;
};

const emitHidden = (slack: Workspace, message: Message, eventTs: string, facts: Fields): void => {
  const event = {
    type: 'message',
    ...facts,
    channel: message.channel,
    hidden: true,
    ts: eventTs,
    event_ts: eventTs,
    channel_type: channelType(slack.world.place(message.channel)),
  };
  slack.emit(event, { channel: message.channel, user: message.author });
};

/**
 * Changes a message in place. The event has no top-level user, so Bolt's ignoreSelf lets the app's own updates
 * through. An edit that mentions the app raises app_mention again, under a new event_id and with `edited` set.
 */
export const change = (
  slack: Workspace,
  message: Message,
  how: 'edit' | 'quiet',
  apply: (message: Message) => void,
): void => {
  const before = inEvent(slack, message);
  const at = slack.stamps.next(message.channel);
  apply(message);
  if (how === 'edit') message.edited = { user: message.author ?? slack.world.bot.botId, ts: at };
  const facts = { subtype: 'message_changed', message: inEvent(slack, message), previous_message: before };
  emitHidden(slack, message, at, facts);
  if (how === 'edit') emitMention(slack, message, at);
};

/** Deletes a message. A root with replies stays behind as a tombstone, which Slack reports as a change. */
export const remove = (slack: Workspace, message: Message): void => {
  if (message.replies.length > 0) {
    change(slack, message, 'quiet', (root) => {
      root.subtype = 'tombstone';
      root.text = 'This message was deleted.';
      root.blocks = [];
      root.attachments = [];
      root.metadata = undefined;
      root.extras = { hidden: true };
      root.edited = undefined;
    });
    return;
  }
  const before = inEvent(slack, message);
  slack.log.remove(message);
  const at = slack.stamps.next(message.channel);
  emitHidden(slack, message, at, { subtype: 'message_deleted', deleted_ts: message.ts, previous_message: before });
};
