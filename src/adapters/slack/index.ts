import { SetupError } from '../../core/errors';
import type { PlatformModule } from '../platform';
import { examineSlack } from './examine';
import { Followed } from './followed';
import { manifest } from './manifest';
import { SlackPlatform } from './platform';
import { slackSettings, VARIABLES } from './settings';

const slack: PlatformModule = {
  name: 'slack',
  variables: VARIABLES,
  create(env, tools) {
    const settings = slackSettings(env);
    return settings === undefined ? undefined : new Followed(new SlackPlatform(settings, tools));
  },
  examine: examineSlack,
  async manifest({ menu, url }) {
    if (url !== undefined && !/^https:\/\/[^/\s]+/.test(url)) {
      throw new SetupError(
        `Slack only calls https addresses, and "${url}" is none. Write it like https://desk.example.com.`,
      );
    }
    return manifest(menu, url);
  },
};
export default slack;
