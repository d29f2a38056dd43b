import { type Fields, fieldsAt, objectsIn } from '../slack/fields';
import { Asked } from './asked';
import { numbered } from './components';
import type { Discord } from './discord';
import type { AnswerKind, Interaction } from './interaction';
import { type AllowedMentions, allowedMentionsIn, noMentions } from './mentions';
import { hasFlag, type Message } from './message';
import { type MessageBody, newMessage } from './message-body';
import { checkModal } from './modal-limits';
import { CallbackType, InteractionType, MessageFlag, MessageType } from './numbers';
import { post } from './postings';
import { badLength, invalid } from './refusal';
import type { Route } from './route';
import { edit } from './routes-messages';
import { attach } from './uploads';
import { messageWire } from './wire-message';

const settable =
  MessageFlag.suppressEmbeds |
  MessageFlag.suppressNotifications |
  MessageFlag.componentsV2 |
  MessageFlag.ephemeral |
  MessageFlag.loading;

interface Answering {
  readonly body: MessageBody;
  readonly allowed: AllowedMentions;
  readonly attachments?: readonly Fields[];
  readonly repliesTo?: Message | undefined;
}

/** In the interaction's channel, whatever the bot may do there: an answer needs no permission. */
export const say = (discord: Discord, { facts }: Interaction, what: Answering): Message => {
  const { channel, id, type, userId, name } = facts;
  const flags = what.body.flags & settable;
  const isEphemeral = (flags & MessageFlag.ephemeral) !== 0;
  const { repliesTo } = what;
  return post(discord, {
    channel,
    authorId: discord.world.botId,
    content: what.body.content,
    embeds: what.body.embeds,
    components: what.body.components,
    flags,
    type: repliesTo ? MessageType.reply : facts.answerType,
    reference: repliesTo && { channelId: repliesTo.channelId, messageId: repliesTo.id },
    attachments: what.attachments ?? [],
    origin: { id, type, userId, name },
    ephemeralFor: isEphemeral ? userId : undefined,
    allowed: what.allowed,
  });
};

const reply = (discord: Discord, interaction: Interaction, data: Fields, asked: Asked): AnswerKind => {
  const { channel, message: repliesTo } = interaction.facts;
  const body = newMessage(data, asked.files.length);
  const attachments = attach(discord, channel.id, asked.files, data.attachments);
  const allowed = allowedMentionsIn(data, 'interaction');
  interaction.original = say(discord, interaction, { body, allowed, attachments, repliesTo });
  return 'reply';
};

const defer = (discord: Discord, interaction: Interaction, data: Fields): AnswerKind => {
  const flags = (typeof data.flags === 'number' ? data.flags & MessageFlag.ephemeral : 0) | MessageFlag.loading;
  const body = { content: '', embeds: [], components: [], flags };
  const { message: repliesTo } = interaction.facts;
  interaction.original = say(discord, interaction, { body, allowed: noMentions, repliesTo });
  return 'deferred';
};

const impossible = (type: number): Error =>
  invalid('type', 'INTERACTION_CALLBACK_TYPE_INVALID', `Callback type ${type} does not fit this interaction`);

const update = (discord: Discord, interaction: Interaction, data: Fields, asked: Asked): AnswerKind => {
  const { message } = interaction.facts;
  if (!message) throw impossible(CallbackType.update);
  edit(discord, message, new Asked(asked.params, asked.query, data, asked.files), 'interaction');
  interaction.original = message;
  return 'update';
};

const deferUpdate = (interaction: Interaction): AnswerKind => {
  if (!interaction.facts.message) throw impossible(CallbackType.deferredUpdate);
  interaction.original = interaction.facts.message;
  return 'deferred update';
};

const maxChoices = 25;

const offer = (interaction: Interaction, data: Fields): AnswerKind => {
  const choices = objectsIn(data.choices);
  if (choices.length > maxChoices) throw badLength('data.choices', 0, maxChoices);
  interaction.choices = choices.map((choice, index) => {
    const name = String(choice.name ?? '');
    if (name.length < 1 || name.length > 100) throw badLength(`data.choices.${index}.name`, 1, 100);
    const { value } = choice;
    return { name, value: typeof value === 'number' ? value : String(value) };
  });
  return 'choices';
};

const openModal = (interaction: Interaction, data: Fields): AnswerKind => {
  const { type, message, channel } = interaction.facts;
  if (type === InteractionType.modalSubmit) throw impossible(CallbackType.modal);
  checkModal(data);
  const components = numbered(objectsIn(data.components));
  const customId = String(data.custom_id);
  interaction.modal = { customId, title: String(data.title), components, message, channel, isOpen: true };
  return 'modal';
};

const answer = (discord: Discord, interaction: Interaction, asked: Asked): AnswerKind => {
  const { type } = asked.body;
  const data = fieldsAt(asked.body, 'data') ?? {};
  const isTyping = interaction.facts.type === InteractionType.autocomplete;
  if (isTyping !== (type === CallbackType.choices)) throw impossible(Number(type));
  switch (type) {
    case CallbackType.message:
      return reply(discord, interaction, data, asked);
    case CallbackType.deferredMessage:
      return defer(discord, interaction, data);
    case CallbackType.deferredUpdate:
      return deferUpdate(interaction);
    case CallbackType.update:
      return update(discord, interaction, data, asked);
    case CallbackType.choices:
      return offer(interaction, data);
    case CallbackType.modal:
      return openModal(interaction, data);
    default:
      throw impossible(Number(type));
  }
};

const withResponse = (discord: Discord, interaction: Interaction, asked: Asked): Fields => {
  const { original, facts } = interaction;
  const about = original && {
    response_message_id: original.id,
    response_message_loading: hasFlag(original, MessageFlag.loading),
    response_message_ephemeral: hasFlag(original, MessageFlag.ephemeral),
  };
  const message = original && messageWire(discord, original, 'history');
  const resource = { type: asked.body.type, ...(message ? { message } : {}) };
  return { interaction: { id: facts.id, type: facts.type, ...about }, resource };
};

const callback: Route = (discord, asked) => {
  const interaction = discord.interactions.unanswered(asked.param('interaction'), asked.param('token'));
  interaction.answered(answer(discord, interaction, asked));
  return asked.query.get('with_response') === 'true' ? withResponse(discord, interaction, asked) : undefined;
};

export const callbackRoutes = {
  'POST /interactions/:interaction/:token/callback': callback,
} satisfies Record<string, Route>;
