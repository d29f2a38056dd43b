import { ApiError, type Arguments } from './arguments';
import type { Fields } from './fields';
import type { Message } from './message';
import { microsOf } from './stamps';
import type { Workspace } from './workspace';
import type { Channel } from './world';

/** One Web API method: its answer without `ok`, or an ApiError. */
export type Method = (slack: Workspace, args: Arguments) => Fields;
export type Methods = Readonly<Record<string, Method>>;

/** A conversation the bot may know of; a private one it is not in does not exist for it. */
export const known = (slack: Workspace, id: string): Channel => {
  const channel = slack.world.channels.get(id);
  if (!channel || (channel.isPrivate && !channel.members.has(slack.world.bot.userId))) {
    throw new ApiError('channel_not_found');
  }
  return channel;
};

/** Reading history takes membership, even in public channels. */
export const readable = (slack: Workspace, id: string): Channel => {
  const channel = known(slack, id);
  if (!channel.members.has(slack.world.bot.userId)) throw new ApiError('not_in_channel');
  return channel;
};

/** Writing does too, since the app does not ask for chat:write.public. */
export const writable = (slack: Workspace, id: string): Channel => {
  const channel = readable(slack, id);
  if (channel.archived) throw new ApiError('is_archived');
  return channel;
};

export const messageAt = (slack: Workspace, channel: string, ts: string, missing = 'message_not_found'): Message => {
  const message = slack.log.find(channel, ts);
  if (!message) throw new ApiError(missing);
  return message;
};

const cursorOf = (value: string): string => Buffer.from(value).toString('base64');

/** One page of a list and the cursor of the next; an empty next_cursor says that this was the last. */
export const pageOf = <T>(items: readonly T[], args: Arguments, standard: number, max: number) => {
  const limit = args.limit(standard, max);
  const cursor = args.optional('cursor');
  const start = cursor === undefined ? 0 : Number(/^offset:(\d+)$/.exec(decode(cursor))?.[1] ?? Number.NaN);
  if (Number.isNaN(start)) throw new ApiError('invalid_cursor');
  const end = start + limit;
  return { items: items.slice(start, end), next: end < items.length ? cursorOf(`offset:${end}`) : '' };
};

/** A page of messages whose cursor names a point in time, so that messages coming in between shift nothing. */
export const timedPageOf = (
  messages: readonly Message[],
  args: Arguments,
  order: 'newest first' | 'oldest first',
  standard: number,
) => {
  const limit = args.limit(standard, 999);
  const cursor = args.optional('cursor');
  const from = cursor === undefined ? undefined : Number(/^next_ts:(\d+)$/.exec(decode(cursor))?.[1] ?? Number.NaN);
  if (from !== undefined && Number.isNaN(from)) throw new ApiError('invalid_cursor');
  const sign = order === 'newest first' ? -1 : 1;
  const left = messages
    .filter((message) => from === undefined || sign * (microsOf(message.ts) - from) >= 0)
    .sort((a, b) => sign * (microsOf(a.ts) - microsOf(b.ts)));
  const next = left[limit];
  return { items: left.slice(0, limit), next: next ? cursorOf(`next_ts:${microsOf(next.ts)}`) : '' };
};

const decode = (cursor: string): string => Buffer.from(cursor, 'base64').toString();

/** `oldest` and `latest` are exclusive unless `inclusive` is set. */
export const within = (args: Arguments): ((message: Message) => boolean) => {
  const oldest = microsOf(args.optional('oldest') ?? '0');
  const latest = args.optional('latest');
  const end = latest === undefined ? Number.POSITIVE_INFINITY : microsOf(latest);
  const inclusive = args.flag('inclusive');
  return (message) => {
    const at = microsOf(message.ts);
    return inclusive ? at >= oldest && at <= end : at > oldest && at < end;
  };
};
