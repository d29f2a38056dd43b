import type { WebSocketOptions } from 'discord.js';
import { SetupError } from '../../core/errors';
import type { Log } from '../../core/log';
import { systemClock } from '../clock';
import { Connection } from './connection';
import type { Packet } from './payload';
import type { DiscordSettings } from './settings';
import { Silence } from './silence';

const LOOK_EVERY = 15_000;

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

/** Keeps one gateway connection up, from open() to close(). Reconnecting is the library's; noticing silence is ours. */
export class Gateway {
  private current: Connection | undefined;
  private watch: NodeJS.Timeout | undefined;
  private readonly silence = new Silence();

  constructor(private readonly needs: GatewayNeeds) {}

  /** Resolves when the connection stands. @throws SetupError when it cannot be made, or was closed meanwhile */
  async open(): Promise<void> {
    const connection = this.made();
    this.current = connection;
    try {
      await connection.open();
    } catch (error) {
      if (this.current === connection) this.close();
      if (connection.refusedForGood !== undefined) this.needs.failed(connection.refusedForGood);
      throw error;
    }
    if (this.current !== connection) throw new SetupError('The connection to Discord was closed.');
    this.silence.sign(systemClock.now());
    clearInterval(this.watch);
    this.watch = setInterval(() => this.look(), LOOK_EVERY);
  }

  /** From now on nothing is heard. */
  close(): void {
    clearInterval(this.watch);
    const { current } = this;
    this.current = undefined;
    current?.end();
  }

  private made(): Connection {
    const { settings, log, ws, heard, connected, disconnected, failed } = this.needs;
    const mine = () => this.current === made;
    const made: Connection = new Connection(settings, log, ws, {
      heard: (packet, session) => {
        if (!mine()) return;
        this.silence.sign(systemClock.now());
        heard(packet, session);
        // A resumed connection was told what it missed; asking costs little.
        if (packet.t === 'READY' || packet.t === 'RESUMED') connected();
      },
      reconnecting: () => mine() && disconnected(),
      lost: (reason) => {
        if (!mine()) return;
        this.close();
        failed(reason);
      },
    });
    return made;
  }

  /**
   * The library calls itself ready whatever happens; only signs of life tell. While it is reconnecting it is left alone:
   * it goes on until it succeeds.
   */
  private look(): void {
    const { current } = this;
    if (current?.state !== 'open' || !this.silence.isLong(systemClock.now(), current.lastPing)) return;
    this.needs.log.warn('discord has been silent for long; connecting anew');
    this.needs.disconnected();
    current.end();
    const next = this.made();
    this.current = next;
    this.silence.sign(systemClock.now());
    next.open().catch(() => next.refusedForGood !== undefined && this.needs.failed(next.refusedForGood));
  }
}
