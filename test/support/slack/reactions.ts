import { ApiError } from './arguments';
import type { Message } from './message';
import type { Workspace } from './workspace';

const emitReaction = (
  slack: Workspace,
  type: 'reaction_added' | 'reaction_removed',
  user: string,
  message: Message,
  reaction: string,
): void => {
  const { channel, ts, author } = message;
  const event = {
    type,
    user,
    reaction,
    item: { type: 'message', channel, ts },
    // Absent for messages without a user, such as those sent through a response_url.
    ...(author === undefined ? {} : { item_user: author }),
    event_ts: slack.stamps.next(channel),
  };
  slack.emit(event, { channel, user });
};

export const addReaction = (slack: Workspace, user: string, message: Message, name: string): void => {
  const reaction = message.reactions.find((candidate) => candidate.name === name);
  if (reaction?.users.includes(user)) throw new ApiError('already_reacted');
  if (reaction) reaction.users.push(user);
  else message.reactions.push({ name, users: [user] });
  emitReaction(slack, 'reaction_added', user, message, name);
};

export const removeReaction = (slack: Workspace, user: string, message: Message, name: string): void => {
  const reaction = message.reactions.find((candidate) => candidate.name === name);
  const at = reaction?.users.indexOf(user) ?? -1;
  if (!reaction || at < 0) throw new ApiError('no_reaction');
  reaction.users.splice(at, 1);
  if (reaction.users.length === 0) message.reactions.splice(message.reactions.indexOf(reaction), 1);
  emitReaction(slack, 'reaction_removed', user, message, name);
};
