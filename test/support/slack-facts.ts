import { tickets } from './desk-facts';
import type { Message } from './slack/message';
import type { SlackWorld } from './slack-world';

export { eventTypes, history, ticket, tickets, verdict, words } from './desk-facts';

export const BOT = 'U00BOT001';
export const modes = ['http', 'socket'] as const;

/** What is left to work off, as counts; nothing may stay behind. */
export const parked = async (w: SlackWorld) => (await w.steward.health()).backlog.parked;

/** The triage card of a ticket. */
export function card(w: SlackWorld, number: number): Message {
  const found = w.slack.messages('C0TRIAGE').find((one) => new RegExp(`^\\S+ #${number} `).test(w.slack.plain(one)));
  if (found === undefined) throw new Error(`no card of #${number} in: ${w.reads('C0TRIAGE').join('\n')}`);
  return found;
}
export const onCard = (w: SlackWorld, number: number) => ({ channel: 'C0TRIAGE', ts: card(w, number).ts });
/** The replies under a message, as text. */
export const thread = (w: SlackWorld, channel: string, ts: string): readonly string[] =>
  (w.slack.message(channel, ts)?.replies ?? []).map((reply) => w.slack.plain(reply));
/** What somebody alone was told, by whichever private way. */
export const told = (w: SlackWorld, user: string): readonly string[] => [
  ...w.slack.ephemerals(user).map((shown) => w.slack.plain(shown)),
  ...direct(w, user),
];
/** What the desk wrote to somebody directly. */
export const direct = (w: SlackWorld, user: string): readonly string[] =>
  w.slack
    .messages(w.slack.direct(user))
    .filter(({ author }) => author === BOT)
    .map((message) => w.slack.plain(message));

const CHANNELS = ['C0ACME', 'C0GLOBEX', 'C0TRIAGE'] as const;
/** All that an action could have changed, and all that others could read of it. */
export async function everything(w: SlackWorld) {
  const all = await tickets(w);
  const [histories, targets] = await w.store.transact(async (unit) => [
    await Promise.all(all.map(({ id }) => unit.tickets.history(id))),
    await unit.targets.ofTickets(all.map(({ id }) => id)),
  ]);
  const read = (message: Message) => [w.slack.plain(message), message.replies.map((reply) => w.slack.plain(reply))];
  return { tickets: all, histories, targets, read: CHANNELS.map((channel) => w.slack.messages(channel).map(read)) };
}

/** Slack with somebody let into a channel they should not be in. */
export const letIn = (w: SlackWorld, user: string, ...channels: readonly string[]): void => {
  for (const channel of channels) w.slack.world.place(channel).members.add(user);
};
