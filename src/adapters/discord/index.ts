import type { PlatformModule } from '../platform';
import { examineDiscord } from './examine';
import { invite } from './invite';
import { DiscordPlatform } from './platform';
import { discordSettings, VARIABLES } from './settings';

const discord: PlatformModule = {
  name: 'discord',
  variables: VARIABLES,
  create(env, tools) {
    const settings = discordSettings(env);
    return settings === undefined ? undefined : new DiscordPlatform(settings, tools);
  },
  examine: examineDiscord,
  manifest: invite,
};
export default discord;
