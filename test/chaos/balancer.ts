import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** One address for several instances, as a load balancer gives it: whoever answers takes the connection, in turn. */
export class Balancer {
  private turn = 0;
  private readonly open = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly ports: readonly number[],
  ) {}

  static async to(ports: readonly number[]): Promise<Balancer> {
    const server = createServer();
    const made = new Balancer(server, ports);
    server.on('connection', (from) => made.pass(from, ports.length));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return made;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  private pass(from: Socket, tries: number): void {
    this.turn += 1;
    const to = connect(this.ports[this.turn % this.ports.length] ?? 0, '127.0.0.1');
    for (const socket of [from, to]) this.open.add(socket.once('close', () => this.open.delete(socket)));
    to.once('connect', () => {
      from.pipe(to).pipe(from);
      from.on('error', () => to.destroy());
    });
    to.on('error', () => {
      if (to.connecting && tries > 1) this.pass(from, tries - 1);
      else from.destroy();
    });
  }

  async close(): Promise<void> {
    for (const socket of this.open) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }
}
