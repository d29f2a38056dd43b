import type { Permission } from './permissions';

export interface UserSpec {
  readonly name: string;
  /** 17 to 19 digits; made from the clock unless given. */
  readonly id?: string;
  readonly displayName?: string;
  readonly bot?: boolean;
  readonly locale?: string;
}

export interface RoleSpec {
  readonly name: string;
  readonly id?: string;
  readonly permissions?: readonly Permission[];
  readonly mentionable?: boolean;
}

export interface OverwriteSpec {
  /** A role's or user's name, "@everyone", or the bot's name. */
  readonly who: string;
  readonly allow?: readonly Permission[];
  readonly deny?: readonly Permission[];
}

export type ChannelKind = 'text' | 'announcement' | 'forum' | 'media' | 'voice' | 'category';

export interface ChannelSpec {
  readonly name: string;
  readonly id?: string;
  readonly kind?: ChannelKind;
  readonly overwrites?: readonly OverwriteSpec[];
  readonly topic?: string;
  /** Forums only. */
  readonly tags?: readonly string[];
  readonly requireTag?: boolean;
}

export interface MemberSpec {
  readonly name: string;
  readonly roles?: readonly string[];
  readonly nick?: string;
}

export interface GuildSpec {
  readonly name: string;
  readonly id?: string;
  /** A user's name; the owner may do everything. */
  readonly owner?: string;
  /** What @everyone may do; like a fresh server unless given. */
  readonly everyone?: readonly Permission[];
  readonly roles?: readonly RoleSpec[];
  readonly members?: readonly (string | MemberSpec)[];
  readonly channels?: readonly ChannelSpec[];
  /** What the bot was invited with; the permissions of the documented invite unless given. */
  readonly botPermissions?: readonly Permission[];
  readonly withoutBot?: boolean;
}

export interface BotSpec {
  readonly name?: string;
  readonly id?: string;
  readonly applicationId?: string;
}

export interface WorldSpec {
  readonly bot?: BotSpec;
  readonly users?: readonly UserSpec[];
  readonly guilds?: readonly GuildSpec[];
}

export const everyoneMay: readonly Permission[] = [
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'CreatePublicThreads',
  'CreatePrivateThreads',
  'EmbedLinks',
  'AttachFiles',
  'AddReactions',
  'ReadMessageHistory',
  'UseApplicationCommands',
];

/** The sum of these is 395137109056. */
export const botMay: readonly Permission[] = [
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'CreatePublicThreads',
  'CreatePrivateThreads',
  'ManageThreads',
  'EmbedLinks',
  'AttachFiles',
  'AddReactions',
  'ReadMessageHistory',
];
