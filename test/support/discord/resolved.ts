import { type Fields, fieldsAt } from '../slack/fields';
import type { Discord } from './discord';
import { channelWire, memberWire, roleWire, userWire } from './wire-places';
import type { Guild } from './world';

/** The objects behind the ids a person chose, as they travel along with an interaction. */
export class Resolved {
  #all: Fields = {};
  readonly #discord: Discord;
  readonly #guild: Guild | undefined;

  constructor(discord: Discord, guild: Guild | undefined) {
    this.#discord = discord;
    this.#guild = guild;
  }

  /** `{ resolved }`, or nothing if nobody and nothing was chosen. */
  get field(): Fields {
    return Object.keys(this.#all).length > 0 ? { resolved: this.#all } : {};
  }

  user(name: string): string {
    const user = this.#discord.world.user(name);
    const member = this.#guild?.members.get(user.id);
    this.#put('users', user.id, userWire(user));
    if (member) this.#put('members', user.id, { ...memberWire(member), permissions: '0' });
    return user.id;
  }

  role(name: string): string {
    if (!this.#guild) throw new Error('There are no roles outside guilds');
    const role = this.#discord.world.role(this.#guild, name);
    this.#put('roles', role.id, roleWire(role));
    return role.id;
  }

  channel(name: string): string {
    const channel = this.#discord.world.channel(name);
    this.#put('channels', channel.id, { ...channelWire(this.#discord.world, channel), permissions: '0' });
    return channel.id;
  }

  /** A user if there is one of that name, else a role. */
  mentionable(name: string): string {
    const { users } = this.#discord.world;
    const isUser = users.has(name) || [...users.values()].some((user) => user.name === name);
    return isUser ? this.user(name) : this.role(name);
  }

  message(id: string, wire: Fields): void {
    this.#put('messages', id, wire);
  }

  attachment(id: string, wire: Fields): void {
    this.#put('attachments', id, wire);
  }

  #put(kind: string, id: string, wire: Fields): void {
    this.#all = { ...this.#all, [kind]: { ...(fieldsAt(this.#all, kind) ?? {}), [id]: wire } };
  }
}
