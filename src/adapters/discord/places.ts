import { ChannelType, PermissionFlagsBits, type REST, Routes } from 'discord.js';
import type { MessageRef, Place } from '../../core/message';
import { place, refOf } from './ids';
import { channelSchema, type DiscordChannel, guildSchema, type Packet } from './payload';
import { type Ask, isMissing } from './rest';

const MOST_KEPT = 20_000;
const THREADS: ReadonlySet<number> = new Set([
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
]);
const FORUMS: ReadonlySet<number> = new Set([ChannelType.GuildForum, ChannelType.GuildMedia]);

export const isThread = ({ type }: DiscordChannel): boolean => THREADS.has(type);
export const isForum = ({ type }: DiscordChannel): boolean => FORUMS.has(type);

/** Where a message stands, in the core's terms. */
export interface Standing {
  readonly channel: Place;
  readonly thread?: Place;
  readonly root?: MessageRef;
}

/** What is known of channels and threads: told by the gateway, asked for where it was not. A thread's parent never changes. */
export class Places {
  private readonly kept = new Map<string, DiscordChannel>();

  constructor(
    private readonly rest: REST,
    private readonly ask: Ask,
  ) {}

  /** Learns from a dispatch of the gateway. */
  hear({ t, d }: Packet): void {
    if (t === 'GUILD_CREATE') {
      const guild = guildSchema.safeParse(d).data;
      for (const channel of [...(guild?.channels ?? []), ...(guild?.threads ?? [])]) {
        this.keep({ ...channel, guild_id: guild?.id });
      }
    }
    if (/^(CHANNEL|THREAD)_(CREATE|UPDATE)$/.test(t)) {
      const channel = channelSchema.safeParse(d).data;
      if (channel !== undefined) this.keep(channel);
    }
    if (t === 'CHANNEL_DELETE' || t === 'THREAD_DELETE') this.kept.delete(String((d as { id?: unknown } | null)?.id));
  }

  /** Undefined when it is gone or hidden from the bot. */
  async get(id: string): Promise<DiscordChannel | undefined> {
    const known = this.kept.get(id);
    if (known !== undefined) return known;
    return this.ask(`looking up channel ${id}`, async () => {
      try {
        const channel = channelSchema.parse(await this.rest.get(Routes.channel(id)));
        this.keep(channel);
        return channel;
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    });
  }

  /** The name of a channel that everybody on the same server may see; any other name is not ours to tell. */
  publicName(id: string, from: string): string {
    const channel = this.kept.get(id);
    const here = this.kept.get(from)?.guild_id;
    if (channel === undefined || channel.guild_id === undefined || channel.guild_id !== here) return id;
    const everybody = channel.permission_overwrites?.find((overwrite) => overwrite.id === channel.guild_id);
    const hidden = (BigInt(everybody?.deny ?? '0') & PermissionFlagsBits.ViewChannel) !== 0n;
    return hidden ? id : (channel.name ?? id);
  }

  keep(channel: DiscordChannel): void {
    if (this.kept.size >= MOST_KEPT) this.kept.clear();
    this.kept.set(channel.id, channel);
  }

  /**
   * A thread begun from a message has that message's id; in a forum the message is the thread's own first one. A thread
   * that hangs on no message has no root to be found.
   */
  async standing(channelId: string, messageId: string): Promise<Standing> {
    const here = await this.get(channelId);
    if (here === undefined || !isThread(here) || !here.parent_id) return { channel: place(channelId) };
    const parent = await this.get(here.parent_id);
    const inForum = parent !== undefined && isForum(parent);
    const root = refOf(inForum ? channelId : here.parent_id, channelId);
    return {
      channel: place(here.parent_id),
      thread: place(channelId),
      ...(messageId === channelId ? {} : { root }),
    };
  }

  /** The title of the forum post that a message begins. */
  async titleOf({ id, channel_id }: { readonly id: string; readonly channel_id: string }): Promise<string | undefined> {
    return id === channel_id ? ((await this.get(channel_id))?.name ?? undefined) : undefined;
  }
}
