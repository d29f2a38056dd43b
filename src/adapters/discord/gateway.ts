import { Client, Events, GatewayCloseCodes, GatewayIntentBits, Options, type WebSocketOptions } from 'discord.js';
import { messageOf, SetupError } from '../../core/errors';
import type { Log } from '../../core/log';
import { systemClock } from '../clock';
import { type Packet, packetSchema } from './payload';
import type { DiscordSettings } from './settings';
import { Silence } from './silence';

const { Guilds, GuildMessages, GuildMessageReactions, MessageContent, DirectMessages } = GatewayIntentBits;
export const INTENTS = [Guilds, GuildMessages, GuildMessageReactions, MessageContent, DirectMessages];

const LOGIN_PATIENCE = 60_000;
const LOOK_EVERY = 15_000;

/** Closed for good, and what to do about it. Any other close is followed by another try. */
const FATAL: ReadonlyMap<number, string> = new Map([
  [GatewayCloseCodes.AuthenticationFailed, 'Discord refuses the token. Set a new DISCORD_TOKEN and restart.'],
  [GatewayCloseCodes.InvalidShard, 'Discord refuses the connection as a wrong shard.'],
  [GatewayCloseCodes.ShardingRequired, 'The bot is in too many servers for one connection (2,500).'],
  [GatewayCloseCodes.InvalidAPIVersion, 'Discord does not speak this version of its API any more. Update Steward.'],
  [GatewayCloseCodes.InvalidIntents, 'Discord does not know the intents this version asks for. Update Steward.'],
  [
    GatewayCloseCodes.DisallowedIntents,
    'The Message Content Intent is switched off. Switch it on in the Developer Portal, on the Bot page, and restart.',
  ],
]);

export interface GatewayNeeds {
  readonly settings: DiscordSettings;
  readonly log: Log;
  /** One dispatch; `session` names the connection it came over, resumed or not. */
  readonly heard: (packet: Packet, session: string) => void;
  readonly connected: () => void;
  readonly disconnected: () => void;
  /** Closed for good. */
  readonly failed: (reason: string) => void;
  readonly ws?: WebSocketOptions;
}

/**
 * Keeps one gateway connection up. The library speaks the protocol, resumes and reconnects; what it is told is handed
 * on as it came, because its own events leave out what concerns anything it has not cached.
 */
export class Gateway {
  private client: Client | undefined;
  private watch: NodeJS.Timeout | undefined;
  private session = '';
  private readonly silence = new Silence();

  constructor(private readonly needs: GatewayNeeds) {}

  /** Resolves when the connection stands. @throws SetupError when it cannot be made */
  async open(): Promise<void> {
    const { settings } = this.needs;
    const client = this.made();
    this.client = client;
    this.silence.sign(systemClock.now());
    let timer: NodeJS.Timeout | undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        const refuse = (reason: string) => reject(new SetupError(reason));
        timer = setTimeout(() => refuse('Discord does not answer on its gateway. Check the network.'), LOGIN_PATIENCE);
        client.on(Events.Raw, ({ t }: { t?: unknown }) => t === 'READY' && resolve());
        client.on(Events.ShardDisconnect, ({ code }) =>
          refuse(FATAL.get(code) ?? `Discord closed the connection (${code}).`),
        );
        client.login(settings.token).catch((error) => refuse(`Discord cannot be reached (${messageOf(error)}).`));
      });
    } catch (error) {
      await this.close();
      throw error;
    } finally {
      clearTimeout(timer);
    }
    client.on(Events.ShardDisconnect, ({ code }) => void this.lost(client, code));
    this.watch = setInterval(() => void this.look(), LOOK_EVERY);
  }

  async close(): Promise<void> {
    clearInterval(this.watch);
    const { client } = this;
    this.client = undefined;
    await client?.destroy();
  }

  private made(): Client {
    const { settings, log, ws } = this.needs;
    const client = new Client({
      intents: INTENTS,
      rest: { api: settings.apiUrl, version: '10' },
      // Nothing is looked up in the library's caches, so nothing need be in them.
      makeCache: Options.cacheWithLimits({ MessageManager: 0, ReactionManager: 0, PresenceManager: 0 }),
      ...(ws === undefined ? {} : { ws }),
    });
    client.on(Events.Raw, (packet: unknown) => this.hear(client, packet));
    client.on(Events.ShardReconnecting, () => this.mine(client) && this.needs.disconnected());
    client.on(Events.ShardError, (error) => log.warn('discord connection', { error: messageOf(error) }));
    // Without a listener an error of the library's own would end the process.
    client.on(Events.Error, (error) => log.warn('discord', { error: messageOf(error) }));
    return client;
  }

  private hear(client: Client, raw: unknown): void {
    if (!this.mine(client)) return;
    this.silence.sign(systemClock.now());
    // A copy: the library goes on to tie what it was sent into its own objects.
    const packet = packetSchema.safeParse(structuredClone(raw)).data;
    if (packet === undefined) return;
    if (packet.t === 'READY') this.session = String((packet.d as { session_id?: unknown } | null)?.session_id);
    this.needs.heard(packet, this.session);
    // A resumed connection was told what it missed; asking costs little, and the store may have failed meanwhile.
    if (packet.t === 'READY' || packet.t === 'RESUMED') this.needs.connected();
  }

  private mine(client: Client): boolean {
    return this.client === client;
  }

  private async lost(client: Client, code: number): Promise<void> {
    if (!this.mine(client)) return;
    await this.close();
    this.needs.failed(FATAL.get(code) ?? `Discord closed the connection for good (${code}).`);
  }

  /** The library calls itself ready whatever happens; only signs of life tell. */
  private async look(): Promise<void> {
    const { client } = this;
    const ping = client?.ws.shards.first()?.lastPingTimestamp ?? 0;
    if (client === undefined || !this.silence.isLong(systemClock.now(), ping)) return;
    this.needs.log.warn('discord has been silent for long; connecting anew');
    this.needs.disconnected();
    await this.close();
    await this.open().catch((error) => this.needs.failed(messageOf(error)));
  }
}
