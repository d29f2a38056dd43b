import type { WebSocket } from 'ws';
import { isFields, stringAt } from '../slack/fields';
import type { Discord } from './discord';
import { GatewaySockets } from './gateway-sockets';
import { Happenings } from './happenings';
import { applicationFlags, forbiddenIntents } from './intents';
import { Intent, knownIntents, Opcode } from './numbers';
import { Session } from './session';
import { guildCreateWire, userWire } from './wire-places';

/** After these close codes, from either side, a session cannot be resumed. */
const finalCodes: ReadonlySet<number> = new Set([1000, 1001, 4003, 4004, 4007, 4009, 4010, 4011, 4012, 4013, 4014]);

/** Sessions: who identified with which intents, what each of them has been sent, and who may come back. */
export class Gateway {
  readonly sockets: GatewaySockets;
  readonly happenings = new Happenings();
  readonly sessions: Session[] = [];
  identifies = 0;
  readonly #discord: Discord;

  constructor(discord: Discord, heartbeatMillis: number) {
    this.#discord = discord;
    this.sockets = new GatewaySockets({
      heartbeatMillis,
      received: (connection, op, data) => this.#received(connection, op, data),
      gone: (connection, code) => this.#gone(connection, code),
      note: discord.note,
      refused: (path) => this.happenings.tell('refused', { path }),
    });
  }

  get resumable(): readonly Session[] {
    return this.sessions.filter((session) => !session.ended);
  }

  /** The server forgets what is not connected: the next resume is answered with "invalid session". */
  forgetSessions(): void {
    for (const session of this.sessions) if (!session.isLive) session.ended = true;
  }

  /** Op 9: `resumable` asks for a resume on the same connection, `gone` for a new identify. */
  invalidate(how: 'resumable' | 'gone'): void {
    for (const session of this.resumable) {
      const { connection } = session;
      if (!connection) continue;
      session.connection = undefined;
      session.ended = how === 'gone';
      this.sockets.send(connection, { op: Opcode.invalidSession, d: how === 'resumable' });
    }
  }

  closeWith(code: number): void {
    if (finalCodes.has(code)) for (const session of this.resumable) session.ended ||= session.isLive;
    this.sockets.closeWith(code);
  }

  #sessionOn(connection: WebSocket): Session | undefined {
    return this.sessions.find((session) => session.connection === connection);
  }

  #received(connection: WebSocket, op: number, data: unknown): void {
    const session = this.#sessionOn(connection);
    switch (op) {
      case Opcode.heartbeat:
        this.happenings.tell('heartbeat', { seq: typeof data === 'number' ? data : undefined });
        break;
      case Opcode.identify:
        if (session) connection.close(4005);
        else this.#identify(connection, data);
        break;
      case Opcode.resume:
        if (session) connection.close(4005);
        else this.#resume(connection, data);
        break;
      case Opcode.presence:
      case Opcode.voiceState:
      case Opcode.requestMembers:
        if (!session) connection.close(4003);
        break;
      default:
        connection.close(4001);
    }
  }

  #gone(connection: WebSocket, code: number): void {
    const session = this.#sessionOn(connection);
    if (session) {
      session.connection = undefined;
      session.ended ||= finalCodes.has(code);
    }
    this.happenings.tell('disconnected', { code });
  }

  #identify(connection: WebSocket, data: unknown): void {
    const { world, portal } = this.#discord;
    const token = isFields(data) ? stringAt(data, 'token') : undefined;
    if (!isFields(data) || token === undefined || typeof data.intents !== 'number') {
      connection.close(4002);
      return;
    }
    this.identifies += 1;
    const refused = this.#refusalOf(token, data.intents);
    if (refused !== undefined) {
      connection.close(refused);
      return;
    }
    const session = new Session(token, data.intents, this.sockets.write);
    session.connection = connection;
    this.sessions.push(session);
    const guilds = [...world.guilds.values()].filter((guild) => guild.members.has(world.botId));
    session.dispatch('READY', {
      v: 10,
      user: { ...userWire(world.user(world.botId)), verified: true, mfa_enabled: false, email: null, flags: 0 },
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      session_type: 'normal',
      resume_gateway_url: `ws://${this.#discord.address}/resume`,
      shard: data.shard ?? [0, 1],
      application: { id: world.applicationId, flags: applicationFlags(portal) },
      private_channels: [],
    });
    this.happenings.tell('ready', { sessionId: session.id });
    if ((data.intents & Intent.guilds) === 0) return;
    for (const guild of guilds) session.dispatch('GUILD_CREATE', guildCreateWire(world, guild));
  }

  /** The close code for who may not begin a session. */
  #refusalOf(token: string, intents: number): number | undefined {
    if (this.#discord.revokedTokens.has(token)) return 4004;
    if (intents < 0 || intents > knownIntents) return 4013;
    return forbiddenIntents(intents, this.#discord.portal) ? 4014 : undefined;
  }

  #resume(connection: WebSocket, data: unknown): void {
    const asked = isFields(data) ? data : {};
    if (typeof asked.seq !== 'number') {
      connection.close(4002);
      return;
    }
    const session = this.resumable.find((one) => one.id === asked.session_id && one.token === asked.token);
    if (!session || this.#discord.revokedTokens.has(session.token)) {
      this.sockets.send(connection, { op: Opcode.invalidSession, d: false });
      return;
    }
    if (asked.seq > session.seq) {
      session.ended = true;
      connection.close(4007);
      return;
    }
    // An older connection that nobody has noticed to be dead yet gives way.
    const older = session.connection;
    session.connection = connection;
    older?.terminate();
    const replayed = session.replayAfter(asked.seq);
    session.dispatch('RESUMED', {});
    this.happenings.tell('resumed', { sessionId: session.id, replayed });
  }
}
