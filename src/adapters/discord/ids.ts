import { createHash } from 'node:crypto';
import type { Member, MessageRef, Place } from '../../core/message';
import { type Instant, instant } from '../../core/time';

export const PLATFORM = 'discord';
const EPOCH = 1_420_070_400_000n;
const TIME_SHIFT = 22n;

/** Snowflakes are text: longer than a number holds, ordered by time, unique over all of Discord. */
export const place = (placeId: string): Place => ({ platform: PLATFORM, placeId });
export const member = (memberId: string): Member => ({ platform: PLATFORM, memberId });
export const refOf = (channel: string, id: string): MessageRef => ({ place: place(channel), messageId: id });

/** When Discord made what this id names. */
export const instantOf = (id: string): Instant => instant(Number((BigInt(id) >> TIME_SHIFT) + EPOCH));
/** The first id of that millisecond. */
export const snowflakeAt = (at: Instant): string => String((BigInt(at) - EPOCH) << TIME_SHIFT);
export const isAfter = (id: string, cursor: string): boolean => BigInt(id) > BigInt(cursor);
export const inOrder = (a: { readonly id: string }, b: { readonly id: string }): number =>
  a.id === b.id ? 0 : isAfter(a.id, b.id) ? 1 : -1;

const NONCE = 24;
/** What a delivery key is known by on Discord: short enough for a nonce, and telling nothing. */
export const opaque = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, NONCE);
