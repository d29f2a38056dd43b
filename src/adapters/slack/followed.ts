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
  Under,
} from '../../core/chat';
import type { CommandSpec } from '../../core/field';
import type { Member, Message, MessageRef, Place } from '../../core/message';
import { calledNow, knownAs, type Moved, renamed } from '../../core/moved';
import type { Instant } from '../../core/time';
import { PLATFORM, partsOf, place, threadPlace } from './ids';

/**
 * Slack gives a private channel another id as soon as it begins to be shared. The desk goes on by the one it knows: what
 * comes from Slack is told by that, and what goes there is told by the one in use.
 */
export class Followed implements ChatPlatform {
  readonly name: string;
  private moves: readonly Moved[] = [];

  constructor(private readonly slack: ChatPlatform) {
    this.name = slack.name;
  }

  channelsMoved(moves: readonly Moved[]): void {
    this.moves = moves;
  }

  start(inbox: Inbox, menu: readonly CommandSpec[]): Promise<void> {
    return this.slack.start({ ...inbox, form: (call) => inbox.form(this.known(call)) }, menu);
  }
  stop(): Promise<void> {
    return this.slack.stop();
  }

  async read(event: RawEvent): Promise<readonly Incoming[]> {
    const read = await this.slack.read(event);
    // What tells of the ids themselves is about no other.
    return read.map((incoming) => (incoming.type === 'moved' ? incoming : this.known(incoming)));
  }
  profile(member: Member, circles: Circles): Promise<Profile> {
    return this.slack.profile(member, this.now(circles)).then((profile) => this.known(profile));
  }
  async message(ref: MessageRef): Promise<PostedMessage | undefined> {
    return this.known(await this.slack.message(this.now(ref)));
  }
  threadOf(ref: MessageRef): Place {
    return this.slack.threadOf(ref);
  }
  async post(to: Place, message: Message, key: string, under?: Under): Promise<Posted> {
    return this.known(await this.slack.post(this.now(to), this.now(message), key, this.now(under)));
  }
  edit(what: MessageRef, message: Message): Promise<void> {
    return this.slack.edit(this.now(what), this.now(message));
  }
  sign(on: MessageRef, sign: string, present: boolean): Promise<void> {
    return this.slack.sign(this.now(on), sign, present);
  }
  directMessage(to: Member): Promise<Place> {
    return this.slack.directMessage(to);
  }
  answer(to: Caller, message: Message, key: string): Promise<void> {
    return this.slack.answer(this.now(to), this.now(message), key);
  }
  permalink(to: MessageRef): Promise<string> {
    return this.slack.permalink(this.now(to));
  }
  async *find(delivery: Sought): AsyncIterable<Posted> {
    for await (const posted of this.slack.find(this.now(delivery))) yield this.known(posted);
  }
  history(at: Place, after: string) {
    return this.slack.history(this.now(at), after);
  }
  cursorAt(at: Instant): string {
    return this.slack.cursorAt(at);
  }

  private now<T>(value: T): T {
    return this.through(value, calledNow(this.moves));
  }
  private known<T>(value: T): T {
    return this.through(value, knownAs(this.moves));
  }
  private through<T>(value: T, rename: (channel: Place) => Place): T {
    return this.moves.length === 0 ? value : renamed(value, (at) => inThread(at, rename));
  }
}

/** A thread goes with its channel. */
function inThread(at: Place, rename: (channel: Place) => Place): Place {
  if (at.platform !== PLATFORM) return at;
  const { channel, threadTs } = partsOf(at);
  const { placeId } = rename(place(channel));
  return threadTs === undefined ? place(placeId) : threadPlace(placeId, threadTs);
}
