import type { DiscordMessage, DiscordUser } from './payload';

const MENTION = /<@!?(\d+)>/g;
const FORWARDED = '(forwarded)';

export const nameOf = ({ global_name, username, id }: DiscordUser): string => global_name || username || id;

/** A message's words as people read them: names in place of ids. A forwarded message's words are its own. */
export function readableText(message: DiscordMessage, channelName: (id: string) => string): string {
  const forwarded = (message.message_snapshots ?? []).map(({ message: { content } }) => `${FORWARDED} ${content}`);
  const said = [message.content, ...forwarded].filter((part) => part !== '').join('\n');
  return readable(said, message.mentions, channelName);
}

function readable(text: string, people: readonly DiscordUser[], channelName: (id: string) => string): string {
  const names = new Map(people.map((user) => [user.id, nameOf(user)]));
  return text
    .replace(MENTION, (_all, id: string) => `@${names.get(id) ?? id}`)
    .replace(/<@&(\d+)>/g, '@$1')
    .replace(/<#(\d+)>/g, (_all, id: string) => `#${channelName(id)}`)
    .replace(/<a?(:\w+:)\d+>/g, '$1')
    .replace(/<t:(-?\d{1,12})(?::\w)?>/g, (_all, seconds: string) => inUtc(Number(seconds)));
}

/** A command's words with the names of channels beside their ids: a command takes the id, and people read the name. */
export const withChannelNames = (text: string, channelName: (id: string) => string): string =>
  text.replace(/<#(\d+)>/g, (all, id: string) => (channelName(id) === id ? all : `<#${id}|${channelName(id)}>`));

const utc = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', dateStyle: 'medium', timeStyle: 'short' });
const inUtc = (seconds: number): string => `${utc.format(seconds * 1000)} UTC`;

/** What follows a mention of the desk at the beginning, members as `<@id>`; in the middle of a sentence it commands nothing. */
export function addressed(text: string, deskId: string, ownRoles: ReadonlySet<string>): string | undefined {
  const roles = [...ownRoles].map((role) => `|&${role}`).join('');
  const found = new RegExp(`<@(!?${deskId}${roles})>`).exec(text);
  // Others may be greeted first: "<@1> <@DESK> claim".
  if (found === null || !/^(\s|<@[^>]+>)*$/.test(text.slice(0, found.index))) return undefined;
  return text
    .slice(found.index + found[0].length)
    .replace(/^[\s,:]+/, '')
    .trim();
}
