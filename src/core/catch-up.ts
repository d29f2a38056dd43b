import type { ChatPlatform, Inbox } from './chat';
import type { Desk } from './desk/desk';
import { messageOf, PlatformError } from './errors';
import type { Log } from './log';
import type { Place } from './message';
import type { Store, Unit } from './store';
import { type Clock, type Instant, millis } from './time';

export interface CatchUpNeeds {
  /** Resolves when what was accepted has been worked off. */
  readonly workedOff: () => Promise<void>;
  readonly store: Store;
  readonly clock: Clock;
  readonly desk: Desk;
  readonly log: Log;
}
const MOST_THREADS = 1_000;

/**
 * Fetches what was said while nobody listened: each watched channel, and each open ticket's thread, from its cursor on,
 * through the same inbox. Only catching up moves a cursor: a live event must not jump over a gap before it.
 * @throws PlatformError when some of it is to be tried again
 */
export async function catchUp(needs: CatchUpNeeds, platform: ChatPlatform, inbox: Inbox): Promise<void> {
  const channels = await needs.store.transact((unit) => heardOn(platform.name, unit, needs));
  const failed = await catchUpPlaces(needs, platform, inbox, channels);
  // What was found there may be tickets now, and have threads.
  await needs.workedOff();
  const threads = platform.threadsInHistory ? [] : await threadsOf(needs, platform);
  failed.push(...(await catchUpPlaces(needs, platform, inbox, threads)));
  await needs.workedOff();
  if (failed.length > 0) throw new PlatformError(`${failed.length} places are still to be caught up`, millis(0));
}

interface Missed {
  readonly place: Place;
  readonly since: Instant;
}
async function catchUpPlaces(
  needs: CatchUpNeeds,
  platform: ChatPlatform,
  inbox: Inbox,
  places: readonly Missed[],
): Promise<string[]> {
  const failed: string[] = [];
  for (const { place, since } of places) {
    try {
      await catchUpPlace(needs, platform, inbox, place, since);
    } catch (error) {
      if (!(error instanceof PlatformError)) throw error;
      // What the platform will never allow is asked again with the next whole round, not at once.
      if (error.retryAfter !== 'never') failed.push(place.placeId);
      needs.log.warn('a place could not be caught up; it will be tried again', {
        place: place.placeId,
        error: messageOf(error),
      });
    }
  }
  return failed;
}

async function catchUpPlace(
  { store }: CatchUpNeeds,
  platform: ChatPlatform,
  inbox: Inbox,
  place: Place,
  since: Instant,
): Promise<void> {
  const known = await store.transact((unit) => unit.cursors.get(place));
  let cursor = known ?? platform.cursorAt(since);
  for await (const entry of platform.history(place, cursor)) {
    await inbox.accept(entry.event);
    cursor = entry.cursor;
  }
  if (cursor !== known) await store.transact((unit) => unit.cursors.set(place, cursor));
}

/**
 * Marks from when on each watched channel is ours to know, before the first event can arrive: a desk that is stopped
 * before it ever caught up must not forget what was said since it first started.
 */
export async function beginWatching(
  { store, desk, clock }: Omit<CatchUpNeeds, 'workedOff'>,
  platform: ChatPlatform,
): Promise<void> {
  await store.transact(async (unit) => {
    for (const { place, since } of await heardOn(platform.name, unit, { desk, clock })) {
      if ((await unit.cursors.get(place)) === undefined) await unit.cursors.set(place, platform.cursorAt(since));
    }
  });
}

/**
 * The channels of the desk, and those that are nobody's of which something is kept, which is to be all. Each from when it
 * became one; where nobody knows, from now on.
 */
async function heardOn(
  name: string,
  { inbox }: Unit,
  { desk, clock }: Pick<CatchUpNeeds, 'desk' | 'clock'>,
): Promise<readonly Missed[]> {
  const now = clock.now();
  return [
    ...desk.channels.map(({ place, since = now }) => ({ place, since })),
    ...desk.teams.flatMap(({ triage }) => triage.map((place) => ({ place, since: now }))),
    ...(await inbox.kept()),
  ].filter(({ place }) => place.platform === name);
}

/** Every thread of the tickets that are not over for good, the newest first, from their ticket's beginning. */
async function threadsOf({ store }: CatchUpNeeds, { name }: ChatPlatform): Promise<readonly Missed[]> {
  const places = await store.transact((unit) => unit.tickets.livePlaces(MOST_THREADS));
  return places.filter(({ place }) => place.platform === name);
}
