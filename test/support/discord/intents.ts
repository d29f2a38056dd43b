import { Intent } from './numbers';

/** Which intent an event asks for; 0 for what every session gets. */
export const intentFor = (event: string, inGuild: boolean): number => {
  if (event.startsWith('MESSAGE_REACTION')) {
    return inGuild ? Intent.guildMessageReactions : Intent.directMessageReactions;
  }
  if (event.startsWith('MESSAGE_')) return inGuild ? Intent.guildMessages : Intent.directMessages;
  if (event.startsWith('GUILD_MEMBER_')) return Intent.guildMembers;
  if (event.startsWith('GUILD_') || event.startsWith('CHANNEL_') || event.startsWith('THREAD_')) return Intent.guilds;
  return 0;
};

/** What has to be switched on in the developer portal before an app may ask for it. */
export interface Portal {
  messageContent: boolean;
  guildMembers: boolean;
  presences: boolean;
}

export const forbiddenIntents = (intents: number, portal: Portal): boolean =>
  (!portal.messageContent && (intents & Intent.messageContent) !== 0) ||
  (!portal.guildMembers && (intents & Intent.guildMembers) !== 0) ||
  (!portal.presences && (intents & Intent.guildPresences) !== 0);

/** The application's flags, in their form for apps in fewer than 100 guilds. */
export const applicationFlags = (portal: Portal): number =>
  (portal.presences ? 1 << 13 : 0) | (portal.guildMembers ? 1 << 15 : 0) | (portal.messageContent ? 1 << 19 : 0);
