import type { DeskWithAccounts } from './account/desk-with-accounts';
import type { Desk } from './desk/desk';
import type { Log } from './log';
import type { ClaimedDelivery } from './queues';
import type { Store, Unit } from './store';
import type { Clock, Instant } from './time';

interface Needs {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly desk: Pick<DeskWithAccounts, 'current' | 'look'>;
}

/**
 * What can never be delivered waits for an operator, and its author hears of it. It may have been refused for an id that
 * its channel had until now: where the channels are not those it was sent by, it is sent once more.
 */
export async function setAside(
  { store, clock, log, desk }: Needs,
  row: ClaimedDelivery,
  sentBy: Desk,
  why: { readonly error: string; readonly uncertain: boolean },
): Promise<void> {
  const isOver = await store.transact(async (unit) => {
    await unit.moves.hold();
    await desk.look(unit);
    if (desk.current() === sentBy) {
      await unit.outbox.park(row, why, clock.now());
      await tellSender(unit, row, clock.now());
      return true;
    }
    const { error, uncertain } = why;
    await unit.outbox.retry(row, clock.now(), error, { uncertain, aside: false, holdLane: false });
    return false;
  });
  if (isOver) log.error('a message could not be delivered and is set aside', { key: row.key, error: why.error });
}

/** Whoever was told that their words are on their way must hear that they are not. */
async function tellSender(unit: Unit, { follow, key }: ClaimedDelivery, now: Instant): Promise<void> {
  if (follow === undefined || follow.type === 'thread') return;
  const to = follow.type === 'request' ? follow.by.member : follow.by;
  const message = {
    lines: [
      ['Your message could not be delivered, so the customer has not seen it. It is kept:'],
      { quote: follow.text },
    ],
  };
  await unit.outbox.put({ key: `undelivered:${key}`, act: { type: 'dm', to }, message, priority: 1 }, now);
}
