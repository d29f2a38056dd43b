import './one-realm';
import type { Fields } from '../slack/fields';
import type { Limit } from './buckets';
import { Discord, type DiscordOptions } from './discord';
import type { Dispatch } from './dispatches';
import type { Refusing, WireEntry } from './gateway-sockets';
import type { Happened } from './happenings';
import { Opcode } from './numbers';
import { RestServer } from './rest-server';
import type { RouteName } from './routes';
import { Scene } from './scene';
import type { Call, Reply, Script } from './scripts';

export type DiscordServerOptions = DiscordOptions;

/** Discord, small and on loopback: the real protocols, people who act, and failures on request. */
export class DiscordServer extends Scene {
  readonly #rest: RestServer;

  constructor(options: DiscordServerOptions) {
    super(new Discord(options));
    this.#rest = new RestServer(this.discord);
  }

  async start(port = 0): Promise<void> {
    await this.#rest.listen(port);
    this.discord.address = this.#rest.address;
  }

  async close(): Promise<void> {
    this.discord.interactions.close();
    await this.discord.gateway.sockets.close();
    await this.#rest.close();
  }

  /** For the client's option rest.api. */
  get apiUrl(): string {
    return `http://${this.discord.address}/api`;
  }

  /** The next `times` calls of this route ("*" for any) that fit `where` get this reply. */
  script = (route: RouteName | '*', reply: Reply, times = 1, where: (call: Call) => boolean = () => true): Script =>
    this.#rest.scripts.add(route, reply, times, where);
  clearScripts = (): void => this.#rest.scripts.clear();
  /** From now on more than this gets a 429, as the headers say before. */
  limitRoute = (route: RouteName, limit: Limit): void => this.#rest.buckets.set(route, limit);
  /** 401 from now on, and close code 4004 for whoever identifies with it. */
  revokeToken = (token: string): void => void this.discord.revokedTokens.add(token);

  calls = (route?: RouteName): readonly Call[] =>
    this.#rest.calls.filter((call) => route === undefined || call.route === route);
  nextCall = (route: RouteName): Promise<Call> => this.#rest.next(route);
  /** What was called and does not exist here; a test can insist that there was none. */
  unknownRoutes = (): readonly string[] => this.#rest.unknown;
  /** Every body that went over HTTP or the gateway, in either direction. */
  get wire(): readonly WireEntry[] {
    return this.discord.wire;
  }

  get connections(): number {
    return this.discord.gateway.sockets.open.size;
  }

  /** How many sessions were begun, by an identify. */
  get identifies(): number {
    return this.discord.gateway.identifies;
  }

  /** Resolves with the next of these that happens after the call. */
  next = <K extends keyof Happened>(what: K): Promise<Happened[K]> => this.discord.gateway.happenings.next(what);
  dropConnections = (): void => this.discord.gateway.sockets.drop();
  closeConnections = (code: number): void => this.discord.gateway.closeWith(code);
  /** Op 7. */
  askReconnect = (): void => this.discord.gateway.sockets.toAll({ op: Opcode.reconnect, d: null });
  /** Op 9 with d true or false. */
  invalidateSession = (how: 'resumable' | 'gone'): void => this.discord.gateway.invalidate(how);
  /** Sessions without a connection cannot be resumed any more. */
  forgetSessions = (): void => this.discord.gateway.forgetSessions();
  /** Handshakes fail until `acceptConnections`; the open connections stay. */
  refuseConnections = (how: Refusing = 'reset'): void => {
    this.discord.gateway.sockets.refusing = how;
  };
  acceptConnections = (): void => {
    this.discord.gateway.sockets.refusing = undefined;
  };
  /** The connections there are now get no heartbeat acknowledged any more. */
  silenceHeartbeats = (): void => this.discord.gateway.sockets.silenceHeartbeats();
  /** Nothing arrives over the connections there are now, although they look open. */
  freezeConnections = (): void => this.discord.gateway.sockets.freeze();

  /** Any other event, as it stands, to every session. */
  emit = (event: string, data: Fields): Dispatch | undefined =>
    this.discord.emitTo(event, data, { inGuild: typeof data.guild_id === 'string' });
  dispatches = (matches: (dispatch: Dispatch) => boolean = () => true): readonly Dispatch[] =>
    this.discord.dispatches.all.filter(matches);
  /** What the app was told about this message, thread or interaction, in order. */
  dispatchesAbout = (id: string): readonly Dispatch[] =>
    this.dispatches(({ data }) => data.id === id || data.message_id === id);
  /** Once more, under a new sequence number. */
  redeliver = (dispatch: Dispatch): void => this.discord.dispatches.send(dispatch);
  hold = (matches?: (dispatch: Dispatch) => boolean): void => this.discord.dispatches.hold(matches);
  held = (): readonly Dispatch[] => this.discord.dispatches.held();
  release = (inOrder: (held: readonly Dispatch[]) => readonly Dispatch[] = (held) => held): void =>
    this.discord.dispatches.release(inOrder);
  silently = <T>(act: () => T | Promise<T>): Promise<T> => this.discord.dispatches.silently(act);

  /**
   * Resolves when the app has read all it was sent, every interaction was answered or given up, and no REST request
   * is in progress. An app that works on with pauses between its calls may still be at it.
   */
  quiet = (): Promise<void> => this.discord.quiet.reached(() => this.discord.gateway.sockets.drained());
}
