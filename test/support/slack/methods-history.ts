import { type Method, type Methods, messageAt, readable, timedPageOf, within } from './access';
import type { Arguments } from './arguments';
import type { Fields } from './fields';
import { type Message, type Rendering, wire } from './message';
import type { Workspace } from './workspace';

const render = (slack: Workspace, args: Arguments, messages: readonly Message[]): readonly Fields[] => {
  const as: Rendering = args.flag('include_all_metadata') ? 'history+metadata' : 'history';
  return messages.map((message) => wire(message, slack.log.rootOf(message), as));
};

const answer = (messages: readonly Fields[], next: string): Fields => ({
  messages,
  has_more: next !== '',
  response_metadata: { next_cursor: next },
});

/** Top-level messages and replies also sent to the channel, newest first. */
const history: Method = (slack, args) => {
  const channel = readable(slack, args.required('channel'));
  const page = timedPageOf(slack.log.history(channel.id).filter(within(args)), args, 'newest first', 100);
  return { ...answer(render(slack, args, page.items), page.next), pin_count: 0, channel_actions_ts: null };
};

/** A thread, oldest first. Its root leads the first page even when `oldest` is later. */
const replies: Method = (slack, args) => {
  const channel = readable(slack, args.required('channel'));
  const asked = messageAt(slack, channel.id, args.required('ts'), 'thread_not_found');
  if (asked.threadTs !== undefined && slack.behaviours.repliesToAReply === 'only that reply') {
    return answer(render(slack, args, [asked]), '');
  }
  const root = slack.log.rootOf(asked) ?? asked;
  const page = timedPageOf(root.replies.filter(within(args)), args, 'oldest first', 999);
  const first = args.optional('cursor') === undefined;
  return answer(render(slack, args, first ? [root, ...page.items] : page.items), page.next);
};

export const historyMethods: Methods = {
  'conversations.history': history,
  'conversations.replies': replies,
};
