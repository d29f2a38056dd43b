import { randomUUID } from 'node:crypto';
import type { Attachment } from '../../core/chat';
import type { Member, Message, MessageRef, Place } from '../../core/message';
import { type Clock, type Instant, instant, later } from '../../core/time';
import { idAt } from './ids';

/** A message as the room keeps it. */
export interface Entry {
  readonly ref: MessageRef;
  readonly by: Member;
  readonly at: Instant;
  readonly body: Message;
  /** What people typed; empty for the desk's messages, whose words are in `body`. */
  readonly text: string;
  readonly files: readonly Attachment[];
  /** Who put which sign on it, in the order they came. */
  readonly signs: readonly { readonly sign: string; readonly by: readonly string[] }[];
  /** A private answer: nobody else may know of it. */
  readonly onlyFor?: Member;
  readonly editedAt?: Instant;
  readonly deletedAt?: Instant;
}
export type Draft = Pick<Entry, 'by' | 'body'> & Partial<Pick<Entry, 'text' | 'files' | 'onlyFor'>>;
export type RoomChange = { readonly type: 'entry'; readonly entry: Entry } | { readonly type: 'closed' };

/** Enough for days of playing; the memory is the process's own. */
const MAX_ENTRIES = 20_000;

export class RoomFull extends Error {
  override readonly name = 'RoomFull';
}

/** The whole chat, in memory, gone with the process. */
export class Room {
  /** Tells one run from the next, so that a page does not mix what it remembers of both. */
  readonly id = randomUUID();
  readonly #entries = new Map<string, Entry>();
  readonly #keys = new Map<string, string>();
  readonly #listeners = new Set<(change: RoomChange) => void>();
  #count = 0;
  #last = instant(0);

  constructor(readonly clock: Clock) {}

  /** A new id, later than all before it even if the clock was set back. */
  nextId(): { readonly id: string; readonly at: Instant } {
    this.#last = later(this.#last, this.clock.now());
    this.#count += 1;
    return { id: idAt(this.#last, this.#count), at: this.#last };
  }

  /** A key used before gives the message it named then. @throws RoomFull */
  add(place: Place, draft: Draft, key?: string): Entry {
    const known = this.withKey(key);
    if (known !== undefined) return known;
    if (this.#entries.size >= MAX_ENTRIES)
      throw new RoomFull('The room is full. Restart the playground for an empty one.');
    const { id, at } = this.nextId();
    const entry: Entry = { text: '', files: [], ...draft, ref: { place, messageId: id }, at, signs: [] };
    if (key !== undefined) this.#keys.set(key, id);
    return this.#put(entry);
  }

  get({ place, messageId }: MessageRef): Entry | undefined {
    const entry = this.#entries.get(messageId);
    return entry?.ref.place.placeId === place.placeId ? entry : undefined;
  }

  withKey(key: string | undefined): Entry | undefined {
    const id = key === undefined ? undefined : this.#keys.get(key);
    return id === undefined ? undefined : this.#entries.get(id);
  }

  rewrite(entry: Entry, body: Message, text = ''): Entry {
    return this.#put({ ...entry, body, text, editedAt: this.clock.now() });
  }

  /** Keeps the place and the time, forgets the words. */
  remove(entry: Entry): Entry {
    return this.#put({ ...entry, body: { lines: [] }, text: '', files: [], signs: [], deletedAt: this.clock.now() });
  }

  /** False when it was so already. */
  sign(entry: Entry, by: Member, sign: string, present: boolean): boolean {
    const signed = entry.signs.find((known) => known.sign === sign)?.by ?? [];
    if (signed.includes(by.memberId) === present) return false;
    const now = present ? [...signed, by.memberId] : signed.filter((id) => id !== by.memberId);
    const known = entry.signs.some((other) => other.sign === sign);
    const signs = known
      ? entry.signs.map((other) => (other.sign === sign ? { sign, by: now } : other))
      : [...entry.signs, { sign, by: now }];
    this.#put({ ...entry, signs: signs.filter((other) => other.by.length > 0) });
    return true;
  }

  /** Everything ever said, oldest first. */
  entries(): readonly Entry[] {
    return [...this.#entries.values()];
  }

  subscribe(listener: (change: RoomChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Sends everybody home; what was said stays readable. */
  close(): void {
    this.#tell({ type: 'closed' });
    this.#listeners.clear();
  }

  #put(entry: Entry): Entry {
    this.#entries.set(entry.ref.messageId, entry);
    this.#tell({ type: 'entry', entry });
    return entry;
  }

  #tell(change: RoomChange): void {
    for (const listener of [...this.#listeners]) listener(change);
  }
}
