import { type CatchUpNeeds, catchUp } from './catch-up';
import type { ChatPlatform, Inbox } from './chat';
import { between, type Clock, type Instant, millis, SECOND } from './time';

/** How long promises wait for what may have been answered meanwhile. */
const PATIENCE = millis(60 * SECOND);

export interface CatchingUpNeeds {
  readonly clock: Clock;
  readonly platforms: () => Iterable<{ readonly platform: ChatPlatform; readonly inbox: Inbox }>;
  readonly forOne: () => CatchUpNeeds;
}

/** Fetches what was missed. What fails is owed, and tried again with the next round. */
export class CatchingUp {
  private readonly owed = new Set<string>();
  private running = 0;
  /** Since when something has been missing; undefined while nothing is. */
  private since: Instant | undefined;

  constructor(private readonly needs: CatchingUpNeeds) {}

  get isRunning(): boolean {
    return this.running > 0;
  }

  /** For a while only: a platform that fails or answers slowly must not keep promises from being watched. */
  get isRecent(): boolean {
    return this.isRunning && this.since !== undefined && between(this.since, this.needs.clock.now()) < PATIENCE;
  }

  /** Something was missed on this platform. */
  owe(name: string): void {
    this.since ??= this.needs.clock.now();
    this.owed.add(name);
  }

  /** The platforms on which it is still to be fetched. */
  get debts(): readonly string[] {
    return [...this.owed];
  }

  /** On one platform or all. @throws PlatformError when some of it is owed */
  async run(name?: string): Promise<void> {
    this.since ??= this.needs.clock.now();
    this.running += 1;
    try {
      for (const { platform, inbox } of this.needs.platforms()) {
        if (name === undefined || name === platform.name) await this.runOn(platform, inbox);
      }
    } finally {
      this.running -= 1;
      if (this.running === 0 && this.owed.size === 0) this.since = undefined;
    }
  }

  private async runOn(platform: ChatPlatform, inbox: Inbox): Promise<void> {
    this.owed.delete(platform.name);
    try {
      await catchUp(this.needs.forOne(), platform, inbox);
    } catch (error) {
      this.owe(platform.name);
      throw error;
    }
  }
}
