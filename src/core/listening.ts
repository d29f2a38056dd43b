import type { Listening } from './chat';
import { messageOf } from './errors';
import type { Log } from './log';
import type { Store } from './store';
import { type Clock, type Instant, instant, millis, plus, SECOND } from './time';

export interface ListenerNeeds {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** Names this instance among the others on the same database. */
  readonly instance: string;
}
/** How long a dead instance keeps others from listening. It is kept up every five seconds: a slow moment costs nothing. */
export const EAR_LEASE = millis(15 * SECOND);
const wait = (failures: number) => millis(Math.min(300, 5 * 2 ** failures) * SECOND);

/**
 * Lets one instance at a time listen to a platform: the one with the lease. Its fence grows with every change of hands,
 * so that an instance which slept through one notices, however the times look.
 */
export class Listener {
  private fence: number | undefined;
  private renewing: Promise<void> | undefined;
  private beginning: Promise<void> | undefined;
  private failures = 0;
  private notBefore: Instant = instant(0);
  private over = false;

  constructor(
    private readonly needs: ListenerNeeds,
    private readonly name: string,
    private readonly ear: Listening,
  ) {}

  /** Begins to listen if nobody does. @throws SetupError when it cannot begin */
  async start(): Promise<void> {
    await this.renew();
    await this.beginning;
  }

  /** Keeps the lease, while connecting too; begins to listen where nobody does, and ends where somebody else has begun. */
  async keep(): Promise<void> {
    await this.renew();
    // What went wrong was logged where it did; the next try comes by itself.
    await this.beginning?.catch(() => undefined);
  }

  async stop(): Promise<void> {
    this.over = true;
    await this.renewing?.catch(() => undefined);
    await this.letGo();
    await this.beginning?.catch(() => undefined);
  }

  private renew(): Promise<void> {
    this.renewing ??= this.once().finally(() => {
      this.renewing = undefined;
    });
    return this.renewing;
  }

  private async once(): Promise<void> {
    const { store, clock, log, instance: holder } = this.needs;
    if (this.over || clock.now() < this.notBefore) return;
    const fence = await store.transact(({ leases }) => leases.hold(this.name, holder, clock.now(), EAR_LEASE));
    if (fence === this.fence) return;
    if (this.fence !== undefined) {
      log.warn('another instance listens now', { platform: this.name });
      await this.ear.end();
    }
    this.fence = fence;
    if (fence === undefined) return;
    this.beginning = this.begin();
    this.beginning.catch(() => undefined);
  }

  private async begin(): Promise<void> {
    try {
      await this.ear.begin();
      this.failures = 0;
    } catch (error) {
      const { clock, log } = this.needs;
      this.notBefore = plus(clock.now(), wait(this.failures));
      this.failures += 1;
      if (!this.over)
        log.warn('listening failed; another try follows', { platform: this.name, error: messageOf(error) });
      // Perhaps another instance can.
      await this.letGo();
      throw error;
    }
  }

  private async letGo(): Promise<void> {
    if (this.fence === undefined) return;
    this.fence = undefined;
    await this.ear.end();
    const { store, instance: holder, log } = this.needs;
    await store
      .transact(({ leases }) => leases.release(this.name, holder))
      .catch((error) => log.warn('a lease runs out by itself', { platform: this.name, error: messageOf(error) }));
  }
}
