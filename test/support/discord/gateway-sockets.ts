import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Fields, isFields, parseJson } from '../slack/fields';
import { Opcode } from './numbers';

export interface WireEntry {
  readonly direction: 'to-app' | 'from-app';
  /** A method and path, or "gateway". */
  readonly where: string;
  readonly body: string;
}

/** `reset`: the handshake dies as if the network had. `refuse`: an HTTP answer instead of the upgrade. */
export type Refusing = 'reset' | { readonly status: number };

export interface SocketHost {
  readonly heartbeatMillis: number;
  received(connection: WebSocket, op: number, data: unknown): void;
  gone(connection: WebSocket, code: number): void;
  note(entry: WireEntry): void;
  refused(path: string): void;
}

/** The WebSocket side of the gateway: hello, heartbeats, and everything that can go wrong with a connection. */
export class GatewaySockets {
  readonly open = new Set<WebSocket>();
  refusing: Refusing | undefined;
  heartbeats = 0;
  /** Heartbeats are heard but not answered: to the client the connection becomes a zombie. */
  readonly #withoutAcks = new WeakSet<WebSocket>();
  /** Nothing is written at all, although the connection looks open. */
  readonly #frozen = new WeakSet<WebSocket>();
  readonly #host: SocketHost;
  readonly #server = new WebSocketServer({ noServer: true });

  constructor(host: SocketHost) {
    this.#host = host;
  }

  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (this.refusing) this.#host.refused(request.url ?? '/');
    if (this.refusing === 'reset') {
      socket.destroy();
      return;
    }
    if (this.refusing) {
      socket.end(`HTTP/1.1 ${this.refusing.status} Unavailable\r\nconnection: close\r\n\r\n`);
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (connection) => {
      const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
      if (searchParams.get('v') === '10' && searchParams.get('encoding') === 'json') this.#welcome(connection);
      else connection.close(4012);
    });
  }

  readonly write = (connection: WebSocket, text: string): void => {
    if (this.#frozen.has(connection) || connection.readyState !== connection.OPEN) return;
    this.#host.note({ direction: 'to-app', where: 'gateway', body: text });
    connection.send(text);
  };

  send(connection: WebSocket, frame: Fields): void {
    this.write(connection, JSON.stringify(frame));
  }

  toAll(frame: Fields): void {
    for (const connection of this.open) this.send(connection, frame);
  }

  /** Gone without a goodbye, as when a cable is pulled. */
  drop(): void {
    for (const connection of this.open) connection.terminate();
  }

  /** Of the connections there are now; later ones work again. */
  silenceHeartbeats(): void {
    for (const connection of this.open) this.#withoutAcks.add(connection);
  }

  freeze(): void {
    for (const connection of this.open) this.#frozen.add(connection);
  }

  closeWith(code: number): void {
    for (const connection of this.open) connection.close(code);
  }

  /** Resolves when every client has read all that was written to it: a pong comes back only after that. */
  async drained(): Promise<void> {
    const listening = [...this.open].filter((connection) => !this.#frozen.has(connection));
    await Promise.all(listening.map((connection) => answered(connection)));
  }

  async close(): Promise<void> {
    this.refusing = 'reset';
    const gone = [...this.open].map((connection) => {
      const closed = once(connection, 'close');
      connection.terminate();
      return closed;
    });
    await Promise.all(gone);
    this.#server.close();
  }

  #welcome(connection: WebSocket): void {
    this.open.add(connection);
    connection.on('message', (data) => this.#read(connection, String(data)));
    connection.on('close', (code) => {
      this.open.delete(connection);
      this.#host.gone(connection, code);
    });
    this.send(connection, { op: Opcode.hello, d: { heartbeat_interval: this.#host.heartbeatMillis } });
  }

  #read(connection: WebSocket, text: string): void {
    this.#host.note({ direction: 'from-app', where: 'gateway', body: text });
    const frame = parseJson(text);
    if (!isFields(frame) || typeof frame.op !== 'number') {
      connection.close(4002);
      return;
    }
    if (frame.op === Opcode.heartbeat) {
      this.heartbeats += 1;
      if (!this.#withoutAcks.has(connection)) this.send(connection, { op: Opcode.heartbeatAck });
    }
    this.#host.received(connection, frame.op, frame.d);
  }
}

const answered = (connection: WebSocket): Promise<void> =>
  new Promise((resolve) => {
    if (connection.readyState !== connection.OPEN) {
      resolve();
      return;
    }
    const done = (): void => {
      connection.off('pong', done);
      connection.off('close', done);
      resolve();
    };
    connection.on('pong', done);
    connection.on('close', done);
    connection.ping();
  });
