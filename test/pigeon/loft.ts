import type { Caller, ChatPlatform, Inbox, Incoming, Posted, Profile, RawEvent, Sought } from '../../src/core/chat';
import { PlatformError } from '../../src/core/errors';
import { type Message, type MessageRef, momentsIn, type Place, plainText } from '../../src/core/message';
import { type Clock, type Instant, instant } from '../../src/core/time';

export interface Slip {
  readonly id: string;
  readonly from: string;
  readonly coop: string;
  /** The slip it answers. */
  readonly re?: string;
  readonly key?: string;
  text: string;
  readonly at: Instant;
}
const HOUSE = ['nora', 'otto'];
const PLATFORM = 'pigeon';
export const coop = (placeId: string): Place => ({ platform: PLATFORM, placeId });

/**
 * Carrier pigeons: slips of plain text between coops. No threads, no reactions, no buttons, no forms, nothing private but
 * a coop of one's own. Whatever begins with an exclamation mark is a command.
 */
export class PigeonLoft implements ChatPlatform {
  readonly name = PLATFORM;
  readonly slips: Slip[] = [];
  private inbox: Inbox | undefined;

  constructor(private readonly clock: Clock) {}

  /** Somebody sends a slip. */
  async sends(from: string, to: string, text: string, re?: string): Promise<Slip> {
    const slip = this.add({ from, coop: to, text, ...(re === undefined ? {} : { re }) });
    await this.inbox?.accept(eventOf(slip));
    return slip;
  }
  reads = (to: string): readonly string[] => this.slips.filter((slip) => slip.coop === to).map(({ text }) => text);

  private add(draft: Omit<Slip, 'id' | 'at'>): Slip {
    const slip = { ...draft, id: String(this.slips.length + 1).padStart(6, '0'), at: this.clock.now() };
    this.slips.push(slip);
    return slip;
  }

  async start(inbox: Inbox): Promise<void> {
    this.inbox = inbox;
    inbox.connected();
  }
  async stop(): Promise<void> {
    this.inbox = undefined;
  }
  async read({ body }: RawEvent): Promise<readonly Incoming[]> {
    const slip = body as Slip;
    return [posted(slip)];
  }
  async profile(member: Profile['member']): Promise<Profile> {
    const home = HOUSE.includes(member.memberId);
    return { member, name: member.memberId, standing: home ? 'home' : 'outside', groups: [] };
  }
  async message({ messageId }: MessageRef) {
    const slip = this.slips.find(({ id }) => id === messageId);
    return slip && posted(slip);
  }
  threadOf({ place, messageId }: MessageRef): Place {
    return coop(`${place.placeId}/${messageId}`);
  }
  async post({ placeId }: Place, message: Message, key: string): Promise<Posted> {
    const [to = '', re] = placeId.split('/');
    const text = plainText(message, momentsIn('UTC', this.clock.now()));
    return receipt(this.add({ from: 'desk', coop: to, text, key, ...(re === undefined ? {} : { re }) }));
  }
  async edit({ messageId }: MessageRef, message: Message): Promise<void> {
    const slip = this.slips.find(({ id }) => id === messageId);
    if (slip === undefined) throw new PlatformError('the slip is gone', 'never');
    slip.text = plainText(message, momentsIn('UTC', this.clock.now()));
  }
  /** Pigeons carry no signs; nobody misses them. */
  async sign(): Promise<void> {}
  async directMessage({ memberId }: Profile['member']): Promise<Place> {
    return coop(`coop of ${memberId}`);
  }
  async answer({ member }: Caller, message: Message, key: string): Promise<void> {
    await this.post(await this.directMessage(member), message, key);
  }
  async permalink({ messageId }: MessageRef): Promise<string> {
    return `pigeon:${messageId}`;
  }
  async *find({ key }: Sought): AsyncIterable<Posted> {
    for (const slip of this.slips) if (slip.key === key) yield receipt(slip);
  }
  async *history({ placeId }: Place, after: string) {
    for (const slip of this.slips.filter((one) => one.coop === placeId && one.from !== 'desk' && one.id > after)) {
      yield { event: eventOf(slip), cursor: slip.id };
    }
  }
  cursorAt(): string {
    return String(this.slips.length).padStart(6, '0');
  }
}

const eventOf = (slip: Slip): RawEvent => ({ key: `slip:${slip.id}`, lane: slip.coop, body: slip });
const receipt = ({ id, coop: to, at }: Slip): Posted => ({ ref: { place: coop(to), messageId: id }, at });
const member = (memberId: string) => ({ platform: PLATFORM, memberId });

function posted(slip: Slip) {
  const root = slip.re === undefined ? undefined : { place: coop(slip.coop), messageId: slip.re };
  return {
    type: 'message' as const,
    by: member(slip.from),
    ref: { place: coop(slip.coop), messageId: slip.id },
    channel: coop(slip.coop),
    ...(root === undefined ? {} : { root, thread: coop(`${slip.coop}/${slip.re}`) }),
    text: slip.text,
    files: [],
    sentAt: instant(slip.at),
    ...(slip.text.startsWith('!') ? { addressed: slip.text.slice(1) } : {}),
  };
}
