import { isAllowed, isForum, visible, writable } from './access';
import type { Asked } from './asked';
import type { Discord } from './discord';
import { refusal } from './refusal';
import type { Route } from './route';
import { archiveAfter, tagsFor, threadName } from './routes-threads';
import { changeThread, deleteThread, type ThreadChange } from './threads';
import { threadForBot } from './wire-places';
import type { Channel } from './world';

const get: Route = (discord, asked) => threadForBot(discord.world, visible(discord, asked.param('channel')));

const flag = (value: unknown): boolean | undefined => (typeof value === 'boolean' ? value : undefined);

const changeIn = (discord: Discord, thread: Channel, { body }: Asked): ThreadChange => {
  const parent = discord.world.parentOf(thread);
  const hasTags = body.applied_tags !== undefined && parent !== undefined && isForum(parent);
  const given = {
    name: body.name === undefined ? undefined : threadName(body),
    archived: flag(body.archived),
    locked: flag(body.locked),
    invitable: flag(body.invitable),
    autoArchiveMinutes: archiveAfter(body),
    appliedTags: hasTags ? tagsFor(parent, body) : undefined,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
};

/** Locking is for moderators; the rest its owner may do too. Archived, it has to be woken first or in one go. */
const mustBeChangeable = (discord: Discord, thread: Channel, what: ThreadChange): void => {
  const facts = thread.thread;
  if (!facts) throw refusal('missingPermissions');
  const moderates = isAllowed(discord, thread, 'ManageThreads');
  const owns = facts.ownerId === discord.world.botId;
  const onlyWakes = Object.keys(what).join() === 'archived' && what.archived === false;
  const wakes = onlyWakes && !facts.locked && facts.members.has(discord.world.botId);
  if (!moderates && !wakes && (!owns || what.locked !== undefined)) throw refusal('missingPermissions');
  if (!facts.archived || what.archived === false) return;
  const onlyState = Object.keys(what).every((key) => key === 'archived' || key === 'locked');
  if (!onlyState) throw refusal('threadArchived');
};

const update: Route = (discord, asked) => {
  const channel = visible(discord, asked.param('channel'));
  // The bot manages threads, not channels; nobody gave it that permission.
  if (!channel.thread) throw refusal('missingPermissions');
  const what = changeIn(discord, channel, asked);
  mustBeChangeable(discord, channel, what);
  changeThread(discord, channel, what, discord.world.botId);
  return threadForBot(discord.world, channel);
};

const drop: Route = (discord, asked) => {
  const channel = visible(discord, asked.param('channel'));
  if (!channel.thread || !isAllowed(discord, channel, 'ManageThreads')) throw refusal('missingPermissions');
  const wire = threadForBot(discord.world, channel);
  deleteThread(discord, channel);
  return wire;
};

export const channelRoutes = {
  'GET /channels/:channel': get,
  'PATCH /channels/:channel': update,
  'DELETE /channels/:channel': drop,
  'POST /channels/:channel/typing': (discord, asked) => void writable(discord, asked.param('channel')),
} satisfies Record<string, Route>;
