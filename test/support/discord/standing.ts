import type { Discord } from './discord';
import type { Message } from './message';
import { ChannelType } from './numbers';
import type { Permission } from './permissions';
import type { Channel, User } from './world';

/** Who does it and where; a test that lets somebody do what Discord would not offer them is a mistake in the test. */
export class Standing {
  readonly user: User;
  readonly channel: Channel;
  readonly #discord: Discord;

  constructor(discord: Discord, user: string, channel: string) {
    this.#discord = discord;
    this.user = discord.world.user(user);
    const place = channel === 'dm' ? discord.world.direct(this.user.id) : discord.world.channel(channel);
    this.channel = place;
    if (!discord.world.sees(this.user.id, place)) throw new Error(`${this.user.name} does not see ${place.name}`);
  }

  may(permission: Permission): boolean {
    return this.#discord.world.may(this.user.id, this.channel, permission);
  }

  must(permission: Permission, act: string): void {
    if (!this.may(permission)) throw new Error(`${this.user.name} may not ${act} in ${this.channel.name}`);
  }

  mustBeAbleToWrite(): void {
    const { thread, type, name, recipientId } = this.channel;
    if (type === ChannelType.forum || type === ChannelType.media)
      throw new Error(`Nobody can write in the forum ${name}`);
    if (recipientId === undefined) this.must(thread ? 'SendMessagesInThreads' : 'SendMessages', 'write');
    if (thread?.locked) this.must('ManageThreads', 'write while it is locked');
  }

  mustBeActive(act: string): void {
    if (this.channel.thread?.archived) throw new Error(`Nobody can ${act} in the archived thread ${this.channel.name}`);
  }

  message(idOrMessage: string | Message): Message {
    const id = typeof idOrMessage === 'string' ? idOrMessage : idOrMessage.id;
    const found = this.#discord.log.find(this.channel.id, id) ?? this.#ephemeral(id);
    if (!found) throw new Error(`${this.user.name} sees no message ${id} in ${this.channel.name}`);
    return found;
  }

  #ephemeral(id: string): Message | undefined {
    return this.#discord.ephemerals.find((one) => one.id === id && one.ephemeralFor === this.user.id);
  }
}

/** The message, wherever it is, and the person in front of it. */
export const standingBefore = (
  discord: Discord,
  user: string,
  idOrMessage: string | Message,
): { readonly standing: Standing; readonly message: Message } => {
  const id = typeof idOrMessage === 'string' ? idOrMessage : idOrMessage.id;
  const found = discord.log.anywhere(id) ?? discord.ephemerals.find((one) => one.id === id);
  if (!found) throw new Error(`There is no message ${id}`);
  const standing = new Standing(discord, user, found.channelId);
  return { standing, message: standing.message(found) };
};
