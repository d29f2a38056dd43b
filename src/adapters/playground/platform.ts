import type {
  Caller,
  ChatPlatform,
  Circles,
  Inbox,
  Incoming,
  Posted,
  PostedMessage,
  Profile,
  RawEvent,
  Sought,
} from '../../core/chat';
import { PlatformError, StoreUnavailable, UserError } from '../../core/errors';
import type { CommandSpec } from '../../core/field';
import { type Member, type Message, type MessageRef, momentsIn, type Place, plainText } from '../../core/message';
import type { Clock, Instant } from '../../core/time';
import { messageEvent, posted, readEvent } from './events';
import { cursorAt, DESK_ID, directPlace, isDesk, member, PLATFORM, threadIn, threadUnder } from './ids';
import { isHome, mayEnter, persona } from './people';
import { type Draft, type Entry, Room } from './room';

export interface PlaygroundSettings {
  readonly clock: Clock;
  /** Where the page is served, for links to messages: `http://localhost:3000/`. */
  readonly page: string;
}

/** A chat in this process's memory, behind the same port as Slack and Discord. */
export class PlaygroundPlatform implements ChatPlatform {
  readonly name = PLATFORM;
  readonly room: Room;
  readonly #page: string;
  #inbox: Inbox | undefined;

  constructor({ clock, page }: PlaygroundSettings) {
    this.room = new Room(clock);
    this.#page = page;
  }

  /** Where what people do goes. @throws UserError before start() and after stop() */
  desk(): Inbox {
    if (this.#inbox === undefined) throw new UserError('playground.unavailable', 'The desk is not running.');
    return this.#inbox;
  }

  /** Hands over what somebody did. What the desk could not store it is asked to fetch once it can. */
  async tell(event: RawEvent): Promise<void> {
    const desk = this.desk();
    try {
      await desk.accept(event);
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      desk.missed();
      throw new UserError(
        'playground.unavailable',
        'The desk cannot store anything at the moment. Try again in a minute.',
      );
    }
  }

  async start(inbox: Inbox, _menu: readonly CommandSpec[]): Promise<void> {
    this.#inbox = inbox;
    inbox.connected();
  }

  async stop(): Promise<void> {
    this.#inbox = undefined;
    this.room.close();
  }

  async read(event: RawEvent): Promise<readonly Incoming[]> {
    return readEvent(event);
  }

  async profile(who: Member, { groups }: Circles): Promise<Profile> {
    const known = persona(who.memberId);
    if (known === undefined) return { member: who, name: who.memberId, standing: 'outside', groups: [] };
    return {
      member: who,
      name: known.name,
      standing: isHome(known) ? 'home' : 'outside',
      groups: isDesk(who) ? [] : groups.filter((group) => mayEnter(who, group)),
      ...(isDesk(who) ? { bot: true } : {}),
    };
  }

  async message(ref: MessageRef): Promise<PostedMessage | undefined> {
    const entry = this.room.get(ref);
    if (entry === undefined || entry.deletedAt !== undefined || entry.onlyFor !== undefined) return undefined;
    return posted(
      isDesk(entry.by) ? { ...entry, text: plainText(entry.body, momentsIn('UTC', this.room.clock.now())) } : entry,
    );
  }

  threadOf(ref: MessageRef): Place {
    return threadUnder(ref);
  }

  async post(to: Place, message: Message, key: string): Promise<Posted> {
    const thread = threadIn(to);
    if (!mayEnter(member(DESK_ID), to)) throw new PlatformError(`there is no place ${to.placeId}`, 'never');
    if (thread !== undefined && this.room.get(thread.root) === undefined) {
      throw new PlatformError(`there is no message for the thread ${to.placeId}`, 'never');
    }
    return receipt(this.#add(to, { by: member(DESK_ID), body: message }, key));
  }

  async edit(what: MessageRef, message: Message): Promise<void> {
    const entry = this.#standing(what);
    if (!isDesk(entry.by)) throw new PlatformError('only own messages can be edited', 'never');
    if (JSON.stringify(entry.body) !== JSON.stringify(message)) this.room.rewrite(entry, message);
  }

  async sign(on: MessageRef, sign: string, present: boolean): Promise<void> {
    // A deleted message has lost its signs, and takes no new ones.
    if (this.room.get(on)?.deletedAt !== undefined) return;
    this.room.sign(this.#standing(on), member(DESK_ID), sign, present);
  }

  async directMessage(to: Member): Promise<Place> {
    if (persona(to.memberId) === undefined || isDesk(to)) {
      throw new PlatformError(`nobody here is called ${to.memberId}`, 'never');
    }
    return directPlace(to);
  }

  /** Where the command was given, seen by nobody else; a direct message when the caller is no longer there. */
  async answer(to: Caller, message: Message, key: string): Promise<void> {
    const here = mayEnter(to.member, to.in) ? to.in : await this.directMessage(to.member);
    this.#add(here, { by: member(DESK_ID), body: message, onlyFor: to.member }, key);
  }

  async permalink({ place, messageId }: MessageRef): Promise<string> {
    return `${this.#page}#${[place.placeId, messageId].map(encodeURIComponent).join(':')}`;
  }

  async *find({ place, key }: Sought): AsyncIterable<Posted> {
    const entry = this.room.withKey(key);
    if (entry?.ref.place.placeId === place.placeId) yield receipt(entry);
  }

  async *history(place: Place, after: string): AsyncIterable<{ readonly event: RawEvent; readonly cursor: string }> {
    for (const entry of this.room.entries()) {
      const { ref, by, deletedAt } = entry;
      if (ref.place.placeId !== place.placeId || ref.messageId <= after || isDesk(by) || deletedAt !== undefined)
        continue;
      yield { event: messageEvent(entry), cursor: ref.messageId };
    }
  }

  cursorAt(at: Instant): string {
    return cursorAt(at);
  }

  #standing(ref: MessageRef): Entry {
    const entry = this.room.get(ref);
    if (entry === undefined || entry.deletedAt !== undefined) {
      throw new PlatformError(`the message ${ref.messageId} is gone`, 'never');
    }
    return entry;
  }

  #add(to: Place, draft: Draft, key: string): Entry {
    try {
      return this.room.add(to, draft, key);
    } catch (error) {
      throw new PlatformError('the room is full', 'never', { cause: error });
    }
  }
}

const receipt = ({ ref, at }: Entry): Posted => ({ ref, at });
