import type { PlatformModule } from '../platform';
import { SlackPlatform } from './platform';
import { slackSettings, VARIABLES } from './settings';

const slack: PlatformModule = {
  name: 'slack',
  variables: VARIABLES,
  create(env, tools) {
    const settings = slackSettings(env);
    return settings === undefined ? undefined : new SlackPlatform(settings, tools);
  },
};
export default slack;
