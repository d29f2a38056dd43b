import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Delivery, type Retry, slackAckMillis, type Transport, type WireEntry } from './delivery';
import { isFields, parseJson } from './fields';

export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled' | 'too_many_websockets';

export interface SocketOptions {
  /** Slack documents no replay for the time without a connection; a test may ask for it nevertheless. */
  readonly replayOnReconnect?: boolean;
  readonly ackWithinMillis?: number;
}

interface Envelope {
  readonly delivery: Delivery;
  readonly connection: WebSocket;
  readonly settle: () => void;
}

const envelopeTypes = { event: 'events_api', slash_command: 'slash_commands', interactive: 'interactive' } as const;
const maxConnections = 10;

/** Slack's side of Socket Mode. */
export class SocketTransport implements Transport {
  readonly lateReason = 'timeout';
  readonly connections = new Set<WebSocket>();
  readonly #options: SocketOptions;
  readonly #appId: string;
  readonly #wire: (entry: WireEntry) => void;
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #tickets = new Set<string>();
  readonly #envelopes = new Map<string, Envelope>();
  readonly #missed = new Set<Delivery>();
  #turn = 0;

  constructor(appId: string, options: SocketOptions, wire: (entry: WireEntry) => void) {
    this.#appId = appId;
    this.#options = options;
    this.#wire = wire;
  }

  /** The query of a fresh, single-use address, as apps.connections.open hands out. */
  issueTicket(): string {
    const ticket = randomUUID();
    this.#tickets.add(ticket);
    return new URLSearchParams({ ticket, app_id: this.#appId }).toString();
  }

  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const ticket = new URL(request.url ?? '/', 'http://localhost').searchParams.get('ticket') ?? '';
    if (!this.#tickets.delete(ticket)) {
      socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n');
      return;
    }
    // ws answers pings by itself.
    this.#server.handleUpgrade(request, socket, head, (connection) => this.#welcome(connection));
  }

  async send(delivery: Delivery, retry: Retry | undefined): Promise<void> {
    const open = [...this.connections].filter((connection) => connection.readyState === connection.OPEN);
    // Each payload goes to any one of the open connections, so two processes on one token share them.
    const connection = open[this.#turn++ % Math.max(1, open.length)];
    if (!connection) {
      delivery.outcome = delivery.kind === 'event' ? 'lost' : 'failed';
      if (delivery.kind === 'event') this.#missed.add(delivery);
      return;
    }
    delivery.attempts += 1;
    this.#missed.delete(delivery);
    await new Promise<void>((settle) => {
      // A new envelope_id every time: only the event_id stays the same (bolt-js#2487).
      const id = randomUUID();
      const limit = setTimeout(() => this.#giveUp(id), this.#options.ackWithinMillis ?? slackAckMillis);
      const envelope: Envelope = {
        delivery,
        connection,
        settle: () => {
          clearTimeout(limit);
          settle();
        },
      };
      this.#envelopes.set(id, envelope);
      this.#write(connection, {
        envelope_id: id,
        type: envelopeTypes[delivery.kind],
        payload: delivery.body,
        accepts_response_payload: delivery.kind !== 'event',
        ...(delivery.kind === 'event' ? { retry_attempt: retry?.num ?? 0, retry_reason: retry?.reason ?? '' } : {}),
      });
    });
  }

  /** Events sent and never acknowledged, and, with `replayOnReconnect`, what nobody was there to receive. */
  outstanding(): readonly Delivery[] {
    const waiting = [...this.#envelopes.values()].map((envelope) => envelope.delivery);
    const open = waiting.filter((delivery) => delivery.kind === 'event' && delivery.outcome !== 'acked');
    return [...new Set([...open, ...(this.#options.replayOnReconnect ? this.#missed : [])])];
  }

  announceDisconnect(reason: DisconnectReason): void {
    for (const connection of this.connections) this.#write(connection, disconnectFrame(reason));
  }

  dropConnections(): void {
    for (const connection of this.connections) connection.terminate();
  }

  /** Closes by handshake: cut off in the middle of its own goodbye, the SDK would keep a timer for 30 s. */
  async close(): Promise<void> {
    const gone = [...this.connections].map((connection) => {
      const closed = new Promise((resolve) => connection.once('close', resolve));
      connection.close(1001);
      return closed;
    });
    await Promise.all(gone);
    for (const envelope of this.#envelopes.values()) envelope.settle();
    this.#server.close();
  }

  #welcome(connection: WebSocket): void {
    if (this.connections.size >= maxConnections) {
      this.#write(connection, disconnectFrame('too_many_websockets'));
      connection.close();
      return;
    }
    this.connections.add(connection);
    connection.on('message', (data) => this.#read(String(data)));
    connection.on('close', () => {
      this.connections.delete(connection);
      for (const [id, envelope] of this.#envelopes) if (envelope.connection === connection) this.#giveUp(id);
    });
    this.#write(connection, {
      type: 'hello',
      num_connections: this.connections.size,
      debug_info: { host: 'applink-test', build_number: 1, approximate_connection_time: 18060 },
      connection_info: { app_id: this.#appId },
    });
    if (!this.#options.replayOnReconnect) return;
    // After a reconnect Slack starts counting at 0 again (bolt-js#2188), so this is not marked as a retry.
    for (const delivery of this.outstanding()) void this.send(delivery, undefined);
  }

  #read(text: string): void {
    this.#wire({ direction: 'from-app', where: 'socket', body: text, headers: {} });
    const frame = parseJson(text);
    const id = isFields(frame) ? String(frame.envelope_id) : '';
    const delivery = this.#envelopes.get(id)?.delivery;
    if (!isFields(frame) || !delivery) return;
    delivery.outcome = 'acked';
    delivery.answer = { status: undefined, body: frame.payload };
    const ids = delivery.attempts === 1 ? [id] : [...this.#envelopes.keys()];
    for (const candidate of ids) {
      const envelope = this.#envelopes.get(candidate);
      if (envelope?.delivery !== delivery) continue;
      this.#envelopes.delete(candidate);
      envelope.settle();
    }
  }

  /** The envelope stays known, because an acknowledgement that comes late still counts. */
  #giveUp(id: string): void {
    const envelope = this.#envelopes.get(id);
    if (envelope?.delivery.outcome !== 'waiting') return;
    envelope.delivery.outcome = envelope.delivery.kind === 'event' ? 'unacked' : 'failed';
    envelope.delivery.reasons.push(this.lateReason);
    envelope.settle();
  }

  #write(connection: WebSocket, frame: object): void {
    const body = JSON.stringify(frame);
    this.#wire({ direction: 'to-app', where: 'socket', body, headers: {} });
    connection.send(body);
  }
}

const disconnectFrame = (reason: DisconnectReason): object => ({
  type: 'disconnect',
  reason,
  debug_info: { host: 'applink-test' },
});
