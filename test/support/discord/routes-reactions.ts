import { messageIn, mustBeActive, mustBeAllowed, visible } from './access';
import type { Asked } from './asked';
import type { Discord } from './discord';
import { type Emoji, emojiKey, type Message } from './message';
import { addReaction, clearReactions, parseEmoji, removeReaction } from './reactions';
import { refusal } from './refusal';
import type { Route } from './route';
import { byId } from './snowflakes';
import { reactionOf } from './wire-message';
import { userWire } from './wire-places';

const maxDistinct = 20;

const target = (discord: Discord, asked: Asked): Message => {
  const channel = visible(discord, asked.param('channel'));
  mustBeAllowed(discord, channel, 'ReadMessageHistory');
  return messageIn(discord, channel, asked.param('message'));
};

const changeable = (discord: Discord, asked: Asked): Message => {
  const message = target(discord, asked);
  mustBeActive(discord.world.channel(message.channelId));
  return message;
};

const emojiIn = (asked: Asked): Emoji => {
  const emoji = parseEmoji(asked.param('emoji'));
  if (!emoji) throw refusal('unknownEmoji');
  return emoji;
};

/** Joining a reaction that is there already needs no permission to add one. */
const add: Route = (discord, asked) => {
  const message = changeable(discord, asked);
  const emoji = emojiIn(asked);
  if (!reactionOf(message, emojiKey(emoji))) {
    mustBeAllowed(discord, discord.world.channel(message.channelId), 'AddReactions');
    if (message.reactions.length >= maxDistinct) throw refusal('tooManyReactions');
  }
  addReaction(discord, discord.world.botId, message, emoji);
};

const removeOwn: Route = (discord, asked) => {
  if (!removeReaction(discord, discord.world.botId, changeable(discord, asked), emojiIn(asked))) {
    throw refusal('unknownEmoji');
  }
};

const moderated = (discord: Discord, asked: Asked): Message => {
  const message = changeable(discord, asked);
  mustBeAllowed(discord, discord.world.channel(message.channelId), 'ManageMessages');
  return message;
};

const list: Route = (discord, asked) => {
  const message = target(discord, asked);
  const users = reactionOf(message, emojiKey(emojiIn(asked)))?.users ?? [];
  const after = BigInt(asked.query.get('after') ?? '0');
  const found = users.map((id) => discord.world.user(id)).filter(({ id }) => BigInt(id) > after);
  return found
    .sort(byId)
    .slice(0, asked.limit(25, 1, 100))
    .map(userWire);
};

export const reactionRoutes = {
  'PUT /channels/:channel/messages/:message/reactions/:emoji/@me': add,
  'DELETE /channels/:channel/messages/:message/reactions/:emoji/@me': removeOwn,
  'DELETE /channels/:channel/messages/:message/reactions/:emoji/:user': (discord, asked) =>
    void removeReaction(discord, asked.param('user'), moderated(discord, asked), emojiIn(asked)),
  'DELETE /channels/:channel/messages/:message/reactions/:emoji': (discord, asked) =>
    clearReactions(discord, moderated(discord, asked), emojiIn(asked)),
  'DELETE /channels/:channel/messages/:message/reactions': (discord, asked) =>
    clearReactions(discord, moderated(discord, asked)),
  'GET /channels/:channel/messages/:message/reactions/:emoji': list,
} satisfies Record<string, Route>;
