import { isForum } from './access';
import type { Discord } from './discord';
import { defaultMentions } from './mentions';
import type { Message } from './message';
import { ChannelType } from './numbers';
import type { MessageRef } from './people';
import { post } from './postings';
import { Standing, standingBefore } from './standing';
import { addThreadMember, removeThreadMember } from './thread-members';
import { addToThread, changeThread, createThread, deleteThread, threadFrom } from './threads';
import type { Channel } from './world';

export interface Post {
  readonly thread: Channel;
  /** The opening message, whose id is the thread's; none before it was sent. */
  readonly message: Message | undefined;
  /** Sends the opening message, where `messageLater` kept it back. */
  readonly sends: () => Message;
}

/** What people do with threads and forum posts. */
export class ThreadActs {
  readonly #discord: Discord;

  constructor(discord: Discord) {
    this.#discord = discord;
  }

  startsThread(user: string, which: MessageRef, name: string): Channel {
    const { standing, message } = standingBefore(this.#discord, user, which);
    standing.must('CreatePublicThreads', 'start a thread');
    if (this.#discord.world.channels.has(message.id)) throw new Error('This message has a thread already');
    return threadFrom(this.#discord, message, name, standing.user.id);
  }

  startsPrivateThread(user: string, channel: string, name: string, members: readonly string[] = []): Channel {
    const { user: owner, channel: parent } = this.#starting(user, channel, 'CreatePrivateThreads');
    const thread = createThread(this.#discord, { parent, name, ownerId: owner.id, type: ChannelType.privateThread });
    for (const member of members) addThreadMember(this.#discord, thread, this.#discord.world.user(member).id);
    return thread;
  }

  /** A public thread that hangs on no message. */
  startsLooseThread(user: string, channel: string, name: string): Channel {
    const { user: owner, channel: parent } = this.#starting(user, channel, 'CreatePublicThreads');
    return createThread(this.#discord, { parent, name, ownerId: owner.id, type: ChannelType.publicThread });
  }

  postsInForum(
    user: string,
    forum: string,
    title: string,
    text: string,
    how: { readonly tags?: readonly string[]; readonly messageLater?: boolean } = {},
  ): Post {
    const { user: owner, channel: parent } = this.#starting(user, forum, 'SendMessages');
    if (!isForum(parent)) throw new Error(`${parent.name} is no forum`);
    const appliedTags = parent.tags.filter((tag) => how.tags?.includes(tag.name)).map(({ id }) => id);
    if (parent.requireTag && appliedTags.length === 0) throw new Error(`${parent.name} asks for a tag`);
    const type = ChannelType.publicThread;
    const thread = createThread(this.#discord, { parent, name: title, ownerId: owner.id, type, appliedTags });
    const sends = (): Message => {
      const allowed = defaultMentions('message');
      return post(this.#discord, { id: thread.id, channel: thread, authorId: owner.id, content: text, allowed });
    };
    return { thread, sends, message: how.messageLater ? undefined : sends() };
  }

  archives(user: string, thread: string, how: { readonly locked?: boolean } = {}): void {
    this.#changes(user, thread, { archived: true, ...how });
  }

  unarchives(user: string, thread: string): void {
    this.#changes(user, thread, { archived: false });
  }

  locks(user: string, thread: string): void {
    this.#changes(user, thread, { locked: true });
  }

  renamesThread(user: string, thread: string, name: string): void {
    this.#changes(user, thread, { name });
  }

  deletesThread(user: string, thread: string): void {
    const standing = new Standing(this.#discord, user, thread);
    standing.must('ManageThreads', 'delete a thread');
    deleteThread(this.#discord, standing.channel);
  }

  addsToThread(user: string, thread: string, added: string): void {
    const standing = new Standing(this.#discord, user, thread);
    standing.mustBeActive('add people');
    addToThread(this.#discord, standing.channel, standing.user.id, this.#discord.world.user(added).id);
  }

  removesFromThread(user: string, thread: string, removed: string): void {
    const standing = new Standing(this.#discord, user, thread);
    const { id } = this.#discord.world.user(removed);
    if (id !== standing.user.id) standing.must('ManageThreads', 'remove people');
    removeThreadMember(this.#discord, standing.channel, id);
  }

  #starting(
    user: string,
    channel: string,
    permission: 'CreatePublicThreads' | 'CreatePrivateThreads' | 'SendMessages',
  ): Standing {
    const standing = new Standing(this.#discord, user, channel);
    standing.must(permission, 'start a thread');
    if (standing.channel.thread) throw new Error('There are no threads in threads');
    return standing;
  }

  #changes(user: string, thread: string, what: Parameters<typeof changeThread>[2]): void {
    const standing = new Standing(this.#discord, user, thread);
    const facts = standing.channel.thread;
    if (!facts) throw new Error(`${standing.channel.name} is no thread`);
    const owns = facts.ownerId === standing.user.id && !facts.locked && what.locked === undefined;
    if (!owns) standing.must('ManageThreads', 'change a thread');
    changeThread(this.#discord, standing.channel, what, standing.user.id);
  }
}
