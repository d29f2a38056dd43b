import { randomUUID } from 'node:crypto';
import { DeskWithAccounts } from './account/desk-with-accounts';
import { Follower } from './apply/follower';
import { beginWatching } from './catch-up';
import { CatchingUp } from './catching-up';
import type { ChatPlatform, Inbox } from './chat';
import type { Menu } from './command';
import { Deliverer } from './deliver';
import type { DeskSource } from './desk/source';
import { nextDigest, runDigests } from './digest/run';
import { messageOf } from './errors';
import { type Health, lookAtBacklog } from './health';
import { InboxWorker } from './inbox';
import { Listener } from './listening';
import type { Log } from './log';
import type { MessageRef, Place } from './message';
import type { Store, Unit } from './store';
import { sweep } from './sweep';
import { between, type Clock, type Instant, MINUTE, sayDuration } from './time';

export interface StewardNeeds {
  readonly store: Store;
  readonly clock: Clock;
  readonly desk: DeskSource;
  readonly menu: Menu;
  readonly log: Log;
  readonly platforms: readonly ChatPlatform[];
  /** Asked for whenever the next moment something is due may have changed. */
  readonly wake?: () => void;
}

const AWAY_PATIENCE = MINUTE;

/** The desk at work. Rows are the truth: tick() finds what is due in the store, so a missed tick costs delay and nothing else. */
export class Steward {
  private readonly running = new Map<string, { readonly platform: ChatPlatform; readonly inbox: Inbox }>();
  private readonly stopped = new Map<string, string>();
  private readonly away = new Map<string, Instant>();
  private readonly listeners = new Map<string, Listener>();
  private readonly instance = randomUUID();
  private readonly inbox: InboxWorker;
  private readonly deliverer: Deliverer;
  private readonly follower: Follower;
  private readonly background = new Set<Promise<void>>();
  private readonly catching: CatchingUp;
  private readonly needs: StewardNeeds & { readonly desk: DeskWithAccounts };

  constructor(given: StewardNeeds) {
    const needs = { ...given, desk: new DeskWithAccounts(given) };
    this.needs = needs;
    this.catching = new CatchingUp({
      clock: needs.clock,
      platforms: () => this.running.values(),
      forOne: () => ({ ...needs, desk: needs.desk.current(), workedOff: () => this.inbox.work() }),
    });
    this.deliverer = new Deliverer({ ...needs, platform: (name) => this.running.get(name)?.platform });
    this.follower = new Follower({
      ...needs,
      instance: this.instance,
      threadOf: (ref) => this.threadOf(ref),
      platforms: () => [...this.running.values()].map(({ platform }) => platform),
      moved: () => this.inBackground(this.deliverer.work()),
    });
    this.inbox = new InboxWorker({ ...needs, platform: (name) => this.known(name) }, () => {
      this.inBackground(this.deliverer.work());
      needs.wake?.();
    });
  }

  /** @throws SetupError when a platform's settings cannot work */
  async start(): Promise<void> {
    await this.needs.desk.follow();
    for (const platform of this.needs.platforms) {
      const inbox = this.inboxOf(platform);
      this.running.set(platform.name, { platform, inbox });
      await beginWatching({ ...this.needs, desk: this.needs.desk.current() }, platform);
      await platform.start(inbox, this.needs.menu.specs);
      const listener = this.listenerOn(platform);
      if (listener === undefined) continue;
      this.listeners.set(platform.name, listener);
      await listener.start();
    }
  }

  private inboxOf({ name, listening }: ChatPlatform): Inbox {
    const signals = {
      connected: () => {
        this.away.delete(name);
        this.inBackground(this.catchUp(name));
      },
      missed: () => this.catching.owe(name),
      disconnected: () => void this.away.set(name, this.needs.clock.now()),
      failed: (reason: string) => this.fail(name, reason),
    };
    // A connection that outlived its lease, as in a frozen process, tells of things that others have heard in time.
    const isOurs = async ({ leases }: Unit) => (await leases.holder(name)) === this.instance;
    return this.inbox.for(name, signals, listening === undefined ? undefined : isOurs);
  }

  private listenerOn({ name, listening }: ChatPlatform): Listener | undefined {
    if (listening === undefined) return undefined;
    const end = async () => {
      await listening.end();
      // Whoever does not listen is not away.
      this.away.delete(name);
    };
    return new Listener({ ...this.needs, instance: this.instance }, name, { begin: () => listening.begin(), end });
  }

  /**
   * Works off all that is due now: inbox first, so that a stored answer is known before its breach is announced, and
   * what was missed as well. Each step for itself: one that fails must not starve the others.
   */
  async tick(): Promise<void> {
    const { store, desk, clock } = this.needs;
    this.listen();
    await this.guarded('the policy file', () => this.follower.follow());
    this.inBackground(this.follower.moveTickets());
    for (const name of this.catching.debts) this.inBackground(this.catchUp(name));
    await this.inbox.work();
    if (!this.catching.isRecent)
      await this.guarded('deadlines', () => sweep({ ...this.needs, desk: desk.current(), threadOf: this.threadOf }));
    await this.guarded('digests', () => runDigests(store, desk.current(), clock.now()));
    await this.deliverer.work();
  }

  /** Keeps listening where one instance at a time may, or begins to where nobody does any more. */
  listen(): void {
    for (const listener of this.listeners.values()) this.inBackground(listener.keep());
  }

  private async guarded(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.needs.log.error(`${what} could not be worked off; the next round tries again`, { error: messageOf(error) });
    }
  }

  /** Fetches what was missed, on one platform or all. */
  catchUp(name?: string): Promise<void> {
    return this.catching.run(name);
  }

  /** When something is due next: a deadline, a digest, a retry. */
  async nextDue(): Promise<Instant | undefined> {
    const { store, desk, clock } = this.needs;
    const found = await store.transact(async ({ deadlines, inbox, outbox }) => [
      await deadlines.next(),
      await inbox.next(),
      await outbox.next(),
    ]);
    const times = [...found, nextDigest(desk.current(), clock.now())].filter((at): at is Instant => at !== undefined);
    return times.length === 0 ? undefined : (Math.min(...times) as Instant);
  }

  /** Why the desk is not fully at work; empty when it is. */
  troubles(): readonly string[] {
    const now = this.needs.clock.now();
    const away = [...this.away].filter(([, since]) => between(since, now) > AWAY_PATIENCE);
    return [
      ...(this.needs.store.ready ? [] : ['the database cannot be written']),
      ...[...this.stopped].map(([name, reason]) => `${name}: ${reason}`),
      ...away.map(([name, since]) => `${name}: no connection for ${sayDuration(between(since, now))}`),
    ];
  }

  /** Troubles and backlog, for health checks. */
  async health(): Promise<Health> {
    const { store, clock, desk } = this.needs;
    const { waits, backlog } = await lookAtBacklog(store, clock);
    const troubles = [...this.troubles(), ...waits];
    return { troubles, warnings: desk.troubles(), backlog, catchingUp: this.catching.isRunning };
  }

  async stop(): Promise<void> {
    this.follower.stop();
    for (const listener of this.listeners.values()) await listener.stop();
    // One that failed at run time may still hold a connection.
    for (const platform of this.needs.platforms) await platform.stop();
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
    const listener = this.listeners.get(name);
    this.listeners.delete(name);
    if (listener !== undefined) this.inBackground(listener.stop());
  }
}
