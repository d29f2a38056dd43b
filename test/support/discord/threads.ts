import type { Discord } from './discord';
import { noMentions } from './mentions';
import type { Message } from './message';
import { ChannelType, MessageFlag, MessageType } from './numbers';
import { change, post } from './postings';
import { addThreadMember } from './thread-members';
import { archive, tellThreadUpdate, unarchive } from './thread-state';
import { threadForBot } from './wire-places';
import type { Channel, ThreadFacts } from './world';

const defaultArchiveMinutes = 4320;

export interface NewThread {
  readonly id?: string;
  readonly parent: Channel;
  readonly name: string;
  readonly ownerId: string;
  readonly type: number;
  readonly autoArchiveMinutes?: number | undefined;
  readonly appliedTags?: readonly string[];
  readonly invitable?: boolean;
  readonly members?: readonly string[];
}

/** Adds the thread to the world without telling anybody. */
const build = (discord: Discord, spec: NewThread): Channel => {
  const now = discord.now();
  const members = [...new Set([spec.ownerId, ...(spec.members ?? [])])];
  const thread: ThreadFacts = {
    ownerId: spec.ownerId,
    createdAt: now,
    archived: false,
    archivedChangedAt: now,
    locked: false,
    autoArchiveMinutes: spec.autoArchiveMinutes ?? defaultArchiveMinutes,
    invitable: spec.invitable ?? true,
    messageCount: 0,
    totalMessageSent: 0,
    appliedTags: spec.appliedTags ?? [],
    members: new Map(members.map((id) => [id, now])),
  };
  const channel: Channel = {
    ...spec.parent,
    id: spec.id ?? discord.ids.next(),
    type: spec.type,
    parentId: spec.parent.id,
    name: spec.name,
    topic: undefined,
    overwrites: [],
    tags: [],
    requireTag: false,
    lastMessageId: undefined,
    thread,
  };
  discord.world.channels.set(channel.id, channel);
  return channel;
};

export const createThread = (discord: Discord, spec: NewThread): Channel => {
  const thread = build(discord, spec);
  // In a forum the newest post is the "last message" of the forum itself.
  if (spec.parent.type === ChannelType.forum || spec.parent.type === ChannelType.media) {
    spec.parent.lastMessageId = thread.id;
  }
  discord.emit('THREAD_CREATE', { ...threadForBot(discord.world, thread), newly_created: true }, thread);
  return thread;
};

/** The thread gets the message's own id, and inside it a line that points back to the message. */
export const threadFrom = (
  discord: Discord,
  message: Message,
  name: string,
  ownerId: string,
  minutes?: number,
): Channel => {
  const { world } = discord;
  const parent = world.channel(message.channelId);
  const isNews = parent.type === ChannelType.announcement;
  const type = isNews ? ChannelType.announcementThread : ChannelType.publicThread;
  const thread = createThread(discord, { id: message.id, parent, name, ownerId, type, autoArchiveMinutes: minutes });
  change(discord, message, { flags: message.flags | MessageFlag.hasThread }, { by: 'quiet' });
  const silent = { authorId: ownerId, allowed: noMentions };
  const points = { channelId: parent.id, messageId: message.id };
  post(discord, { ...silent, channel: thread, content: '', type: MessageType.threadStarter, reference: points });
  // Only when the message is not the latest does the channel say that a thread was started.
  if (parent.lastMessageId !== message.id) {
    const reference = { channelId: thread.id, messageId: undefined };
    post(discord, { ...silent, channel: parent, content: name, type: MessageType.threadCreated, reference });
  }
  return thread;
};

export interface ThreadChange {
  readonly name?: string;
  readonly archived?: boolean;
  readonly locked?: boolean;
  readonly autoArchiveMinutes?: number;
  readonly invitable?: boolean;
  readonly appliedTags?: readonly string[];
}

/** By whoever may: a new name also leaves a line in the thread. */
export const changeThread = (discord: Discord, thread: Channel, what: ThreadChange, by: string): void => {
  const facts = thread.thread;
  if (!facts) return;
  const renamed = what.name !== undefined && what.name !== thread.name;
  if (what.name !== undefined) thread.name = what.name;
  facts.locked = what.locked ?? facts.locked;
  facts.invitable = what.invitable ?? facts.invitable;
  facts.appliedTags = what.appliedTags ?? facts.appliedTags;
  facts.autoArchiveMinutes = what.autoArchiveMinutes ?? facts.autoArchiveMinutes;
  if (what.archived === true && !facts.archived) archive(discord, thread);
  else if (what.archived === false && facts.archived) unarchive(discord, thread);
  else tellThreadUpdate(discord, thread);
  if (!renamed || facts.archived) return;
  const type = MessageType.channelNameChange;
  post(discord, { channel: thread, authorId: by, content: thread.name, type, allowed: noMentions });
};

export const deleteThread = (discord: Discord, thread: Channel): void => {
  const { id, type, guildId, parentId } = thread;
  const data = { id, type, guild_id: guildId, parent_id: parentId };
  discord.emit('THREAD_DELETE', data, thread);
  discord.world.channels.delete(id);
  discord.log.forget(id);
};

/** By somebody else, which leaves a line in the thread. */
export const addToThread = (discord: Discord, thread: Channel, by: string, userId: string): void => {
  if (thread.thread?.members.has(userId)) return;
  addThreadMember(discord, thread, userId);
  const type = MessageType.recipientAdd;
  post(discord, { channel: thread, authorId: by, content: '', type, named: [userId], allowed: noMentions });
};
