import { z } from 'zod';
import type { CommandCall, Incoming, PostedMessage, RawEvent } from '../../core/chat';
import type { MessageRef, Place } from '../../core/message';
import { instant } from '../../core/time';
import { channelOf, directOwner, isDesk, member, place, threadIn } from './ids';
import type { Entry } from './room';
import { addressedTo, withIds } from './words';

const at = z.number().transform(instant);
const ref = z
  .object({ placeId: z.string(), messageId: z.string() })
  .transform(({ placeId, messageId }): MessageRef => ({ place: place(placeId), messageId }));
const by = z.string().transform(member);

const bodySchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('message'),
    ref,
    by,
    at,
    text: z.string(),
    files: z.array(z.object({ name: z.string() })),
  }),
  z.object({ type: z.literal('edited'), ref, by, at, text: z.string() }),
  z.object({ type: z.literal('deleted'), ref, by, at }),
  z.object({ type: z.literal('reaction'), on: ref, by, at, sign: z.string(), added: z.boolean() }),
  z.object({
    type: z.literal('command'),
    in: z.string().transform(place),
    by,
    at,
    line: z.string(),
    input: z.record(z.string(), z.string()),
    on: ref.optional(),
  }),
]);
/** What somebody did, as stored: plain JSON that says everything again later. */
export type EventBody = z.input<typeof bodySchema>;

/** `name` tells this event from every other; the lane is the channel. */
export const rawEvent = (name: string, at: Place, body: EventBody): RawEvent => ({
  key: `${body.type}:${name}`,
  lane: channelOf(at).placeId,
  body,
});

export const idsOf = ({ place: { placeId }, messageId }: MessageRef) => ({ placeId, messageId });

/** The same event whether it was seen happening or found later. */
export const messageEvent = (entry: Entry): RawEvent =>
  rawEvent(entry.ref.messageId, entry.ref.place, {
    type: 'message',
    ref: idsOf(entry.ref),
    by: entry.by.memberId,
    at: entry.at,
    text: entry.text,
    files: entry.files.map(({ name }) => ({ name })),
  });

export function readEvent(event: RawEvent): readonly Incoming[] {
  const body = bodySchema.safeParse(event.body).data;
  if (body === undefined || isDesk(body.by)) return [];
  switch (body.type) {
    case 'message':
      return [posted(body)];
    case 'command':
      return [called(body)];
    case 'edited':
    case 'deleted':
      return [{ ...body, channel: channelOf(body.ref.place) }];
    case 'reaction':
      return [body];
  }
}

export function posted(said: Pick<Entry, 'ref' | 'by' | 'at' | 'text' | 'files'>): PostedMessage {
  const thread = threadIn(said.ref.place);
  const direct = directOwner(said.ref.place) !== undefined;
  // To the desk alone, every word is addressed to it.
  const addressed = addressedTo(said.text) ?? (direct ? withIds(said.text) : undefined);
  return {
    type: 'message',
    by: said.by,
    ref: said.ref,
    channel: channelOf(said.ref.place),
    ...(thread === undefined ? {} : { thread: said.ref.place, root: thread.root }),
    text: said.text,
    files: said.files,
    sentAt: said.at,
    ...(addressed === undefined ? {} : { addressed }),
    ...(direct ? { direct } : {}),
  };
}

export const called = ({
  on,
  ...call
}: Omit<CommandCall, 'type' | 'channel' | 'on'> & { readonly on?: MessageRef | undefined }): CommandCall => ({
  ...call,
  type: 'command',
  channel: channelOf(call.in),
  ...(directOwner(call.in) === undefined ? {} : { direct: true }),
  ...(on === undefined ? {} : { on }),
});
