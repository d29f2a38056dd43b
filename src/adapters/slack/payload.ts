import { z } from 'zod';

/** Only what we read of Slack's payloads; everything else may be there and change. */
const text = z.string();
export const fileSchema = z.looseObject({
  id: text.nullish(),
  file_access: text.nullish(),
  name: text.nullish(),
  title: text.nullish(),
  mimetype: text.nullish(),
  size: z.number().nullish(),
  permalink: text.nullish(),
});
export const messageSchema = z.looseObject({
  subtype: text.optional(),
  user: text.optional(),
  bot_id: text.nullish(),
  text: text.nullish(),
  ts: text,
  thread_ts: text.optional(),
  files: z.array(fileSchema).nullish(),
  edited: z.looseObject({ ts: text.optional() }).optional(),
});
export type SlackFile = z.output<typeof fileSchema>;
export type SlackMessage = z.output<typeof messageSchema>;

const posted = messageSchema.extend({
  type: z.enum(['message', 'app_mention']),
  channel: text,
  channel_type: text.optional(),
});
const changed = z.looseObject({
  type: z.literal('message'),
  subtype: z.literal('message_changed'),
  channel: text,
  event_ts: text.optional(),
  message: messageSchema,
  previous_message: messageSchema.optional(),
});
const deleted = z.looseObject({
  type: z.literal('message'),
  subtype: z.literal('message_deleted'),
  channel: text,
  event_ts: text.optional(),
  deleted_ts: text,
  previous_message: messageSchema.optional(),
});
const reaction = z.looseObject({
  type: z.enum(['reaction_added', 'reaction_removed']),
  user: text,
  reaction: text,
  event_ts: text,
  item: z.looseObject({ type: z.literal('message'), channel: text, ts: text }),
});
const moved = z.looseObject({
  type: z.literal('channel_id_changed'),
  old_channel_id: text,
  new_channel_id: text,
  event_ts: text,
});
export const eventSchema = z.union([changed, deleted, reaction, posted, moved]);
export type SlackEvent = z.output<typeof eventSchema>;
export type ChangedEvent = z.output<typeof changed>;
export type DeletedEvent = z.output<typeof deleted>;
export type ReactionEvent = z.output<typeof reaction>;
export type MovedEvent = z.output<typeof moved>;
export type PostedEvent = z.output<typeof posted>;
export const isDeleted = (event: SlackEvent): event is DeletedEvent => 'deleted_ts' in event;
export const isChanged = (event: SlackEvent): event is ChangedEvent =>
  event.type === 'message' && 'message' in event && event.subtype === 'message_changed';
export const isMoved = (event: SlackEvent): event is MovedEvent => event.type === 'channel_id_changed';
export const isReaction = (event: SlackEvent): event is ReactionEvent =>
  event.type === 'reaction_added' || event.type === 'reaction_removed';
export const envelopeSchema = z.looseObject({ type: z.literal('event_callback'), event_id: text, event: eventSchema });

export const slashSchema = z.looseObject({
  command: text,
  text: text.default(''),
  user_id: text,
  channel_id: text,
  trigger_id: text,
  response_url: text.optional(),
});
const person = z.looseObject({ id: text });
export const actionSchema = z.looseObject({
  type: z.literal('block_actions'),
  user: person,
  trigger_id: text,
  response_url: text.optional(),
  channel: person.optional(),
  container: z.looseObject({ channel_id: text.optional(), message_ts: text.optional(), thread_ts: text.optional() }),
  message: z.looseObject({ ts: text, thread_ts: text.optional() }).optional(),
  actions: z.array(z.looseObject({ action_id: text, value: text.optional(), action_ts: text.optional() })).min(1),
});
export const shortcutSchema = z.looseObject({
  type: z.literal('message_action'),
  callback_id: text,
  user: person,
  trigger_id: text,
  response_url: text.optional(),
  channel: person,
  message_ts: text,
  message: messageSchema.optional(),
});
const chosen = z.looseObject({
  value: text.nullish(),
  selected_option: z.looseObject({ value: text }).nullish(),
  selected_user: text.nullish(),
  selected_conversation: text.nullish(),
});
export const submissionSchema = z.looseObject({
  type: z.literal('view_submission'),
  user: person,
  view: z.looseObject({
    id: text,
    callback_id: text,
    private_metadata: text.default(''),
    state: z.looseObject({ values: z.record(text, z.record(text, chosen)) }),
  }),
});
/** What a button carries, and what a form carries along. */
export const buttonValue = z.object({ command: text, input: z.record(text, text) });
export const formValue = buttonValue.extend({ channel: text, place: text });
export type FormValue = z.output<typeof formValue>;
