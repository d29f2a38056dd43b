import type { Place } from './message';
import type { Store } from './store';
import { between, type Clock, type Instant, MINUTE, millis } from './time';

/** Events not worked off yet, messages not sent yet, messages set aside, deadlines come and not announced yet. */
export interface Backlog {
  readonly inbox: number;
  readonly outbox: number;
  readonly parked: number;
  readonly due: number;
}
/** What a health check is told. */
export interface Health {
  /** Why the desk is not fully at work; empty when it is. */
  readonly troubles: readonly string[];
  /** What somebody should look at although the desk does its work, such as a policy file that could not be read again. */
  readonly warnings: readonly string[];
  readonly backlog: Backlog;
  /** What was said while nobody listened is being fetched. */
  readonly catchingUp: boolean;
}

const STUCK = millis(10 * MINUTE);
const PROBE: Place = { platform: 'steward', placeId: 'probe' };
const UNKNOWN: Backlog = { inbox: 0, outbox: 0, parked: 0, due: 0 };

/** Asked of the store, so that a store that cannot answer shows. */
export async function lookAtBacklog(
  store: Store,
  clock: Clock,
): Promise<{ readonly backlog: Backlog; readonly waits: readonly string[] }> {
  let oldest: Instant | undefined;
  const backlog = await store
    .transact(async ({ inbox, outbox, deadlines, cursors }): Promise<Backlog> => {
      // A write, so that a database that only answers questions is not called ready.
      await cursors.set(PROBE, String(clock.now()));
      oldest = await inbox.oldest();
      const { waiting, parked } = await outbox.counts();
      return { inbox: await inbox.waiting(), outbox: waiting, parked, due: await deadlines.overdue(clock.now()) };
    })
    .catch(() => UNKNOWN);
  const isStuck = oldest !== undefined && between(oldest, clock.now()) > STUCK;
  return { backlog, waits: isStuck ? ['events have waited for long: the log says why'] : [] };
}
