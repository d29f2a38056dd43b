import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import type { Fields } from '../slack/fields';
import { Opcode } from './numbers';

interface Sent {
  readonly seq: number;
  readonly text: string;
}

/** What one identify began. It outlives its connection until it is ended, so that a resume finds what it missed. */
export class Session {
  readonly id = randomUUID().replaceAll('-', '');
  readonly token: string;
  readonly intents: number;
  seq = 0;
  ended = false;
  connection: WebSocket | undefined;
  readonly #sent: Sent[] = [];
  readonly #write: (connection: WebSocket, text: string) => void;

  constructor(token: string, intents: number, write: (connection: WebSocket, text: string) => void) {
    this.token = token;
    this.intents = intents;
    this.#write = write;
  }

  get isLive(): boolean {
    return this.connection !== undefined && this.connection.readyState === this.connection.OPEN;
  }

  /** Written if there is a connection, and kept for a resume either way. */
  dispatch(event: string, data: Fields): void {
    this.seq += 1;
    const text = JSON.stringify({ op: Opcode.dispatch, t: event, s: this.seq, d: data });
    this.#sent.push({ seq: this.seq, text });
    if (this.connection) this.#write(this.connection, text);
  }

  replayAfter(seq: number): number {
    const missed = this.#sent.filter((one) => one.seq > seq);
    for (const { text } of missed) if (this.connection) this.#write(this.connection, text);
    return missed.length;
  }
}
