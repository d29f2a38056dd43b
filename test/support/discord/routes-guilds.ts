import { guildWithBot } from './access';
import { refusal } from './refusal';
import type { Route } from './route';
import { byId } from './snowflakes';
import {
  activeThreads,
  channelsOf,
  channelWire,
  guildWire,
  memberWithUser,
  roleWire,
  threadMemberWire,
} from './wire-places';

const member: Route = (discord, asked) => {
  const guild = guildWithBot(discord, asked.param('guild'));
  const userId = asked.param('user');
  if (!discord.world.users.has(userId)) throw refusal('unknownUser');
  const found = guild.members.get(userId);
  if (!found) throw refusal('unknownMember');
  return memberWithUser(discord.world, found);
};

/** Needs the privileged members intent to be switched on, although no gateway is involved. */
const members: Route = (discord, asked) => {
  const guild = guildWithBot(discord, asked.param('guild'));
  if (!discord.portal.guildMembers) throw refusal('missingAccess');
  const after = BigInt(asked.query.get('after') ?? '0');
  const found = [...guild.members.values()].filter(({ userId }) => BigInt(userId) > after);
  const sorted = found.sort((one, other) => byId({ id: one.userId }, { id: other.userId }));
  return sorted.slice(0, asked.limit(1, 1, 1000)).map((one) => memberWithUser(discord.world, one));
};

const active: Route = (discord, asked) => {
  const { world } = discord;
  const threads = activeThreads(world, guildWithBot(discord, asked.param('guild')));
  const joined = threads.filter(({ thread }) => thread?.members.has(world.botId));
  return {
    threads: [...threads].sort((one, other) => byId(other, one)).map((thread) => channelWire(world, thread)),
    members: joined.map((thread) => threadMemberWire(thread, world.botId)),
  };
};

export const guildRoutes = {
  'GET /guilds/:guild': (discord, asked) => guildWire(guildWithBot(discord, asked.param('guild'))),
  'GET /guilds/:guild/roles': (discord, asked) =>
    [...guildWithBot(discord, asked.param('guild')).roles.values()].map(roleWire),
  'GET /guilds/:guild/channels': (discord, asked) =>
    channelsOf(discord.world, guildWithBot(discord, asked.param('guild'))).map((one) =>
      channelWire(discord.world, one),
    ),
  'GET /guilds/:guild/members': members,
  'GET /guilds/:guild/members/:user': member,
  'GET /guilds/:guild/threads/active': active,
} satisfies Record<string, Route>;
