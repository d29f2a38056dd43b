import type { Posted, RawEvent, Under } from './chat';
import type { Member, Message, MessageRef, Place } from './message';
import type { Severity } from './sla/policy';
import type { Audience, Named, TicketId } from './ticket/ticket';
import type { Instant, Millis } from './time';

export interface InboxRow extends RawEvent {
  readonly seq: number;
  readonly platform: string;
  readonly storedAt: Instant;
  readonly attempts: number;
  readonly fence: number;
}
export interface ParkedEvent {
  readonly seq: number;
  readonly platform: string;
  readonly key: string;
  readonly storedAt: Instant;
  readonly error: string;
}
export interface InboxRows {
  /** Stores all at once; keys seen before are skipped. */
  add(events: readonly (RawEvent & { readonly platform: string })[], now: Instant): Promise<void>;
  /** The oldest waiting row of each lane nobody works on, leased to the caller. */
  claim(now: Instant, lease: Millis, limit: number): Promise<readonly InboxRow[]>;
  /** False when the lease was lost to another worker meanwhile: the caller must roll back. */
  done(row: InboxRow, outcome: string, now: Instant): Promise<boolean>;
  /** `aside`: in a lane of its own from now on, so that nothing else waits for it. */
  retry(row: InboxRow, at: Instant, error: string, aside: boolean): Promise<void>;
  park(row: InboxRow, error: string, now: Instant): Promise<void>;
  /** Remembers an event of a channel that is nobody's yet, whose time may come. @throws StaleWrite when it is somebody's */
  keepFor(place: Place, row: InboxRow): Promise<void>;
  /** Whether anything of this channel is remembered. */
  keeps(place: Place): Promise<boolean>;
  /** The channels of which something is, and when the first of it was stored. */
  kept(): Promise<readonly { readonly place: Place; readonly since: Instant }[]>;
  /** It has come: what was remembered waits again. Answers with how much. */
  again(place: Place): Promise<number>;
  /** What was set aside, the oldest first. */
  parked(): Promise<readonly ParkedEvent[]>;
  /** What was set aside under these keys waits again. Answers with how many. */
  unpark(keys: readonly string[]): Promise<number>;
  waiting(): Promise<number>;
  /** When the longest waiting row was stored. */
  oldest(): Promise<Instant | undefined>;
  reclaim(): Promise<void>;
  /** When the next waiting row can be claimed, if any. */
  next(): Promise<Instant | undefined>;
}

/** What to do on a platform. A `post` or `dm` shown again under the same key is edited in place. */
export type Act =
  | {
      readonly type: 'post';
      readonly channel: Place;
      /** The thread to post in, and what to do where it is not there yet. */
      readonly thread?: Place;
      readonly under?: Under;
      /** Or: in the thread of what was posted under this key, called so where it must be made. */
      readonly below?: { readonly key: string; readonly title: string };
    }
  | { readonly type: 'dm'; readonly to: Member }
  | { readonly type: 'sign'; readonly on: MessageRef; readonly sign: string; readonly present: boolean }
  | { readonly type: 'answer'; readonly to: Member; readonly in: Place; readonly handle?: string };

/** What becomes known only once the platform has accepted a message, done in the unit that records it as sent. */
export type Follow =
  | { readonly type: 'thread'; readonly ticketId: TicketId; readonly audience: Audience }
  /** What the desk posted for somebody becomes a ticket of its own. */
  | {
      readonly type: 'request';
      readonly requester: Named;
      readonly by: Named;
      readonly text: string;
      readonly subject?: string;
      readonly severity?: Severity;
      readonly at: Instant;
      /** We ask them: no answer of ours is promised. */
      readonly outward: boolean;
    }
  | {
      readonly type: 'public_reply';
      readonly ticketId: TicketId;
      readonly by: Member;
      readonly byName: string;
      readonly text: string;
    };

export interface Delivery {
  /** States the fact ('breach:17'), so putting it twice sends it once. */
  readonly key: string;
  readonly act: Act;
  readonly message?: Message;
  readonly follow?: Follow;
  /** Lower goes first within a channel: 1 answers and replies, 2 alerts, 5 cards and signs, 9 digests. */
  readonly priority?: number;
}
export interface ClaimedDelivery extends Delivery {
  readonly platform: string;
  readonly createdAt: Instant;
  readonly attempts: number;
  readonly fence: number;
  readonly revision: number;
  /** Sending was begun before and its outcome never recorded: look before sending again. */
  readonly uncertain: boolean;
  /** Already posted as this: now to be edited. */
  readonly posted?: MessageRef;
}
export interface ParkedDelivery extends Delivery {
  readonly createdAt: Instant;
  /** Why it can never be sent as it is. */
  readonly error: string;
}
export interface Outbox {
  /** Once per key, whatever happens later. */
  put(deliveries: Delivery | readonly Delivery[], now: Instant): Promise<void>;
  /** The latest content under this key wins: posted if it never was, edited if it was, nothing if it is the same. */
  show(deliveries: Delivery | readonly Delivery[], now: Instant): Promise<void>;
  /** Which of these keys there ever were. */
  known(keys: readonly string[]): Promise<ReadonlySet<string>>;
  /** Everything put under keys that begin so. */
  under(prefix: string): Promise<readonly Delivery[]>;
  posted(key: string): Promise<Posted | undefined>;
  /** Whether a delivery was posted as this message. */
  isPosted(ref: MessageRef): Promise<boolean>;
  /** It was set aside for good. */
  gaveUp(key: string): Promise<boolean>;
  /** The head of each channel's queue, leased. Fence grows with each claim. */
  claim(now: Instant, lease: Millis, limit: number): Promise<readonly ClaimedDelivery[]>;
  /** False when the lease was lost: whoever holds it now settles. */
  sent(row: ClaimedDelivery, posted: Posted | undefined, now: Instant): Promise<boolean>;
  /** `aside`: in a lane of its own from now on, so that nothing waits for it. `holdLane`: the whole channel waits with it. */
  retry(
    row: ClaimedDelivery,
    at: Instant,
    error: string,
    how: { readonly uncertain: boolean; readonly aside: boolean; readonly holdLane: boolean },
  ): Promise<void>;
  park(row: ClaimedDelivery, why: { readonly error: string; readonly uncertain: boolean }, now: Instant): Promise<void>;
  /** What was set aside, the oldest first. */
  parked(): Promise<readonly ParkedDelivery[]>;
  /** What was set aside under these keys waits again, and is looked for first where it may have arrived. Answers with how many. */
  unpark(keys: readonly string[]): Promise<number>;
  next(): Promise<Instant | undefined>;
  /** Takes all leases back; what was being sent is uncertain from now on. */
  reclaim(): Promise<void>;
  /** Rows waiting and rows given up on. */
  counts(): Promise<{ readonly waiting: number; readonly parked: number }>;
}
