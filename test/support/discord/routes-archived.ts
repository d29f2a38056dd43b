import type { Fields } from '../slack/fields';
import { mustBeAllowed, visible } from './access';
import type { Asked } from './asked';
import type { Discord } from './discord';
import { ChannelType } from './numbers';
import type { Route } from './route';
import { channelWire, threadMemberWire } from './wire-places';
import type { Channel } from './world';

const archivedOnes = (discord: Discord, asked: Asked, isWanted: (thread: Channel) => boolean): Fields => {
  const { world } = discord;
  const parent = visible(discord, asked.param('channel'));
  mustBeAllowed(discord, parent, 'ReadMessageHistory');
  const before = asked.query.get('before');
  const at = (thread: Channel): number => thread.thread?.archivedChangedAt ?? 0;
  const found = world
    .threadsUnder(parent.id)
    .filter((thread) => thread.thread?.archived && isWanted(thread))
    .filter((thread) => before === null || at(thread) < Date.parse(before))
    .sort((one, other) => at(other) - at(one));
  const page = found.slice(0, asked.limit(50, 2, 100));
  const joined = page.filter(({ thread }) => thread?.members.has(world.botId));
  return {
    threads: page.map((thread) => channelWire(world, thread)),
    members: joined.map((thread) => threadMemberWire(thread, world.botId)),
    has_more: page.length < found.length,
  };
};

const isPrivate = (thread: Channel): boolean => thread.type === ChannelType.privateThread;

const archivedPrivate: Route = (discord, asked) => {
  mustBeAllowed(discord, visible(discord, asked.param('channel')), 'ManageThreads');
  return archivedOnes(discord, asked, isPrivate);
};

export const archivedRoutes = {
  'GET /channels/:channel/threads/archived/public': (discord, asked) =>
    archivedOnes(discord, asked, (thread) => !isPrivate(thread)),
  'GET /channels/:channel/threads/archived/private': archivedPrivate,
  'GET /channels/:channel/users/@me/threads/archived/private': (discord, asked) =>
    archivedOnes(discord, asked, (one) => isPrivate(one) && one.thread?.members.has(discord.world.botId) === true),
} satisfies Record<string, Route>;
