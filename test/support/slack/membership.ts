import type { Workspace } from './workspace';
import type { Channel } from './world';

const letterOf = (channel: Channel): string => (channel.isPrivate ? 'G' : 'C');

/** Somebody comes into a channel. Bolt keeps this event even when it is about the bot itself. */
export const memberJoined = (slack: Workspace, user: string, channel: Channel): void => {
  channel.members.add(user);
  const team = slack.world.teamOf(user);
  const eventTs = slack.stamps.next(channel.id);
  const about = { channel: channel.id, user };
  const facts = { user, channel: channel.id, channel_type: letterOf(channel), team, event_ts: eventTs };
  slack.emit({ type: 'member_joined_channel', ...facts }, about);
};

export const memberLeft = (slack: Workspace, user: string, channel: Channel): void => {
  const team = slack.world.teamOf(user);
  const eventTs = slack.stamps.next(channel.id);
  const facts = { user, channel: channel.id, channel_type: letterOf(channel), team, event_ts: eventTs };
  slack.emit({ type: 'member_left_channel', ...facts }, { channel: channel.id, user });
  channel.members.delete(user);
};

/**
 * A channel gets another id, as a private one does when sharing it begins. From then on the old id is unknown
 * (docs.slack.dev/apis/slack-connect).
 */
/** The change alone; the answer tells of it. */
export const channelIdChanged = (slack: Workspace, from: string, to: string): (() => void) => {
  const channel = slack.world.place(from);
  const eventTs = slack.stamps.next(from);
  slack.world.channels.delete(from);
  channel.id = to;
  slack.world.channels.set(to, channel);
  slack.log.move(from, to);
  slack.stamps.move(from, to);
  const event = { type: 'channel_id_changed', old_channel_id: from, new_channel_id: to, event_ts: eventTs };
  return () => slack.emit(event, { channel: to });
};
