import type { Member, MessageRef, Place } from '../../core/message';
import type { Instant } from '../../core/time';

export const PLATFORM = 'playground';
/** The desk's own account in the room. */
export const DESK_ID = 'steward';

const STAMP_DIGITS = 15;
const COUNT_DIGITS = 6;
const THREAD_MARK = '/';
const DIRECT_PREFIX = 'dm-';

export const place = (placeId: string): Place => ({ platform: PLATFORM, placeId });
export const member = (memberId: string): Member => ({ platform: PLATFORM, memberId });
export const isDesk = ({ memberId }: Member): boolean => memberId === DESK_ID;

/** Ids sort as text in the order things happened; a cursor is an id cut off before its count. */
export const cursorAt = (at: Instant): string => `${String(at).padStart(STAMP_DIGITS, '0')}-`;
export const idAt = (at: Instant, count: number): string =>
  `${cursorAt(at)}${String(count).padStart(COUNT_DIGITS, '0')}`;

/** Threads have no threads of their own: a reply's thread is the one it stands in. */
export function threadUnder(ref: MessageRef): Place {
  if (threadIn(ref.place) !== undefined) return ref.place;
  return place(`${ref.place.placeId}${THREAD_MARK}${ref.messageId}`);
}

/** The channel and root message of a thread; undefined when the place is no thread. */
export function threadIn({ placeId }: Place): { readonly channel: Place; readonly root: MessageRef } | undefined {
  const mark = placeId.indexOf(THREAD_MARK);
  if (mark < 0) return undefined;
  const channel = place(placeId.slice(0, mark));
  return { channel, root: { place: channel, messageId: placeId.slice(mark + 1) } };
}

export const channelOf = (at: Place): Place => threadIn(at)?.channel ?? at;
export const directPlace = ({ memberId }: Member): Place => place(`${DIRECT_PREFIX}${memberId}`);
/** Whose direct conversation with the desk this is, if it is one. */
export function directOwner(at: Place): string | undefined {
  const { placeId } = channelOf(at);
  return placeId.startsWith(DIRECT_PREFIX) ? placeId.slice(DIRECT_PREFIX.length) : undefined;
}
