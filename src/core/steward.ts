import { beginWatching, catchUp } from './catch-up';
import type { ChatPlatform, Inbox } from './chat';
import type { Menu } from './command';
import { Deliverer } from './deliver';
import type { Desk } from './desk/desk';
import { nextDigest, runDigests } from './digest/run';
import { messageOf } from './errors';
import { InboxWorker } from './inbox';
import type { Log } from './log';
import type { MessageRef, Place } from './message';
import type { Store } from './store';
import { sweep } from './sweep';
import type { Clock, Instant } from './time';

export interface StewardNeeds {
  readonly store: Store;
  readonly clock: Clock;
  readonly desk: Desk;
  readonly menu: Menu;
  readonly log: Log;
  readonly platforms: readonly ChatPlatform[];
  /** Asked for whenever the next moment something is due may have changed. */
  readonly wake?: () => void;
}

/** The desk at work. Rows are the truth: tick() finds what is due in the store, so a missed tick costs delay and nothing else. */
export class Steward {
  private readonly running = new Map<string, { readonly platform: ChatPlatform; readonly inbox: Inbox }>();
  private readonly stopped = new Map<string, string>();
  private readonly inbox: InboxWorker;
  private readonly deliverer: Deliverer;
  private readonly background = new Set<Promise<void>>();
  private catching = 0;

  constructor(private readonly needs: StewardNeeds) {
    this.deliverer = new Deliverer({ ...needs, platform: (name) => this.running.get(name)?.platform });
    this.inbox = new InboxWorker({ ...needs, platform: (name) => this.known(name) }, () => {
      this.inBackground(this.deliverer.work());
      needs.wake?.();
    });
  }

  /** @throws SetupError when a platform's settings cannot work */
  async start(): Promise<void> {
    for (const platform of this.needs.platforms) {
      const inbox: Inbox = this.inbox.for(platform.name, {
        connected: () => this.inBackground(this.catchUp(platform.name)),
        failed: (reason) => this.fail(platform.name, reason),
      });
      this.running.set(platform.name, { platform, inbox });
      await beginWatching(this.needs, platform);
      await platform.start(inbox, this.needs.menu.specs);
    }
  }

  /** Works off all that is due now: inbox first, so that a stored answer is known before its breach is announced. */
  async tick(): Promise<void> {
    await this.inbox.work();
    await sweep({ ...this.needs, threadOf: this.threadOf });
    await runDigests(this.needs.store, this.needs.desk, this.needs.clock.now());
    await this.deliverer.work();
  }

  /** Fetches what was missed, on one platform or all. */
  async catchUp(name?: string): Promise<void> {
    this.catching += 1;
    try {
      for (const { platform, inbox } of this.running.values()) {
        if (name === undefined || name === platform.name) await catchUp(this.needs, platform, inbox);
      }
      await this.inbox.work();
    } finally {
      this.catching -= 1;
    }
  }

  /** When something is due next: a deadline, a digest, a retry. */
  async nextDue(): Promise<Instant | undefined> {
    const { store, desk, clock } = this.needs;
    const found = await store.transact(async ({ deadlines, inbox, outbox }) => [
      await deadlines.next(),
      await inbox.next(),
      await outbox.next(),
    ]);
    const times = [...found, nextDigest(desk, clock.now())].filter((at): at is Instant => at !== undefined);
    return times.length === 0 ? undefined : (Math.min(...times) as Instant);
  }

  /** Why the desk is not fully at work; empty when it is. */
  troubles(): readonly string[] {
    const store = this.needs.store.ready ? [] : ['the database cannot be written'];
    return [...store, ...[...this.stopped].map(([name, reason]) => `${name}: ${reason}`)];
  }

  /** Troubles and backlog, for health checks; asked of the store, so that a store that cannot answer shows. */
  async health() {
    const none = { inbox: 0, outbox: 0, parked: 0, due: 0 };
    const backlog = await this.needs.store
      .transact(async ({ inbox, outbox, deadlines }) => {
        const { waiting, parked } = await outbox.counts();
        const due = await deadlines.overdue(this.needs.clock.now());
        return { inbox: await inbox.waiting(), outbox: waiting, parked, due };
      })
      .catch(() => none);
    return { troubles: this.troubles(), backlog, catchingUp: this.catching > 0 };
  }

  async stop(): Promise<void> {
    for (const { platform } of this.running.values()) await platform.stop();
    await this.settled();
    this.running.clear();
  }

  /** Resolves when nothing is under way in the background any more. */
  async settled(): Promise<void> {
    while (this.background.size > 0) await Promise.all(this.background);
    await this.inbox.work();
    await this.deliverer.work();
    if (this.background.size > 0) await this.settled();
  }

  /** Pure, so a platform that is stopped can still be asked. */
  private readonly threadOf = (ref: MessageRef): Place => this.known(ref.place.platform).threadOf(ref);

  private known(name: string): ChatPlatform {
    const platform = this.needs.platforms.find((one) => one.name === name);
    if (platform === undefined)
      throw new Error(`${name} is not set up: set its tokens again, or close its tickets first`);
    return platform;
  }

  private inBackground(work: Promise<void>): void {
    const kept = work
      .catch((error) => this.needs.log.error('work in the background failed', { error: messageOf(error) }))
      .finally(() => this.background.delete(kept));
    this.background.add(kept);
  }

  /** Only that platform stops; its rows wait, the others go on. */
  private fail(name: string, reason: string): void {
    this.needs.log.error('a platform stopped', { platform: name, reason });
    this.running.delete(name);
    this.stopped.set(name, reason);
  }
}
