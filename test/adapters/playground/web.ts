import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request, type Server } from 'node:http';
import express from 'express';
import { type PlaygroundServer, playgroundRouter } from '../../../src/adapters/playground/server';
import { FakeDesk, MENU } from './fake-desk';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
export interface Told {
  readonly event: string;
  readonly data: unknown;
}

/** An app on a free loopback port. */
export class Served {
  private constructor(private readonly server: Server) {}

  static start(settings: PlaygroundServer): Promise<Served> {
    const app = express().use(playgroundRouter(settings));
    return new Promise((resolve) => {
      const server = app.listen(0, '127.0.0.1', () => resolve(new Served(server)));
    });
  }

  get port(): number {
    const address = this.server.address();
    if (typeof address !== 'object' || address === null) throw new Error('not listening');
    return address.port;
  }
  get page(): string {
    return `http://localhost:${this.port}/`;
  }

  /** As when the network goes: every page is cut off. */
  drop(): void {
    this.server.closeAllConnections();
  }

  async stop(): Promise<void> {
    await new Promise((resolve) => {
      this.server.close(resolve);
      this.drop();
    });
  }
}

/** The playground with a scripted desk behind it. */
export class Web {
  readonly desk = new FakeDesk();
  readonly errors: unknown[] = [];
  #served: Served | undefined;

  async start(): Promise<this> {
    const { platform, controls } = this.desk;
    await platform.start(this.desk, MENU);
    this.#served = await Served.start({ platform, controls, menu: MENU, report: (error) => this.errors.push(error) });
    return this;
  }

  async stop(): Promise<void> {
    await this.desk.platform.stop();
    await this.served.stop();
  }

  get served(): Served {
    if (this.#served === undefined) throw new Error('not started');
    return this.#served;
  }

  ask(method: string, path: string, headers: OutgoingHttpHeaders = {}, body?: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const asked = request({ port: this.served.port, host: '127.0.0.1', method, path, headers }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => {
          text += part;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
      });
      asked.on('error', reject).end(body);
    });
  }

  async post(
    path: string,
    body: unknown,
    headers: OutgoingHttpHeaders = {},
  ): Promise<{ status: number; body: Record<string, unknown> }> {
    const json = { 'Content-Type': 'application/json', ...headers };
    const answer = await this.ask('POST', path, json, JSON.stringify(body));
    return { status: answer.status, body: JSON.parse(answer.body) as Record<string, unknown> };
  }
  act(as: string, act: unknown) {
    return this.post('/api/act', { as, act });
  }

  /** What one person's page is told, event by event. */
  async *stream(as: string): AsyncGenerator<Told> {
    const leave = new AbortController();
    const response = await fetch(`${this.served.page}api/stream?as=${as}`, { signal: leave.signal });
    let text = '';
    try {
      for await (const part of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        text += part;
        for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
          const [whole, event = '', data = ''] = /^event: (.*)\ndata: (.*)$/.exec(text.slice(0, end)) ?? [''];
          text = text.slice(end + 2);
          if (whole !== '') yield { event, data: JSON.parse(data) };
        }
      }
    } finally {
      leave.abort();
    }
  }

  /** All that one person's page knows now. */
  async seenBy(as: string): Promise<{
    readonly places: readonly { id: string }[];
    readonly messages: readonly { id: string; placeId: string }[];
  }> {
    for await (const { data } of this.stream(as)) return data as Awaited<ReturnType<Web['seenBy']>>;
    throw new Error('the stream ended at once');
  }
}
