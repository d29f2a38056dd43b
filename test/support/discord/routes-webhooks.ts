import type { Asked } from './asked';
import type { Discord } from './discord';
import type { Interaction } from './interaction';
import { allowedMentionsIn } from './mentions';
import { hasFlag, type Message } from './message';
import { editedMessage, newMessage } from './message-body';
import { MessageFlag } from './numbers';
import { change, remove } from './postings';
import { refusal } from './refusal';
import type { Route } from './route';
import { say } from './routes-callback';
import { edit } from './routes-messages';
import { attach } from './uploads';
import { messageWire } from './wire-message';

/** The only webhook an app has by itself: the one that answers interactions, under their token. */
const underToken = (discord: Discord, asked: Asked): Interaction => {
  if (asked.param('application') !== discord.world.applicationId) throw refusal('unknownWebhook');
  return discord.interactions.underToken(asked.param('token'));
};

const messageOf = (
  discord: Discord,
  asked: Asked,
): { readonly interaction: Interaction; readonly message: Message } => {
  const interaction = underToken(discord, asked);
  const id = asked.param('message');
  const all = [interaction.original, ...interaction.followUps];
  const message = id === '@original' ? interaction.original : all.find((one) => one?.id === id);
  if (!message || !exists(discord, message)) throw refusal('unknownMessage');
  return { interaction, message };
};

const exists = (discord: Discord, message: Message): boolean =>
  message.ephemeralFor === undefined
    ? discord.log.find(message.channelId, message.id) !== undefined
    : discord.ephemerals.includes(message);

/** "Thinking" ends with the first thing said; whether it is ephemeral was settled by the deferral. */
const complete = (discord: Discord, message: Message, asked: Asked): void => {
  const attachments = attach(discord, message.channelId, asked.files, asked.body.attachments);
  const body = editedMessage(message, asked.body, attachments.length);
  const what = { ...body, attachments, flags: body.flags & ~MessageFlag.loading };
  change(discord, message, what, { by: 'quiet', allowed: allowedMentionsIn(asked.body, 'interaction') });
};

const get: Route = (discord, asked) => messageWire(discord, messageOf(discord, asked).message, 'history');

const update: Route = (discord, asked) => {
  const { message } = messageOf(discord, asked);
  if (hasFlag(message, MessageFlag.loading)) complete(discord, message, asked);
  else edit(discord, message, asked, 'interaction');
  return messageWire(discord, message, 'history');
};

const drop: Route = (discord, asked) => {
  const { interaction, message } = messageOf(discord, asked);
  remove(discord, message);
  if (interaction.original === message) interaction.original = undefined;
};

const followUp: Route = (discord, asked) => {
  const interaction = underToken(discord, asked);
  const { original } = interaction;
  if (original && hasFlag(original, MessageFlag.loading)) {
    complete(discord, original, asked);
    return messageWire(discord, original, 'history');
  }
  const body = newMessage(asked.body, asked.files.length);
  const attachments = attach(discord, interaction.facts.channel.id, asked.files, asked.body.attachments);
  const allowed = allowedMentionsIn(asked.body, 'interaction');
  const message = say(discord, interaction, { body, allowed, attachments, repliesTo: original });
  interaction.followUps.push(message);
  return messageWire(discord, message, 'history');
};

export const webhookRoutes = {
  'POST /webhooks/:application/:token': followUp,
  'GET /webhooks/:application/:token/messages/:message': get,
  'PATCH /webhooks/:application/:token/messages/:message': update,
  'DELETE /webhooks/:application/:token/messages/:message': drop,
} satisfies Record<string, Route>;
