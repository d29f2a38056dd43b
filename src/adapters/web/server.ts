import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express } from 'express';
import { SetupError } from '../../core/errors';
import type { HttpHost } from '../platform';

/** The one HTTP server: platforms take paths of their own, everything else is the express app. */
export class WebServer implements HttpHost {
  readonly app: Express = express().disable('x-powered-by');
  private readonly paths = new Map<string, RequestListener>();
  private readonly server: Server = createServer((request, response) => {
    const path = request.url?.split('?')[0] ?? '/';
    (this.paths.get(path) ?? this.app)(request, response);
  });

  handle(path: string, listener: RequestListener): void {
    this.paths.set(path, listener);
  }

  /** The port it listens on. @throws SetupError when it cannot be had */
  async listen(host: string, port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', (error) => reject(cannotListen(host, port, error)));
      this.server.listen(port, host, resolve);
    });
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}

function cannotListen(host: string, port: number, error: NodeJS.ErrnoException): SetupError {
  if (error.code === 'EADDRINUSE') {
    return new SetupError(`Port ${port} on ${host} is taken. Stop what uses it, or set PORT to another one.`);
  }
  return new SetupError(`Cannot listen on ${host}:${port} (${error.code ?? error.message}). Check HOST and PORT.`);
}
