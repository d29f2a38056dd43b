import type { Message } from './message';
import { byId } from './snowflakes';

/** All messages that are in a history, per channel, oldest first. */
export class MessageLog {
  readonly #byChannel = new Map<string, Message[]>();

  add(message: Message): void {
    const all = this.#byChannel.get(message.channelId) ?? [];
    all.push(message);
    all.sort(byId);
    this.#byChannel.set(message.channelId, all);
  }

  remove(message: Message): void {
    const all = this.#byChannel.get(message.channelId) ?? [];
    const at = all.indexOf(message);
    if (at >= 0) all.splice(at, 1);
  }

  in(channelId: string): readonly Message[] {
    return this.#byChannel.get(channelId) ?? [];
  }

  find(channelId: string, id: string): Message | undefined {
    return this.in(channelId).find((message) => message.id === id);
  }

  anywhere(id: string): Message | undefined {
    return this.all().find((message) => message.id === id);
  }

  all(): readonly Message[] {
    return [...this.#byChannel.values()].flat();
  }

  forget(channelId: string): void {
    this.#byChannel.delete(channelId);
  }
}
