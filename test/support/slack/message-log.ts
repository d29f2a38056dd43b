import { isInHistory, type Message } from './message';

/** Every message that exists, by channel, in the order of its ts. */
export class MessageLog {
  readonly #channels = new Map<string, Map<string, Message>>();

  add(message: Message): void {
    this.#of(message.channel).set(message.ts, message);
    this.rootOf(message)?.replies.push(message);
  }

  find(channel: string, ts: string): Message | undefined {
    return this.#channels.get(channel)?.get(ts);
  }

  rootOf(message: Message): Message | undefined {
    return message.threadTs === undefined ? undefined : this.find(message.channel, message.threadTs);
  }

  remove(message: Message): void {
    this.#of(message.channel).delete(message.ts);
    const siblings = this.rootOf(message)?.replies;
    const at = siblings?.indexOf(message) ?? -1;
    if (at >= 0) siblings?.splice(at, 1);
  }

  /** What conversations.history sees: top-level messages and replies also sent to the channel, oldest first. */
  history(channel: string): readonly Message[] {
    return [...this.#of(channel).values()].filter(isInHistory);
  }

  topLevel(channel: string): readonly Message[] {
    return [...this.#of(channel).values()].filter((message) => message.threadTs === undefined);
  }

  /** A channel may get a new id when it is shared; its messages go with it. */
  move(from: string, to: string): void {
    const messages = this.#of(from);
    for (const message of messages.values()) message.channel = to;
    this.#channels.delete(from);
    this.#channels.set(to, messages);
  }

  #of(channel: string): Map<string, Message> {
    const known = this.#channels.get(channel);
    if (known) return known;
    const fresh = new Map<string, Message>();
    this.#channels.set(channel, fresh);
    return fresh;
  }
}
