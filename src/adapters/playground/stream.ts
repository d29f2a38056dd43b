import type { Response } from 'express';
import { UserError } from '../../core/errors';
import type { Instant } from '../../core/time';
import type { Persona } from './people';
import type { Room } from './room';
import { snapshotFor, viewFor } from './view';

const MAX_STREAMS = 40;
/** A page that does not read this much is gone. */
const MAX_UNREAD_BYTES = 4_000_000;
const HEARTBEAT_MS = 15_000;
/** How soon a page that lost us asks again. */
const RETRY_MS = 1_000;

/** The open pages, each told what its person may see, as it happens. */
export class Streams {
  readonly #open = new Set<Response>();

  constructor(
    private readonly room: Room,
    private readonly now: () => Instant,
  ) {}

  open(who: Persona, response: Response): void {
    if (this.#open.size >= MAX_STREAMS) throw new UserError('playground.busy', 'Too many pages are open. Close one.');
    this.#open.add(response);
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' });
    response.write(`retry: ${RETRY_MS}\n\n`);
    send(response, 'snapshot', snapshotFor(who, this.room));
    const beat = setInterval(() => this.#tick(response), HEARTBEAT_MS);
    beat.unref();
    const leave = this.room.subscribe((change) => {
      if (change.type === 'closed') return void response.end();
      const view = viewFor(who, change.entry);
      if (view !== undefined) send(response, 'message', view);
    });
    response.on('close', () => {
      clearInterval(beat);
      leave();
      this.#open.delete(response);
    });
  }

  /** Tells every page what time the desk has. */
  tick(): void {
    for (const response of this.#open) this.#tick(response);
  }

  #tick(response: Response): void {
    send(response, 'clock', { now: this.now() });
  }
}

function send(response: Response, event: string, data: unknown): void {
  if (response.writableEnded) return;
  if (response.writableLength > MAX_UNREAD_BYTES) response.destroy();
  else response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}
