import type { PlatformModule } from '../platform';
import { DiscordPlatform } from './platform';
import { discordSettings, VARIABLES } from './settings';

const discord: PlatformModule = {
  name: 'discord',
  variables: VARIABLES,
  create(env, tools) {
    const settings = discordSettings(env);
    return settings === undefined ? undefined : new DiscordPlatform(settings, tools);
  },
};
export default discord;
