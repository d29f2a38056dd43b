import { stringAt } from '../slack/fields';
import { applicationFlags } from './intents';
import { refusal, required } from './refusal';
import type { Route } from './route';
import { channelWire, guildWire, userWire } from './wire-places';

const identifiesPerDay = 1000;

const gatewayBot: Route = (discord) => ({
  url: `ws://${discord.address}`,
  shards: 1,
  session_start_limit: {
    total: identifiesPerDay,
    remaining: Math.max(0, identifiesPerDay - discord.gateway.identifies),
    reset_after: 86_400_000,
    max_concurrency: 1,
  },
});

const ownUser: Route = ({ world }) => ({
  ...userWire(world.user(world.botId)),
  verified: true,
  mfa_enabled: false,
  locale: 'en-US',
  email: null,
});

const application: Route = ({ world, portal }) => ({
  id: world.applicationId,
  name: world.user(world.botId).name,
  icon: null,
  description: '',
  bot_public: true,
  bot_require_code_grant: false,
  bot: userWire(world.user(world.botId)),
  verify_key: '0'.repeat(64),
  flags: applicationFlags(portal),
  approximate_guild_count: world.guilds.size,
  team: null,
});

const user: Route = ({ world }, asked) => {
  const found = world.users.get(asked.param('user'));
  if (!found) throw refusal('unknownUser');
  return userWire(found);
};

const createDm: Route = ({ world }, asked) => {
  const recipient = stringAt(asked.body, 'recipient_id');
  if (recipient === undefined) throw required('recipient_id');
  if (!world.users.has(recipient)) throw refusal('unknownUser');
  if (recipient === world.botId) throw refusal('closedToUs');
  return channelWire(world, world.direct(recipient));
};

const ownGuilds: Route = ({ world }) =>
  [...world.guilds.values()].filter((guild) => guild.members.has(world.botId)).map(guildWire);

export const botRoutes = {
  'GET /gateway': (discord) => ({ url: `ws://${discord.address}` }),
  'GET /gateway/bot': gatewayBot,
  'GET /users/@me': ownUser,
  'GET /users/@me/guilds': ownGuilds,
  'GET /users/:user': user,
  'POST /users/@me/channels': createDm,
  'GET /oauth2/applications/@me': application,
  'GET /applications/@me': application,
} satisfies Record<string, Route>;
