import { z } from 'zod';

/** Only what we read of Discord's payloads; everything else may be there and change. */
const text = z.string();
const snowflake = z.string().regex(/^\d{1,20}$/);
export const userSchema = z.looseObject({
  id: text,
  username: text.default(''),
  global_name: text.nullish(),
  bot: z.boolean().optional(),
});
export const memberSchema = z.looseObject({ roles: z.array(text), nick: text.nullish(), user: userSchema.optional() });
const attachmentSchema = z.looseObject({
  filename: text,
  content_type: text.nullish(),
  size: z.number().nullish(),
  url: text.nullish(),
});
export const messageSchema = z.looseObject({
  id: snowflake,
  channel_id: text,
  guild_id: text.optional(),
  type: z.number(),
  author: userSchema,
  member: memberSchema.optional(),
  content: text,
  edited_timestamp: text.nullish(),
  webhook_id: text.optional(),
  mentions: z.array(userSchema).default([]),
  attachments: z.array(attachmentSchema).default([]),
  message_reference: z.looseObject({ message_id: text.optional(), channel_id: text.optional() }).nullish(),
  message_snapshots: z.array(z.looseObject({ message: z.looseObject({ content: text.default('') }) })).optional(),
  components: z.array(z.unknown()).optional(),
});
export type DiscordUser = z.output<typeof userSchema>;
export type DiscordMember = z.output<typeof memberSchema>;
export type DiscordMessage = z.output<typeof messageSchema>;

export const deletedSchema = z.looseObject({ id: text, channel_id: text });
export const purgedSchema = z.looseObject({ ids: z.array(text), channel_id: text });
export const reactionSchema = z.looseObject({
  user_id: text,
  channel_id: text,
  message_id: text,
  guild_id: text.optional(),
  member: memberSchema.optional(),
  emoji: z.looseObject({ id: text.nullish(), name: text.nullish() }),
});
export const channelSchema = z.looseObject({
  id: text,
  type: z.number(),
  guild_id: text.optional(),
  parent_id: text.nullish(),
  name: text.nullish(),
  last_message_id: text.nullish(),
  thread_metadata: z.looseObject({ archive_timestamp: text }).optional(),
  permission_overwrites: z.array(z.looseObject({ id: text, deny: text.default('0') })).optional(),
});
export type DiscordChannel = z.output<typeof channelSchema>;
export const guildSchema = z.looseObject({
  id: text,
  roles: z.array(z.looseObject({ id: text, tags: z.looseObject({ bot_id: text.optional() }).optional() })),
  channels: z.array(channelSchema).default([]),
  threads: z.array(channelSchema).default([]),
});
/** GUILD_ROLE_CREATE, GUILD_ROLE_DELETE and GUILD_DELETE. */
export const roleChangeSchema = z.looseObject({
  id: text.optional(),
  unavailable: z.boolean().optional(),
  guild_id: text.optional(),
  role_id: text.optional(),
  role: z.looseObject({ id: text }).optional(),
});

const option = z.looseObject({
  name: text,
  type: z.number(),
  value: z.union([text, z.number(), z.boolean()]).optional(),
});
export const interactionSchema = z.looseObject({
  id: snowflake,
  application_id: text,
  type: z.number(),
  token: text,
  guild_id: text.optional(),
  channel_id: text.optional(),
  channel: channelSchema.optional(),
  member: memberSchema.optional(),
  user: userSchema.optional(),
  data: z.looseObject({
    name: text.optional(),
    type: z.number().optional(),
    target_id: text.optional(),
    custom_id: text.optional(),
    options: z.array(option.extend({ options: z.array(option).optional() })).optional(),
    components: z.array(z.unknown()).optional(),
  }),
});
export type DiscordInteraction = z.output<typeof interactionSchema>;

/** One dispatch of the gateway, as it is stored. */
export const packetSchema = z.looseObject({ t: text, s: z.number().nullish(), d: z.unknown() });
export type Packet = z.output<typeof packetSchema>;
