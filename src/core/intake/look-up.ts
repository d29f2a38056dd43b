import { actorOf, circlesOn, isExternal } from '../access';
import type { ChatPlatform, Circles, Incoming, PostedMessage, Profile } from '../chat';
import type { Menu } from '../command';
import { channelAt, type Desk, triageTeamAt } from '../desk/desk';
import { PlatformError } from '../errors';
import type { MessageRef } from '../message';
import type { Store } from '../store';
import { between, DAY, type Instant, MINUTE, millis } from '../time';
import type { Known } from './handle';
import { OPENING_SIGN, SIGNS } from './reaction';

const MOST_NAMED = 10;
/** A sign or an edit this long after a message is not about one that is still on its way. */
const ON_ITS_WAY = millis(10 * MINUTE);
/** A word in a thread older than this begins something of its own. */
const SAME_TALK = DAY;

export interface LookUpNeeds {
  readonly desk: Desk;
  readonly menu: Menu;
  readonly store: Store;
}

/** What must be asked of the platform before a unit is opened: who acts, whom they name, and what it is about. */
export async function lookUp(needs: LookUpNeeds, platform: ChatPlatform, incoming: Incoming): Promise<Known> {
  const { desk, menu } = needs;
  if (incoming.type === 'moved') return {};
  const circles = circlesOn(desk, platform.name);
  const unheard = await unheardOf(needs, platform, incoming);
  const before = unheard && { before: { message: unheard, author: await platform.profile(unheard.by, circles) } };
  if (incoming.type === 'edited' || incoming.type === 'deleted') return { ...before };
  const profile = await platform.profile(incoming.by, circles);
  const on = aboutWhich(incoming);
  const message = on === undefined ? undefined : await platform.message(on);
  const named = await Promise.all(namedIn(menu, incoming).map((id) => ifThereIs(platform, id, circles)));
  const people = named.filter((one) => one !== undefined);
  if (message === undefined) return { ...before, profile, people };
  return { ...before, profile, people, target: { message, author: await platform.profile(message.by, circles) } };
}

/** Somebody who is named but cannot be looked up is nobody the command knows; it must not hold up the message. */
async function ifThereIs(platform: ChatPlatform, memberId: string, circles: Circles): Promise<Profile | undefined> {
  try {
    return await platform.profile({ platform: platform.name, memberId }, circles);
  } catch (error) {
    if (error instanceof PlatformError && error.retryAfter === 'never') return undefined;
    throw error;
  }
}

/** The members a command names: typed as mentions, or chosen in a form. */
function namedIn(menu: Menu, incoming: Incoming): readonly string[] {
  const line =
    incoming.type === 'command' ? incoming.line : incoming.type === 'message' ? incoming.addressed : undefined;
  const typed = [...(line ?? '').matchAll(/<@!?([A-Za-z0-9_-]{1,40})[>|\s]/g)].map(([, id]) => id ?? '');
  const fields = incoming.type === 'command' ? (menu.find(incoming.line)?.spec.fields ?? []) : [];
  const input = incoming.type === 'command' ? incoming.input : {};
  const chosen = fields.filter(({ kind }) => kind === 'member').flatMap(({ name }) => input[name] ?? []);
  return [...new Set([...typed, ...chosen])].slice(0, MOST_NAMED);
}

/** The message that must be looked at before anything can be decided: under a 🎫, a shortcut, or named by a button. */
function aboutWhich(incoming: Incoming): MessageRef | undefined {
  if (incoming.type === 'reaction') return incoming.sign === OPENING_SIGN ? incoming.on : undefined;
  if (incoming.type !== 'command') return undefined;
  const { message, place } = incoming.input;
  if (incoming.on !== undefined || message === undefined || place === undefined) return incoming.on;
  return { place: { ...incoming.channel, placeId: place }, messageId: message };
}

/**
 * The message this one follows upon, if it has not arrived yet: events come in any order, and an answer must not be lost
 * because its question was late. Only a customer's, in a watched channel; the rest is as good as unknown.
 */
async function unheardOf(
  { desk, store }: LookUpNeeds,
  platform: ChatPlatform,
  incoming: Incoming,
): Promise<PostedMessage | undefined> {
  const ref = followsUpon(incoming);
  if (ref === undefined || !isWatched(desk, incoming)) return undefined;
  const thread = platform.threadOf(ref);
  const known = await store.transact(
    async ({ tickets, messages }) =>
      (await messages.find(ref)) !== undefined || (await tickets.inPlace(thread)) !== undefined,
  );
  const message = known ? undefined : await platform.message(ref);
  const channel = message && channelAt(desk, message.channel);
  if (message === undefined || message.automatic || channel === undefined) return undefined;
  // What was said before the channel was anybody's is kept where it was meant for us, and not asked for by a change of it.
  if (incoming.type === 'edited' && channel.since !== undefined && message.sentAt < channel.since) return undefined;
  if (
    between(message.sentAt, momentOf(incoming) ?? message.sentAt) >
    (incoming.type === 'message' ? SAME_TALK : ON_ITS_WAY)
  )
    return undefined;
  const author = actorOf(desk, await platform.profile(message.by, circlesOn(desk, platform.name)), message.channel);
  return isExternal(author) ? message : undefined;
}

const momentOf = (incoming: Incoming): Instant | undefined =>
  incoming.type === 'message' ? incoming.sentAt : 'at' in incoming ? incoming.at : undefined;

/** Where the event says in which channel it happened, nothing need be asked about any other. */
function isWatched(desk: Desk, incoming: Incoming): boolean {
  const { channel } = 'channel' in incoming ? incoming : { channel: undefined };
  return channel === undefined || channelAt(desk, channel) !== undefined || triageTeamAt(desk, channel) !== undefined;
}

function followsUpon(incoming: Incoming): MessageRef | undefined {
  switch (incoming.type) {
    case 'message':
      return incoming.root ?? incoming.inReplyTo;
    case 'edited':
      return incoming.ref;
    case 'reaction':
      return incoming.added && incoming.sign !== OPENING_SIGN && SIGNS.includes(incoming.sign)
        ? incoming.on
        : undefined;
    default:
      return undefined;
  }
}
