import { Deliveries } from './deliveries';
import type { WireEntry } from './delivery';
import type { Fields } from './fields';
import type { Ephemeral } from './message';
import { MessageLog } from './message-log';
import { Quiet } from './quiet';
import { grantedUnlessSaid } from './scopes';
import { type SocketOptions, SocketTransport } from './socket-transport';
import { Serials, Stamps } from './stamps';
import { Triggers } from './triggers';
import { Views } from './views';
import { World, type WorldSpec } from './world';

/** What Slack does in two ways, depending on whom one asks; the app has to work with both. */
export interface Behaviours {
  /** user_team, source_team, team and user_profile on messages in shared channels. Some deliveries lack them. */
  sharedChannelExtras: boolean;
  /**
   * What conversations.replies answers to the ts of a reply: its documentation says any message of the thread will
   * do; bolt-python#783 shows only that one message coming back.
   */
  repliesToAReply: 'whole thread' | 'only that reply';
  /** Which events the app gets at all: some report a mention arriving only as message, others only as app_mention. */
  delivers: (event: Fields) => boolean;
}

export interface WorkspaceOptions extends WorldSpec {
  /** Epoch ms. Everything but the signatures goes by this clock. */
  readonly now: () => number;
  readonly sockets?: SocketOptions;
  /** Bot scopes the app was granted; those docs.slack.dev asks of such an app unless given. */
  readonly scopes?: readonly string[];
}

/** Everything the parts of this Slack share. */
export class Workspace {
  readonly now: () => number;
  readonly world: World;
  readonly log = new MessageLog();
  readonly stamps: Stamps;
  readonly serials = new Serials();
  readonly triggers: Triggers;
  readonly views: Views;
  readonly quiet = new Quiet();
  readonly sockets: SocketTransport;
  readonly deliveries: Deliveries;
  readonly ephemerals: Ephemeral[] = [];
  readonly wire: WireEntry[] = [];
  readonly revokedTokens = new Set<string>();
  readonly fileContents = new Map<string, string>();
  readonly scopes: ReadonlySet<string>;
  readonly behaviours: Behaviours = {
    sharedChannelExtras: true,
    repliesToAReply: 'whole thread',
    delivers: () => true,
  };
  /** host:port, known once the server listens. */
  address = '127.0.0.1:0';

  constructor(options: WorkspaceOptions) {
    this.now = options.now;
    this.scopes = new Set(options.scopes ?? grantedUnlessSaid);
    this.world = new World(options);
    this.stamps = new Stamps(options.now);
    this.triggers = new Triggers(options.now);
    this.views = new Views(this.serials);
    this.sockets = new SocketTransport(this.world.bot.appId, options.sockets ?? {}, this.note);
    this.deliveries = new Deliveries(this.sockets, this.quiet);
  }

  readonly note = (entry: WireEntry): void => {
    this.wire.push(entry);
  };

  /**
   * Hands an event to the app and returns its event_id. The app hears nothing of conversations its bot is not in.
   * The envelope's team_id is the author's team, which may be one where the app is not installed; only
   * authorizations[0] and context_team_id say which installation is meant (bolt CHANGELOG 5.0.0).
   */
  emit(event: Fields, about: { readonly channel?: string; readonly user?: string | undefined }): string | undefined {
    const channel = about.channel === undefined ? undefined : this.world.channels.get(about.channel);
    if (channel && !channel.members.has(this.world.bot.userId)) return undefined;
    if (!this.behaviours.delivers(event)) return undefined;
    const id = this.serials.next('Ev');
    const envelope: Fields = {
      token: 'verification-token',
      team_id: about.user === undefined ? this.world.home.id : this.world.teamOf(about.user),
      context_team_id: this.world.home.id,
      context_enterprise_id: null,
      api_app_id: this.world.bot.appId,
      event,
      type: 'event_callback',
      event_id: id,
      event_time: Math.floor(this.now() / 1000),
      authorizations: [
        {
          enterprise_id: null,
          team_id: this.world.home.id,
          user_id: this.world.bot.userId,
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
      is_ext_shared_channel: channel?.shared ?? false,
      event_context: `4-${id}`,
    };
    void this.deliveries.hand('event', id, envelope);
    return id;
  }
}
