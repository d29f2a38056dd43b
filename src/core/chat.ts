import type { CommandSpec, Field } from './field';
import type { Member, Message, MessageRef, Place } from './message';
import type { Moved } from './moved';
import type { Instant } from './time';

/**
 * What a chat platform must be. Acks, markup, forms and rate limits stay behind it.
 * Every method that talks to the platform throws PlatformError.
 */
export interface ChatPlatform {
  readonly name: string;
  /** Connects, offers `menu`, hands every event to `inbox` until stop(). @throws SetupError when the settings cannot work */
  start(inbox: Inbox, menu: readonly CommandSpec[]): Promise<void>;
  stop(): Promise<void>;
  /** Where one instance at a time may listen; then start() does not, and the desk says who does. Absent: all do. */
  readonly listening?: Listening;
  /** Told before start() and whenever it changes: channels that go by other ids now than the desk knows them by. */
  channelsMoved?(moves: readonly Moved[]): void;
  /** What a stored event means. Empty: nothing for the desk (its own words, noise). */
  read(event: RawEvent): Promise<readonly Incoming[]>;
  /** Who somebody is, from the platform itself. May be cached for a minute. */
  profile(member: Member, circles: Circles): Promise<Profile>;
  /** A message as it stands now, or undefined when it is gone or hidden from the desk. */
  message(ref: MessageRef): Promise<PostedMessage | undefined>;
  /** The place of the thread under a message, whether or not anybody has written there. Pure. */
  threadOf(ref: MessageRef): Place;
  /** `key` names the delivery and stays findable. `under` tells what to do where `to` is a thread that is not there yet. */
  post(to: Place, message: Message, key: string, under?: Under): Promise<Posted>;
  edit(what: MessageRef, message: Message): Promise<void>;
  sign(on: MessageRef, sign: string, present: boolean): Promise<void>;
  directMessage(to: Member): Promise<Place>;
  /** Answers a command to its caller alone, by `handle` while it lives, else by the next best private way. */
  answer(to: Caller, message: Message, key: string): Promise<void>;
  permalink(to: MessageRef): Promise<string>;
  /**
   * What a delivery may have been posted as, asked before sending again. Messages that show their key are one at most;
   * where they do not, every message of ours that reads the same.
   */
  find(delivery: Sought): AsyncIterable<Posted>;
  /** Whether a channel's history has what was said in its threads too. Otherwise each thread is asked for. */
  readonly threadsInHistory?: boolean;
  /** Messages after a cursor, oldest first, as events for the inbox. A thread's replies when `place` is a thread. */
  history(place: Place, after: string): AsyncIterable<{ readonly event: RawEvent; readonly cursor: string }>;
  /** The cursor for "from this moment on". Pure. */
  cursorAt(at: Instant): string;
}

/** @throws SetupError when the settings cannot work */
export interface Listening {
  begin(): Promise<void>;
  end(): Promise<void>;
}
/** The message a thread belongs under. `thread` makes it, under this title; `reply` leaves it and answers the message itself. */
export interface Under {
  readonly ref: MessageRef;
  readonly make: 'thread' | 'reply';
  readonly title: string;
}
export interface Sought {
  readonly place: Place;
  readonly under?: Under;
  readonly key: string;
  readonly message: Message;
  readonly since: Instant;
}

/** What a platform calls. */
export interface Inbox {
  /** Resolves when the event is stored for good; only then may it be acknowledged. A key seen before changes nothing. @throws StoreUnavailable */
  accept(event: RawEvent): Promise<void>;
  /** The same for what nobody acknowledges and nobody sends again: kept in memory until it can be stored. */
  take(event: RawEvent): void;
  /** The form to open for a command that lacks input, or undefined when it should simply be accepted (nothing is missing, or it will be refused). */
  form(call: CommandCall): Promise<Form | undefined>;
  /** (Re)connected: what was said in between must be fetched. */
  connected(): void;
  /** Something could not be stored, and nobody will send it again: it is fetched once it can be. */
  missed(): void;
  /** The connection is gone and being made again. */
  disconnected(): void;
  /** Stopped for good at run time, with the reason for the operator. */
  failed(reason: string): void;
}

/** An event as the platform sent it. `key` is equal for everything that tells of the same thing; `lane` is worked in order. */
export interface RawEvent {
  readonly key: string;
  readonly lane: string;
  readonly body: unknown;
  /** When the inbox stored it; absent before. */
  readonly storedAt?: Instant;
}

export interface Profile {
  readonly member: Member;
  readonly name: string;
  readonly standing: Standing;
  /** Which of the groups asked about they belong to. */
  readonly groups: readonly Place[];
  readonly bot?: boolean;
}

/** Where to look for somebody: groups whose members are agents, and the team's own places, by which a shared platform knows its own. */
export interface Circles {
  readonly groups: readonly Place[];
  readonly own: readonly Place[];
}

/**
 * `home`: proven a full member of the organisation the desk is installed in. `outside`: a guest, of another
 * organisation, or gone. `mixed`: the platform does not tell, as on a server that colleagues and customers share; there
 * only those named in the policy file, or in a group of it, are ours.
 */
export type Standing = 'home' | 'outside' | 'mixed';

export interface Attachment {
  readonly name: string;
  readonly type?: string;
  readonly size?: number;
  readonly url?: string;
}
/** A message somebody posted. `channel` is the watched channel; `thread` the thread it stands in, if any. */
export interface PostedMessage {
  readonly type: 'message';
  readonly by: Member;
  readonly ref: MessageRef;
  readonly channel: Place;
  readonly thread?: Place;
  /** The message the thread hangs under. */
  readonly root?: MessageRef;
  readonly inReplyTo?: MessageRef;
  /** As people read it: names in place of ids. */
  readonly text: string;
  /** What its author called it, where they are asked to: the title of a forum post. */
  readonly title?: string;
  readonly files: readonly Attachment[];
  readonly sentAt: Instant;
  /** What follows a mention of the desk, members as `<@id>`: perhaps a command. */
  readonly addressed?: string;
  /** The desk hears of this channel because somebody asked it in, not because it hears of all there are. */
  readonly invited?: boolean;
  /** A direct conversation with the desk. */
  readonly direct?: boolean;
  /** A program's words, or the desk's own: nobody asked or answered by them. */
  readonly automatic?: boolean;
}
export interface Caller {
  readonly member: Member;
  readonly in: Place;
  /** Opaque: how the platform lets us answer this one call. */
  readonly handle?: string;
}
export interface CommandCall {
  readonly type: 'command';
  readonly by: Member;
  readonly channel: Place;
  readonly in: Place;
  /** The words after the slash, or a full command name from a button or form. */
  readonly line: string;
  readonly input: Readonly<Record<string, string>>;
  readonly handle?: string;
  /** The message a shortcut was used on. */
  readonly on?: MessageRef;
  /** When it was done by the platform's clock; absent: when it was stored. */
  readonly at?: Instant;
  /** In a direct conversation with the desk. */
  readonly direct?: boolean;
}
export type Incoming =
  | PostedMessage
  | CommandCall
  | ChannelMoved
  | {
      readonly type: 'edited';
      readonly ref: MessageRef;
      /** The watched channel, where it is not the message's own place. */
      readonly channel?: Place;
      readonly by?: Member;
      readonly text: string;
      readonly at: Instant;
    }
  | {
      readonly type: 'deleted';
      readonly ref: MessageRef;
      /** The watched channel, where it is not the message's own place. */
      readonly channel?: Place;
      readonly by?: Member;
      readonly at: Instant;
    }
  | {
      readonly type: 'reaction';
      readonly by: Member;
      readonly on: MessageRef;
      readonly channel?: Place;
      readonly sign: string;
      readonly added: boolean;
      readonly at: Instant;
    };

/** From now on the platform calls this channel by another id. */
export interface ChannelMoved {
  readonly type: 'moved';
  readonly from: Place;
  readonly to: Place;
  readonly at: Instant;
}

export interface Form {
  readonly title: string;
  readonly command: string;
  readonly fields: readonly Field[];
  /** Already known: carried along unseen, or shown filled in where `fields` has it. */
  readonly input: Readonly<Record<string, string>>;
}

export interface Posted {
  readonly ref: MessageRef;
  /** When the platform accepted it, by the platform's clock. */
  readonly at: Instant;
}
