import type { Fields } from '../slack/fields';
import { CommandShelf } from './command-shelf';
import { type Audience, type Dispatch, Dispatches } from './dispatches';
import { Gateway } from './gateway';
import type { WireEntry } from './gateway-sockets';
import type { Portal } from './intents';
import { Interactions } from './interactions';
import type { Message } from './message';
import { MessageLog } from './message-log';
import { Quiet } from './quiet';
import { Snowflakes } from './snowflakes';
import { type Channel, World } from './world';
import type { WorldSpec } from './world-spec';

/** What Discord does in two ways, or does not promise; the app has to work with both. */
export interface Behaviours {
  /** How long enforce_nonce remembers: the documentation says "the past few minutes". By the server's clock. */
  nonceMillis: number;
  /** Whether GET shows the nonce. It is not stored (discord.py#2451), so it does not. */
  nonceInHistory: boolean;
  /** An ephemeral answer comes as MESSAGE_CREATE without guild_id (discord-api-docs#4557, open). */
  ephemeralEvents: boolean;
  /** Which events the app gets at all. */
  delivers: (event: string, data: Fields) => boolean;
}

export interface DiscordOptions extends WorldSpec {
  /** Epoch ms. Ids, timestamps and the life of interactions go by this clock. */
  readonly now: () => number;
  readonly heartbeatMillis?: number;
  /** How long, in real time, a person waits for an answer before "The application did not respond". */
  readonly answerMillis?: number;
  /** Privileged intents; message content only unless given. */
  readonly portal?: Partial<Portal>;
}

const defaultHeartbeatMillis = 41_250;
const answerMillis = 3000;

/** Everything the parts of this Discord share. */
export class Discord {
  readonly now: () => number;
  readonly answerMillis: number;
  readonly ids: Snowflakes;
  readonly world: World;
  readonly log = new MessageLog();
  readonly ephemerals: Message[] = [];
  readonly quiet = new Quiet();
  readonly wire: WireEntry[] = [];
  readonly gateway: Gateway;
  readonly dispatches: Dispatches;
  readonly commands: CommandShelf;
  readonly interactions: Interactions;
  readonly revokedTokens = new Set<string>();
  /** Path to content, for downloads. */
  readonly files = new Map<string, string>();
  /** "command userId": a server admin gave this person the command, whatever it asks for by default. */
  readonly allowed = new Set<string>();
  /** People who take no direct messages. */
  readonly closedToBots = new Set<string>();
  readonly portal: Portal;
  readonly behaviours: Behaviours = {
    nonceMillis: 3 * 60_000,
    nonceInHistory: false,
    ephemeralEvents: true,
    delivers: () => true,
  };
  /** host:port, known once the server listens. */
  address = '127.0.0.1:0';

  constructor(options: DiscordOptions) {
    this.now = options.now;
    this.answerMillis = options.answerMillis ?? answerMillis;
    this.ids = new Snowflakes(options.now);
    this.world = new World(options, this.ids, options.now());
    this.portal = { messageContent: true, guildMembers: false, presences: false, ...options.portal };
    this.gateway = new Gateway(this, options.heartbeatMillis ?? defaultHeartbeatMillis);
    this.dispatches = new Dispatches(this.gateway);
    this.commands = new CommandShelf(this.ids, options.now);
    this.interactions = new Interactions(this);
  }

  readonly note = (entry: WireEntry): void => {
    this.wire.push(entry);
  };

  /** Tells the app something about a place. It hears nothing of places its bot cannot see. */
  emit(
    event: string,
    data: Fields,
    where: Channel,
    how: { readonly stripped?: Fields; readonly intent?: number } = {},
  ): Dispatch | undefined {
    if (!this.world.sees(this.world.botId, where)) return undefined;
    return this.emitTo(event, data, { inGuild: where.guildId !== undefined, ...how });
  }

  emitTo(event: string, data: Fields, audience: Audience): Dispatch | undefined {
    return this.behaviours.delivers(event, data) ? this.dispatches.hand(event, data, audience) : undefined;
  }
}
