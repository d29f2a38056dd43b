import { Admins } from './admins';
import { clicks } from './clicks';
import type { Given } from './command-options';
import type { Behaviours, Discord } from './discord';
import type { Portal } from './intents';
import type { Acted, Choice, Modal } from './interaction';
import { pings } from './mentions';
import type { Message } from './message';
import { type MessageRef, People, type Saying } from './people';
import { plain } from './plain';
import { completes, contextMenu, slash, userMenu } from './slash';
import { type Entries, submits } from './submits';
import { type Post, ThreadActs } from './thread-acts';
import type { Channel, World } from './world';

/** What people do in Discord and what they see there. Users, channels and roles go by name or id. */
export class Scene {
  protected readonly discord: Discord;
  /** Roles, members, channels and the bot's own presence, as an administrator changes them. */
  readonly admin: Admins;
  readonly #people: People;
  readonly #threads: ThreadActs;

  constructor(discord: Discord) {
    this.discord = discord;
    this.admin = new Admins(discord);
    this.#people = new People(discord);
    this.#threads = new ThreadActs(discord);
  }

  get world(): World {
    return this.discord.world;
  }

  /** What Discord does one way or the other; a test may change these at any time. */
  get behaviours(): Behaviours {
    return this.discord.behaviours;
  }

  /** Which privileged intents are switched on. */
  get portal(): Portal {
    return this.discord.portal;
  }

  says = (user: string, channel: string, text: string, how?: Saying): Message =>
    this.#people.says(user, channel, text, how);
  webhookSays = (name: string, channel: string, text: string): Message => this.#people.webhookSays(name, channel, text);
  edits = (user: string, message: MessageRef, text: string): void => this.#people.edits(user, message, text);
  unfurls = (message: MessageRef, title: string): void => this.#people.unfurls(message, title);
  deletes = (user: string, message: MessageRef): void => this.#people.deletes(user, message);
  purges = (channel: string, messages: readonly MessageRef[]): void => this.#people.purges(channel, messages);
  reacts = (user: string, message: MessageRef, emoji: string): void => this.#people.reacts(user, message, emoji);
  unreacts = (user: string, message: MessageRef, emoji: string): void => this.#people.unreacts(user, message, emoji);

  startsThread = (user: string, message: MessageRef, name: string): Channel =>
    this.#threads.startsThread(user, message, name);
  startsPrivateThread = (user: string, channel: string, name: string, members?: readonly string[]): Channel =>
    this.#threads.startsPrivateThread(user, channel, name, members);
  startsLooseThread = (user: string, channel: string, name: string): Channel =>
    this.#threads.startsLooseThread(user, channel, name);
  postsInForum = (
    user: string,
    forum: string,
    title: string,
    text: string,
    how?: { readonly tags?: readonly string[]; readonly messageLater?: boolean },
  ): Post => this.#threads.postsInForum(user, forum, title, text, how);
  archives = (user: string, thread: string, how?: { readonly locked?: boolean }): void =>
    this.#threads.archives(user, thread, how);
  unarchives = (user: string, thread: string): void => this.#threads.unarchives(user, thread);
  locks = (user: string, thread: string): void => this.#threads.locks(user, thread);
  renamesThread = (user: string, thread: string, name: string): void => this.#threads.renamesThread(user, thread, name);
  deletesThread = (user: string, thread: string): void => this.#threads.deletesThread(user, thread);
  addsToThread = (user: string, thread: string, added: string): void => this.#threads.addsToThread(user, thread, added);
  removesFromThread = (user: string, thread: string, removed: string): void =>
    this.#threads.removesFromThread(user, thread, removed);

  slash = (user: string, channel: string, command: string, options: Given = {}): Promise<Acted> =>
    slash(this.discord, user, channel, command, options);
  completes = (
    user: string,
    channel: string,
    command: string,
    options: Given,
    focused: string,
  ): Promise<readonly Choice[]> => completes(this.discord, user, channel, command, options, focused);
  contextMenu = (user: string, name: string, message: MessageRef): Promise<Acted> =>
    contextMenu(this.discord, user, name, message);
  userMenu = (user: string, name: string, channel: string, target: string): Promise<Acted> =>
    userMenu(this.discord, user, name, channel, target);
  clicks = (user: string, message: MessageRef, labelOrCustomId: string, picked?: readonly string[]): Promise<Acted> =>
    clicks(this.discord, user, message, labelOrCustomId, picked);
  submits = (user: string, modal: Modal, entries: Entries = {}): Promise<Acted> =>
    submits(this.discord, user, modal, entries);
  /** A server admin gives this person a command that is hidden by default. */
  allowsCommand = (command: string, user: string): void =>
    void this.discord.allowed.add(`${command} ${this.discord.world.user(user).id}`);
  /** From now on this person takes no direct messages from bots: 50007. */
  closesDirectMessages = (user: string): void => void this.discord.closedToBots.add(this.discord.world.user(user).id);

  grantsRole = (guild: string, user: string, role: string): void => this.admin.grantsRole(guild, user, role);
  revokesRole = (guild: string, user: string, role: string): void => this.admin.revokesRole(guild, user, role);

  /** Oldest first; a thread's messages are under the thread. */
  messages = (channel: string): readonly Message[] => this.discord.log.in(this.discord.world.channel(channel).id);
  message = (id: string): Message | undefined => this.discord.log.anywhere(id);
  /** The conversation of this person with the bot. */
  direct = (user: string): Channel => this.discord.world.direct(this.discord.world.user(user).id);
  threads = (channel: string): readonly Channel[] =>
    this.discord.world.threadsUnder(this.discord.world.channel(channel).id);
  /** What only this person sees. */
  ephemerals = (user: string): readonly Message[] => {
    const { id } = this.discord.world.user(user);
    return this.discord.ephemerals.filter((message) => message.ephemeralFor === id);
  };
  plain = (shown: Message | Modal): string => plain(shown);
  /** Whom the message notified, given its text and allowed_mentions: "@anna", "@&agents", "@everyone". */
  pings = (message: Message): readonly string[] => pings(this.discord.world, message);
}
