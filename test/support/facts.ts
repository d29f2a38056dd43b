import { messageEvent, rawEvent } from '../../src/adapters/playground/events';
import { channelOf, member, place } from '../../src/adapters/playground/ids';
import { demoDesk, persona } from '../../src/adapters/playground/people';
import type { RawEvent } from '../../src/core/chat';
import type { CustomerChannel, Desk } from '../../src/core/desk/desk';
import { momentsIn, plainText } from '../../src/core/message';
import { type Instant, instant } from '../../src/core/time';
import { berlin } from './desk-facts';
import type { World } from './world';

export { berlin, eventTypes, history, promise, target, ticket, tickets } from './desk-facts';

export const at = (iso: string): Instant => instant(Date.parse(iso));

/** Somebody writes, and the desk does not hear of it: the event is lost or still on its way. */
export function unheard(w: World, who: string, placeId: string, text: string): RawEvent {
  return messageEvent(w.platform.room.add(place(placeId), { by: member(who), body: { lines: [[text]] }, text }));
}
/** Somebody writes where the playground would not let them in, as real channels do. Answers with the message id. */
export async function intrudes(w: World, who: string, placeId: string, text: string): Promise<string> {
  const entry = w.platform.room.add(place(placeId), { by: member(who), body: { lines: [[text]] }, text });
  await w.platform.tell(messageEvent(entry));
  await w.settle();
  return entry.ref.messageId;
}

/** A command or a pressed button as the platform hands it over, wherever it is said to come from. */
export function commandEvent(w: World, who: string, placeId: string, line: string, input = {}): RawEvent {
  const { id, at: when } = w.platform.room.nextId();
  return rawEvent(id, place(placeId), { type: 'command', in: placeId, by: who, at: when, line, input });
}
/** A reaction told to the desk without a look at whether that person could have put it there. */
export function reactionEvent(w: World, who: string, placeId: string, messageId: string, sign: string): RawEvent {
  const { id, at: when } = w.platform.room.nextId();
  const on = { placeId, messageId };
  return rawEvent(id, place(placeId), { type: 'reaction', on, by: who, at: when, sign, added: true });
}

/** Everything anybody outside the team can read: their channels, the threads there, their direct conversations. */
export function customerWords(w: World): string {
  const outside = (placeId: string) => {
    const channel = channelOf(place(placeId)).placeId;
    const owner = channel.startsWith('dm-') ? persona(channel.slice(3))?.role : undefined;
    return owner === undefined ? channel !== 'triage' : owner === 'customer' || owner === 'visitor';
  };
  const insider = (who: string | undefined) => who !== undefined && ['alice', 'bob', 'dana'].includes(who);
  return w.platform.room
    .entries()
    .filter(({ ref, onlyFor }) => outside(ref.place.placeId) && !insider(onlyFor?.memberId))
    .map(({ body }) => plainText(body, momentsIn('Europe/Berlin', w.clock.now())))
    .join('\n');
}

/** When the desk posted what now reads like this in a place, oldest first. */
export const postedAt = (w: World, placeId: string, words: RegExp): readonly string[] =>
  w.platform.room
    .entries()
    .filter(({ ref, by, body, onlyFor }) => {
      const text = plainText(body, momentsIn('Europe/Berlin', w.clock.now()));
      return ref.place.placeId === placeId && by.memberId === 'steward' && onlyFor === undefined && words.test(text);
    })
    .map((entry) => berlin(entry.at));

/** The demo desk with other settings for a customer's channel. */
export function deskWith(account: 'Acme' | 'Globex', change: Partial<CustomerChannel>, desk: Desk = demoDesk()): Desk {
  return {
    ...desk,
    channels: desk.channels.map((channel) => (channel.account === account ? { ...channel, ...change } : channel)),
  };
}
/** The demo desk without this person among its agents: at home, but a colleague. */
export const deskWithout = (name: string, desk: Desk = demoDesk()): Desk => ({
  ...desk,
  people: desk.people.filter((person) => person.name !== name),
});
