import type { Fields } from './fields';
import type { Channel, World } from './world';

/** What an event calls the kind of conversation. */
export const channelType = (channel: Channel): string => {
  if (channel.kind !== 'channel') return channel.kind;
  return channel.isPrivate ? 'group' : 'channel';
};

/** Slash commands and interactions never tell the real name of a private conversation. */
export const nameShown = (channel: Channel): string => {
  if (channel.kind === 'im') return 'directmessage';
  return channel.isPrivate ? 'privategroup' : channel.name;
};

const connectedTeams = (world: World, channel: Channel): readonly string[] => [
  ...new Set([...channel.members].map((user) => world.teamOf(user))),
];

/** conversations.info tells who is connected; conversations.list does not (docs.slack.dev/apis/slack-connect). */
export const channelAnswer = (
  world: World,
  channel: Channel,
  within: 'info' | 'list',
  asked: { readonly numMembers: boolean },
): Fields => {
  const people = [...channel.members].filter((user) => user !== world.bot.userId);
  const common = {
    id: channel.id,
    is_channel: channel.kind === 'channel' && !channel.isPrivate,
    is_group: channel.kind === 'channel' && channel.isPrivate,
    is_im: channel.kind === 'im',
    is_mpim: channel.kind === 'mpim',
    is_private: channel.isPrivate,
    is_archived: channel.archived,
    is_shared: channel.shared,
    is_ext_shared: channel.shared,
    is_org_shared: false,
    is_pending_ext_shared: false,
    created: 1_600_000_000,
    context_team_id: world.home.id,
    ...(asked.numMembers ? { num_members: channel.members.size } : {}),
    ...(within === 'info' && channel.shared
      ? { conversation_host_id: world.home.id, connected_team_ids: connectedTeams(world, channel) }
      : {}),
  };
  if (channel.kind === 'im') return { ...common, user: people[0], is_open: true };
  return {
    ...common,
    name: channel.name,
    name_normalized: channel.name,
    is_general: false,
    is_member: channel.members.has(world.bot.userId),
    topic: { value: '', creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
  };
};
