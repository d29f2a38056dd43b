import type { Member, MessageRef, Place } from '../../core/message';
import { type Instant, instant } from '../../core/time';

export const PLATFORM = 'slack';
const THREAD_MARK = ':';

/** Slack message ids ("1712345678.123450") are text: unique per channel, ordered, never turned into a number as a whole. */
export const place = (placeId: string): Place => ({ platform: PLATFORM, placeId });
export const member = (memberId: string): Member => ({ platform: PLATFORM, memberId });
export const refOf = (channel: string, ts: string): MessageRef => ({ place: place(channel), messageId: ts });
export const threadPlace = (channel: string, rootTs: string): Place => place(`${channel}${THREAD_MARK}${rootTs}`);

/** A place is a channel, or a channel and the ts of a thread's root. */
export function partsOf({ placeId }: Place): { readonly channel: string; readonly threadTs?: string } {
  const mark = placeId.indexOf(THREAD_MARK);
  return mark < 0 ? { channel: placeId } : { channel: placeId.slice(0, mark), threadTs: placeId.slice(mark + 1) };
}

/** Conversations between the desk and one person. */
export const isDirect = (at: Place): boolean => at.placeId.startsWith('D');

export function instantOf(ts: string): Instant {
  const [seconds = '0', micros = '0'] = ts.split('.');
  return instant(Number(seconds) * 1000 + Number(micros.padEnd(6, '0').slice(0, 3)));
}
export const tsAt = (at: Instant): string => `${Math.floor(at / 1000)}.${String(at % 1000).padStart(3, '0')}000`;
/** Both sides have ten digits before the point until the year 2286, so text order is time order. */
export const isAfter = (ts: string, cursor: string): boolean => ts > cursor;
