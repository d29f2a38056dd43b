import type { Listening } from './chat';
import { messageOf } from './errors';
import type { Log } from './log';
import type { Store } from './store';
import { type Clock, millis, SECOND } from './time';

export interface ListenerNeeds {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** Names this instance among the others on the same database. */
  readonly instance: string;
}
/** How long a dead instance keeps others from listening. It is kept up every five seconds: a slow moment costs nothing. */
export const EAR_LEASE = millis(15 * SECOND);

/**
 * Lets one instance at a time listen to a platform: the one with the lease. Its fence grows with every change of hands,
 * so that an instance which slept through one notices, however the times look.
 */
export class Listener {
  private fence: number | undefined;
  private working: Promise<void> | undefined;
  private over = false;

  constructor(
    private readonly needs: ListenerNeeds,
    private readonly name: string,
    private readonly ear: Listening,
  ) {}

  /** Begins to listen where nobody does, and ends where somebody else has begun. @throws SetupError when it cannot begin */
  keep(): Promise<void> {
    this.working ??= this.once().finally(() => {
      this.working = undefined;
    });
    return this.working;
  }

  async stop(): Promise<void> {
    this.over = true;
    await this.working?.catch(() => undefined);
    await this.letGo();
  }

  private async once(): Promise<void> {
    if (this.over) return;
    const { store, clock, log, instance } = this.needs;
    const fence = await store.transact(({ leases }) => leases.hold(this.name, instance, clock.now(), EAR_LEASE));
    if (fence === this.fence) return;
    if (this.fence !== undefined) {
      log.warn('another instance listens now', { platform: this.name });
      await this.ear.end();
    }
    this.fence = fence;
    if (fence === undefined) return;
    try {
      await this.ear.begin();
    } catch (error) {
      // Perhaps another instance can.
      await this.letGo();
      throw error;
    }
  }

  private async letGo(): Promise<void> {
    if (this.fence === undefined) return;
    this.fence = undefined;
    await this.ear.end();
    const { store, instance, log } = this.needs;
    await store
      .transact(({ leases }) => leases.release(this.name, instance))
      .catch((error) => log.warn('a lease runs out by itself', { platform: this.name, error: messageOf(error) }));
  }
}
