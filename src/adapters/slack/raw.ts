import { createHash } from 'node:crypto';
import type { RawEvent } from '../../core/chat';
import {
  actionSchema,
  envelopeSchema,
  isChanged,
  isDeleted,
  isMoved,
  isReaction,
  type PostedEvent,
  type SlackEvent,
  type SlackMessage,
  shortcutSchema,
  slashSchema,
  submissionSchema,
} from './payload';

/** Kinds of message that are somebody's words; every other subtype is noise. */
const WORDS = new Set([undefined, 'file_share', 'thread_broadcast', 'me_message']);
export const isWords = ({ subtype, bot_id, user }: SlackMessage): boolean =>
  WORDS.has(subtype) && !bot_id && user !== undefined;

/** The event to store for what Slack sent, or undefined for what no desk needs. */
export function rawEventOf(body: unknown): RawEvent | undefined {
  const envelope = envelopeSchema.safeParse(body).data;
  if (envelope !== undefined) return eventOf(envelope.event_id, envelope.event, body);
  const slash = slashSchema.safeParse(body).data;
  if (slash !== undefined) return { key: `slash:${slash.trigger_id}`, lane: slash.channel_id, body };
  const action = actionSchema.safeParse(body).data;
  if (action !== undefined) {
    const pressed = action.actions[0];
    // The same press delivered again has the same moment; a second press has its own.
    const key = `press:${action.user.id}:${action.trigger_id}:${pressed?.action_ts ?? pressed?.action_id}`;
    return { key, lane: action.container.channel_id ?? action.user.id, body };
  }
  const shortcut = shortcutSchema.safeParse(body).data;
  if (shortcut !== undefined) return { key: `shortcut:${shortcut.trigger_id}`, lane: shortcut.channel.id, body };
  const submission = submissionSchema.safeParse(body).data;
  // A view is submitted once, however often the button is pressed.
  if (submission !== undefined) return { key: `form:${submission.view.id}`, lane: submission.user.id, body };
  return undefined;
}

function eventOf(eventId: string, event: SlackEvent, body: unknown): RawEvent | undefined {
  if (isReaction(event)) return { key: eventId, lane: event.item.channel, body };
  // In the order in which they came, whichever channels they are about.
  if (isMoved(event)) return { key: eventId, lane: 'moves', body };
  if (isDeleted(event) || isChanged(event)) return { key: eventId, lane: event.channel, body };
  const message = event as PostedEvent;
  if (!isWords(message)) return undefined;
  return {
    key: message.edited === undefined ? messageKey(message.channel, message.ts) : eventId,
    lane: message.channel,
    body,
  };
}

/**
 * message, app_mention, their redeliveries and what history shows later tell of one message and have one key.
 * An app_mention fired again by an edit is not that message's first telling and must not stand in for it.
 */
export const messageKey = (channel: string, ts: string): string => `message:${channel}:${ts}`;

/** A message found in history, as the event that would have told of it. */
export const foundEvent = (channel: string, message: SlackMessage): RawEvent => {
  const { edited: _edited, ...rest } = message;
  const event = { ...rest, type: 'message', channel };
  return {
    key: messageKey(channel, message.ts),
    lane: channel,
    body: { type: 'event_callback', event_id: messageKey(channel, message.ts), event },
  };
};

/** An edit found in history: the words as they are now. */
export const foundEdit = (channel: string, message: SlackMessage, editedTs: string): RawEvent => {
  const key = `edit:${channel}:${message.ts}:${editedTs}`;
  const event = { type: 'message', subtype: 'message_changed', channel, message, event_ts: editedTs };
  return { key, lane: channel, body: { type: 'event_callback', event_id: key, event } };
};

/** What a delivery key is known by on Slack, where any app of the workspace can read it: it must tell nothing. */
export const opaque = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, 32);
