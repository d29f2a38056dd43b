import { known, type Method, type Methods, pageOf } from './access';
import { ApiError } from './arguments';
import { channelAnswer } from './channel-answer';
import { memberJoined } from './membership';
import type { Channel } from './world';

const typeOf = (channel: Channel): string => {
  if (channel.kind !== 'channel') return channel.kind;
  return channel.isPrivate ? 'private_channel' : 'public_channel';
};

const list: Method = ({ world }, args) => {
  const types = (args.optional('types') ?? 'public_channel').split(',').map((type) => type.trim());
  const visible = [...world.channels.values()].filter(
    (channel) =>
      types.includes(typeOf(channel)) &&
      (!channel.isPrivate || channel.members.has(world.bot.userId)) &&
      !(channel.archived && args.flag('exclude_archived')),
  );
  const page = pageOf(visible, args, 100, 999);
  return {
    channels: page.items.map((channel) => channelAnswer(world, channel, 'list', { numMembers: true })),
    response_metadata: { next_cursor: page.next },
  };
};

const open: Method = (slack, args) => {
  const { world } = slack;
  const given = args.optional('channel');
  if (given !== undefined) return { channel: { id: known(slack, given).id } };
  const ids = args.required('users').split(',');
  for (const id of ids) {
    const user = world.users.get(id);
    if (!user) throw new ApiError('user_not_found');
    // The bot may write to people of other organisations only while it shares a channel with them.
    if (user.stranger) throw new ApiError('user_not_visible');
    if (user.deleted) throw new ApiError('user_disabled');
    if (user.isBot) throw new ApiError('cannot_dm_bot');
  }
  const { channel, already } = world.direct(ids);
  const shown = args.flag('return_im')
    ? channelAnswer(world, channel, 'info', { numMembers: false })
    : { id: channel.id };
  return { channel: shown, ...(already ? { no_op: true, already_open: true } : {}) };
};

const join: Method = (slack, args) => {
  const channel = known(slack, args.required('channel'));
  if (channel.kind !== 'channel' || channel.isPrivate) throw new ApiError('method_not_supported_for_channel_type');
  if (channel.archived) throw new ApiError('is_archived');
  const shown = () => channelAnswer(slack.world, channel, 'info', { numMembers: false });
  if (channel.members.has(slack.world.bot.userId)) return { channel: shown(), warning: 'already_in_channel' };
  memberJoined(slack, slack.world.bot.userId, channel);
  return { channel: shown() };
};

export const conversationMethods: Methods = {
  'conversations.info': (slack, args) => {
    const channel = known(slack, args.required('channel'));
    const numMembers = args.flag('include_num_members');
    return { channel: channelAnswer(slack.world, channel, 'info', { numMembers }) };
  },
  'conversations.list': list,
  'conversations.members': (slack, args) => {
    const page = pageOf([...known(slack, args.required('channel')).members], args, 100, 1000);
    return { members: page.items, response_metadata: { next_cursor: page.next } };
  },
  'conversations.open': open,
  'conversations.join': join,
};
