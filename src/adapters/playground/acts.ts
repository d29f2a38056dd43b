import { z } from 'zod';
import type { CommandCall, Form } from '../../core/chat';
import { UserError } from '../../core/errors';
import type { MessageRef, Place } from '../../core/message';
import { called, idsOf, messageEvent, rawEvent } from './events';
import { member, place, threadIn } from './ids';
import { mayEnter, type Persona } from './people';
import type { PlaygroundPlatform } from './platform';
import type { Entry } from './room';
import { readWords, withIds } from './words';

export const MAX_TEXT = 8_000;
const MAX_FILES = 10;
/** What the page offers; a sign the desk has put on a message can be joined as well. */
export const SIGNS = ['🎫', '👀', '✅', '🚨', '👍', '🙏', '🎉', '❤️', '😄', '🤔'] as const;

const id = z.string().min(1).max(200);
const target = z.object({ placeId: id, messageId: id });
const words = z
  .string()
  .trim()
  .min(1, 'There is nothing to send.')
  .max(MAX_TEXT, `Send at most ${MAX_TEXT} characters.`);
const input = z.record(z.string().max(100), z.string().max(MAX_TEXT));

export const actSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('say'), placeId: id, text: words, files: z.array(id).max(MAX_FILES).default([]) }),
  z.object({ type: z.literal('edit'), on: target, text: words }),
  z.object({ type: z.literal('remove'), on: target }),
  z.object({ type: z.literal('react'), on: target, sign: z.string().max(20), added: z.boolean() }),
  /** Typed after a slash, or chosen from a message's menu (`on`). */
  z.object({ type: z.literal('command'), placeId: id, line: words, on: target.optional() }),
  z.object({ type: z.literal('press'), on: target, button: z.number().int().min(0), label: z.string() }),
  z.object({ type: z.literal('submit'), placeId: id, command: id, input, on: target.optional() }),
]);
export type Act = z.output<typeof actSchema>;
/** `form` is to be filled in and submitted; otherwise the desk has what was done. */
export interface Outcome {
  readonly line?: string;
  readonly form?: Form;
  readonly messageId?: string;
}

/** What `who` does in the room, told to the desk. @throws UserError with what to do instead */
export async function perform(platform: PlaygroundPlatform, who: Persona, act: Act): Promise<Outcome> {
  const { room } = platform;
  const by = who.id;
  switch (act.type) {
    case 'say': {
      const at = entered(platform, who, act.placeId);
      const files = act.files.map((name) => ({ name }));
      const entry = room.add(at, { by: member(by), body: { lines: readWords(act.text) }, text: act.text, files });
      await platform.tell(messageEvent(entry));
      return { messageId: entry.ref.messageId };
    }
    case 'edit': {
      const entry = own(platform, who, act.on);
      if (entry.text === act.text) return {};
      room.rewrite(entry, { lines: readWords(act.text) }, act.text);
      await tellOf(platform, entry, { type: 'edited', by, text: act.text });
      return {};
    }
    case 'remove': {
      const entry = own(platform, who, act.on);
      room.remove(entry);
      await tellOf(platform, entry, { type: 'deleted', by });
      return {};
    }
    case 'react': {
      const entry = seen(platform, who, act.on);
      const offered: readonly string[] = [...SIGNS, ...entry.signs.map(({ sign }) => sign)];
      if (!offered.includes(act.sign) || entry.onlyFor) throw refused('this reaction is not offered here');
      if (!room.sign(entry, member(by), act.sign, act.added)) return {};
      const { id: name, at } = room.nextId();
      const on = idsOf(entry.ref);
      await platform.tell(
        rawEvent(name, entry.ref.place, { type: 'reaction', on, by, at, sign: act.sign, added: act.added }),
      );
      return {};
    }
    case 'command': {
      const on = act.on && seen(platform, who, act.on).ref;
      return call(platform, who, { in: entered(platform, who, act.placeId), line: withIds(act.line), input: {}, on });
    }
    case 'press': {
      const entry = seen(platform, who, act.on);
      const button = entry.body.buttons?.[act.button];
      // The desk edits its cards in place: what is pressed must be what was read.
      if (button?.label !== act.label)
        throw new UserError('playground.changed', 'This message has just changed. Look again.');
      return call(platform, who, { in: entry.ref.place, line: button.command, input: button.input });
    }
    case 'submit': {
      const at = entered(platform, who, act.placeId);
      const on = act.on && seen(platform, who, act.on).ref;
      return accept(platform, who, { in: at, line: act.command, input: act.input, on });
    }
  }
}

type Given = Pick<CommandCall, 'in' | 'line' | 'input'> & { readonly on?: MessageRef | undefined };

async function call(platform: PlaygroundPlatform, who: Persona, given: Given): Promise<Outcome> {
  const form = await platform.desk().form(called({ ...given, by: member(who.id), at: platform.room.clock.now() }));
  return form === undefined ? accept(platform, who, given) : { line: given.line, form };
}

async function accept(
  platform: PlaygroundPlatform,
  who: Persona,
  { in: at, line, input, on }: Given,
): Promise<Outcome> {
  const next = platform.room.nextId();
  const body = { type: 'command', in: at.placeId, by: who.id, at: next.at, line, input: { ...input } } as const;
  await platform.tell(rawEvent(next.id, at, on === undefined ? body : { ...body, on: idsOf(on) }));
  return { line };
}

async function tellOf(
  platform: PlaygroundPlatform,
  { ref }: Entry,
  what:
    | { readonly type: 'edited'; readonly by: string; readonly text: string }
    | { readonly type: 'deleted'; readonly by: string },
): Promise<void> {
  const { id: name, at } = platform.room.nextId();
  await platform.tell(rawEvent(name, ref.place, { ...what, ref: idsOf(ref), at }));
}

const refused = (why: string) => new UserError('playground.forbidden', `Nothing was changed: ${why}.`);
/** Nobody learns whether what they may not see exists. */
const gone = () => new UserError('playground.gone', 'This is not here any more, or not for you to see.');

function entered(platform: PlaygroundPlatform, who: Persona, placeId: string): Place {
  const at = place(placeId);
  const root = threadIn(at)?.root;
  if (!mayEnter(member(who.id), at)) throw gone();
  if (root !== undefined) seen(platform, who, idsOf(root));
  return at;
}

/** Whether this is for `who` to read. */
export const maySee = (who: Persona, { ref, onlyFor }: Entry): boolean =>
  mayEnter(member(who.id), ref.place) && (onlyFor === undefined || onlyFor.memberId === who.id);

function seen({ room }: PlaygroundPlatform, who: Persona, { placeId, messageId }: z.output<typeof target>): Entry {
  const entry = room.get({ place: place(placeId), messageId });
  if (entry === undefined || entry.deletedAt !== undefined || !maySee(who, entry)) throw gone();
  return entry;
}

function own(platform: PlaygroundPlatform, who: Persona, on: z.output<typeof target>): Entry {
  const entry = seen(platform, who, on);
  if (entry.by.memberId !== who.id) throw refused('this message is somebody else’s');
  return entry;
}
