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
export async function beginWatching({ store, desk, clock }: CatchUpNeeds, platform: ChatPlatform): Promise<void> {
  await store.transact(async ({ cursors }) => {
    for (const place of channelsOf(desk, platform.name)) {
      if ((await cursors.get(place)) === undefined) await cursors.set(place, platform.cursorAt(clock.now()));
    }
  });
}

const channelsOf = (desk: Desk, name: string): readonly Place[] =>
  [...desk.channels.map(({ place }) => place), ...desk.teams.flatMap(({ triage }) => triage)].filter(
    ({ platform }) => platform === name,
  );

/** Channels, and the threads of tickets that are not over for good, from their ticket's beginning. */
async function placesOf({ store, desk, clock }: CatchUpNeeds, { name }: ChatPlatform) {
  const tickets = await store.transact((unit) =>
    unit.tickets.list({
      scope: { of: 'everything' },
      // A resolved one can still be reopened by a reply.
      statuses: ['open', 'waiting', 'on_hold', 'resolved'],
      limit: MOST_THREADS,
    }),
  );
  const threads = tickets.filter(({ home }) => home.platform === name);
  return [
    ...channelsOf(desk, name).map((place) => ({ place, since: clock.now() })),
    ...threads.map(({ home, startedAt }) => ({ place: home, since: startedAt })),
  ];
}
