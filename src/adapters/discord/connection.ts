import { Client, Events, GatewayCloseCodes, GatewayIntentBits, Options, type WebSocketOptions } from 'discord.js';
import { messageOf, SetupError } from '../../core/errors';
import type { Log } from '../../core/log';
import { type Packet, packetSchema } from './payload';
import type { DiscordSettings } from './settings';

const { Guilds, GuildMessages, GuildMessageReactions, MessageContent, DirectMessages } = GatewayIntentBits;
export const INTENTS = [Guilds, GuildMessages, GuildMessageReactions, MessageContent, DirectMessages];
const LOGIN_PATIENCE = 60_000;

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

export interface ConnectionSignals {
  readonly heard: (packet: Packet, session: string) => void;
  readonly reconnecting: () => void;
  readonly lost: (reason: string) => void;
}

/**
 * One client of the library, from its login to its end. What it is told is handed on as it came: its own events leave
 * out what concerns anything it has not cached.
 */
export class Connection {
  state: 'connecting' | 'open' | 'over' = 'connecting';
  /** Why trying again is of no use. */
  refusedForGood: string | undefined;
  private session = '';
  private ending = false;
  private refuse: (reason: string) => void = () => undefined;
  private readonly client: Client;

  constructor(
    private readonly settings: DiscordSettings,
    log: Log,
    ws: WebSocketOptions | undefined,
    private readonly signals: ConnectionSignals,
  ) {
    this.client = new Client({
      intents: INTENTS,
      rest: { api: settings.apiUrl, version: '10' },
      // Nothing is looked up in the library's caches, so nothing need be in them.
      makeCache: Options.cacheWithLimits({ MessageManager: 0, ReactionManager: 0, PresenceManager: 0 }),
      ...(ws === undefined ? {} : { ws }),
    });
    this.client.on(Events.Raw, (packet: unknown) => this.hear(packet));
    this.client.on(Events.ShardReconnecting, () => this.reconnecting());
    this.client.on(Events.ShardDisconnect, ({ code }) => this.lost(code));
    this.client.on(Events.ShardError, (error) => log.warn('discord connection', { error: messageOf(error) }));
    // Without a listener an error of the library's own would end the process.
    this.client.on(Events.Error, (error) => log.warn('discord', { error: messageOf(error) }));
  }

  /** When the last answered heartbeat was sent. */
  get lastPing(): number {
    return this.client.ws.shards.first()?.lastPingTimestamp ?? 0;
  }

  /** Resolves when it stands. @throws SetupError */
  async open(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        this.refuse = (reason) => reject(new SetupError(reason));
        timer = setTimeout(
          () => this.refuse('Discord does not answer on its gateway. Check the network.'),
          LOGIN_PATIENCE,
        );
        this.client.on(Events.Raw, ({ t }: { t?: unknown }) => t === 'READY' && resolve());
        this.client
          .login(this.settings.token)
          .catch((error) => this.refuse(`Discord cannot be reached (${messageOf(error)}).`));
      });
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * Ends it now, or as soon as it stands: a library that is told to stop in the middle of connecting goes on after its
   * pause, and a handshake that fails then has nobody listening to its error.
   */
  end(): void {
    this.ending = true;
    this.refuse('The connection to Discord was closed.');
    if (this.state === 'open') void this.destroy();
  }

  private async destroy(): Promise<void> {
    this.state = 'over';
    await this.client.destroy().catch(() => undefined);
  }

  private hear(raw: unknown): void {
    // A copy: the library goes on to tie what it was sent into its own objects.
    const packet = packetSchema.safeParse(structuredClone(raw)).data;
    if (packet === undefined) return;
    if (packet.t === 'READY') this.session = String((packet.d as { session_id?: unknown } | null)?.session_id);
    if (packet.t === 'READY' || packet.t === 'RESUMED') this.state = 'open';
    if (this.ending) return void (this.state === 'open' && this.destroy());
    this.signals.heard(packet, this.session);
  }

  private reconnecting(): void {
    this.state = 'connecting';
    if (!this.ending) this.signals.reconnecting();
  }

  private lost(code: number): void {
    const reason = FATAL.get(code) ?? `Discord closed the connection for good (${code}).`;
    this.state = 'over';
    this.refusedForGood = reason;
    this.refuse(reason);
    if (!this.ending) this.signals.lost(reason);
  }
}
