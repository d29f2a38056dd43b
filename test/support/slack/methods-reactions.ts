import { type Method, type Methods, messageAt, readable, writable } from './access';
import { ApiError, type Arguments } from './arguments';
import { type Message, wire } from './message';
import { addReaction, removeReaction } from './reactions';
import type { Workspace } from './workspace';

const item = (slack: Workspace, args: Arguments): Message => {
  const channel = args.optional('channel');
  const ts = args.optional('timestamp');
  if (channel === undefined || ts === undefined) throw new ApiError('no_item_specified');
  return messageAt(slack, writable(slack, channel).id, ts);
};

const nameIn = (args: Arguments): string => {
  const name = args.required('name');
  if (!/^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/.test(name)) throw new ApiError('invalid_name');
  return name;
};

const get: Method = (slack, args) => {
  const channel = readable(slack, args.required('channel'));
  const message = messageAt(slack, channel.id, args.required('timestamp'));
  return { type: 'message', channel: channel.id, message: wire(message, slack.log.rootOf(message), 'history') };
};

export const reactionMethods: Methods = {
  'reactions.add': (slack, args) => {
    addReaction(slack, slack.world.bot.userId, item(slack, args), nameIn(args));
    return {};
  },
  'reactions.remove': (slack, args) => {
    removeReaction(slack, slack.world.bot.userId, item(slack, args), nameIn(args));
    return {};
  },
  'reactions.get': get,
};
