import type { ChatPlatform, Inbox } from './chat';
import type { Desk } from './desk/desk';
import { messageOf, PlatformError } from './errors';
import type { Log } from './log';
import type { Place } from './message';
import type { Store } from './store';
import type { Clock, Instant } from './time';

export interface CatchUpNeeds {
  readonly store: Store;
  readonly clock: Clock;
  readonly desk: Desk;
  readonly log: Log;
}
const MOST_THREADS = 1_000;

/**
 * Fetches what was said while nobody listened: each watched channel, and each open ticket's thread, from its cursor on,
 * through the same inbox. Only catching up moves a cursor: a live event must not jump over a gap before it.
 */
export async function catchUp(needs: CatchUpNeeds, platform: ChatPlatform, inbox: Inbox): Promise<void> {
  for (const { place, since } of await placesOf(needs, platform)) {
    try {
      await catchUpPlace(needs, platform, inbox, place, since);
    } catch (error) {
      if (!(error instanceof PlatformError)) throw error;
      needs.log.warn('a place could not be caught up; it will be tried again', {
        place: place.placeId,
        error: messageOf(error),
      });
    }
  }
}

async function catchUpPlace(
  { store }: CatchUpNeeds,
  platform: ChatPlatform,
  inbox: Inbox,
  place: Place,
  since: Instant,
): Promise<void> {
  const known = await store.transact((unit) => unit.cursors.get(place));
  const after = known ?? platform.cursorAt(since);
  let cursor = after;
  for await (const entry of platform.history(place, after)) {
    await inbox.accept(entry.event);
    cursor = entry.cursor;
  }
  if (cursor !== known) await store.transact((unit) => unit.cursors.set(place, cursor));
}

/** Channels from the first start on; threads from their ticket's beginning. */
async function placesOf({ store, desk, clock }: CatchUpNeeds, { name }: ChatPlatform) {
  const since = clock.now();
  const channels = [...desk.channels.map(({ place }) => place), ...desk.teams.flatMap(({ triage }) => triage)];
  const tickets = await store.transact((unit) =>
    unit.tickets.list({ scope: { of: 'everything' }, statuses: ['open', 'waiting', 'on_hold'], limit: MOST_THREADS }),
  );
  return [
    ...channels.map((place) => ({ place, since })),
    ...tickets.map(({ home, startedAt }) => ({ place: home, since: startedAt })),
  ].filter(({ place }) => place.platform === name);
}
