import type { RawEvent } from './chat';
import { messageOf, StoreUnavailable } from './errors';
import type { Log } from './log';
import type { Store, Unit } from './store';
import type { Clock } from './time';

export interface TakingInNeeds {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
}
export type Arrival = RawEvent & { readonly platform: string };
/** Whether this instance is the one to take in what a platform tells. Asked in the unit that stores it. */
export type IsOurs = (unit: Unit) => Promise<boolean>;

interface Pending {
  readonly event: Arrival;
  readonly isOurs: IsOurs | undefined;
  readonly done: (error?: unknown) => void;
}
const MOST_HELD = 10_000;

/** Another instance listens: it has heard of this too. */
class NotOurs extends Error {
  override readonly name = 'NotOurs';
}

/** Stores what arrives. Everything that comes while one commit is on its way shares the next. */
export class TakingIn {
  private pending: Pending[] = [];
  private storing = false;
  private held: { readonly event: Arrival; readonly isOurs: IsOurs | undefined; readonly missed: () => void }[] = [];

  constructor(
    private readonly needs: TakingInNeeds,
    private readonly stored: () => void,
  ) {}

  /** @throws StoreUnavailable */
  accept(event: Arrival, isOurs?: IsOurs): Promise<void> {
    return new Promise((resolve, reject) => {
      this.pending.push({ event, isOurs, done: (error) => (error === undefined ? resolve() : reject(error)) });
      if (!this.storing) void this.storePending();
    });
  }

  /** Kept until it can be stored; `missed` when there is no room for more. */
  take(event: Arrival, isOurs: IsOurs | undefined, missed: () => void): void {
    this.accept(event, isOurs).catch((error) => {
      if (error instanceof NotOurs) return;
      this.needs.log.warn('an event waits to be stored', { event: event.key, error: messageOf(error) });
      if (this.held.length < MOST_HELD) this.held.push({ event, isOurs, missed });
      else missed();
    });
  }

  /** Tries once more to store what could not be. */
  again(): void {
    for (const { event, isOurs, missed } of this.held.splice(0)) this.take(event, isOurs, missed);
  }

  /** One batch at a time, taken before the unit: a unit may be run again, and must find the same batch. */
  private async storePending(): Promise<void> {
    this.storing = true;
    while (this.pending.length > 0) {
      const batch = this.pending;
      this.pending = [];
      const refused = await this.store(batch).catch((error: unknown) => error ?? new StoreUnavailable('not stored'));
      const foreign = refused instanceof Set ? refused : new Set<IsOurs | undefined>();
      const failure = refused instanceof Set ? undefined : refused;
      for (const { done, isOurs } of batch)
        done(foreign.has(isOurs) ? new NotOurs('another instance listens') : failure);
      if (failure === undefined) this.stored();
    }
    this.storing = false;
  }

  private store(batch: readonly Pending[]): Promise<ReadonlySet<IsOurs | undefined>> {
    return this.needs.store.transact(async (unit) => {
      const foreign = new Set<IsOurs | undefined>();
      for (const isOurs of new Set(batch.map((one) => one.isOurs))) {
        if (isOurs !== undefined && !(await isOurs(unit))) foreign.add(isOurs);
      }
      const ours = batch.filter(({ isOurs }) => !foreign.has(isOurs)).map(({ event }) => event);
      if (ours.length > 0) await unit.inbox.add(ours, this.needs.clock.now());
      return foreign;
    });
  }
}
