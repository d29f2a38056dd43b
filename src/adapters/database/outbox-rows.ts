import type { Act, ClaimedDelivery, Delivery } from '../../core/queues';
import { instant } from '../../core/time';
import type { OutboxRow } from './rows';
import { present } from './sql';

/** One queue per channel or person; a sign or a private answer waits for nobody. */
export function laneOf(act: Act, key: string): { platform: string; lane: string } {
  switch (act.type) {
    case 'post':
      // What goes below another message waits for it, and must not make that one wait.
      return {
        platform: act.channel.platform,
        lane: `${act.channel.platform} post ${act.channel.placeId}${act.below === undefined ? '' : ` below ${act.below.key}`}`,
      };
    case 'dm':
      return { platform: act.to.platform, lane: `${act.to.platform} dm ${act.to.memberId}` };
    case 'sign':
      return { platform: act.on.place.platform, lane: `${act.on.place.platform} sign ${act.on.place.placeId}` };
    case 'answer':
      return { platform: act.in.platform, lane: `${act.in.platform} answer ${key}` };
  }
}

/** As it is first put there. */
export function newRow(delivery: Delivery, now: number): Omit<OutboxRow, 'seq'> {
  const { platform, lane } = laneOf(delivery.act, delivery.key);
  return {
    key: delivery.key,
    platform,
    lane,
    priority: delivery.priority ?? 5,
    act: delivery.act,
    message: delivery.message ?? null,
    follow: delivery.follow ?? null,
    createdAt: now,
    state: 'waiting',
    revision: 1,
    sentRevision: 0,
    notBefore: 0,
    leaseUntil: 0,
    attempts: 0,
    fence: 0,
    uncertain: 0,
    refPlaceId: null,
    refMessageId: null,
    sentAt: null,
    error: null,
  };
}

export const deliveryOf = (row: OutboxRow): ClaimedDelivery => ({
  key: row.key,
  platform: row.platform,
  act: row.act as Act,
  ...present('message', row.message as ClaimedDelivery['message'] | null),
  ...present('follow', row.follow as ClaimedDelivery['follow'] | null),
  priority: row.priority,
  createdAt: instant(row.createdAt),
  attempts: row.attempts,
  fence: row.fence,
  revision: row.revision,
  uncertain: row.uncertain === 1,
  ...(row.refPlaceId === null || row.refMessageId === null
    ? {}
    : { posted: { place: { platform: row.platform, placeId: row.refPlaceId }, messageId: row.refMessageId } }),
});
