import { type Fields, fieldsAt, stringsIn } from '../slack/fields';
import { displayedText } from './components';
import type { Message, Pinged } from './message';
import { invalid } from './refusal';
import type { Channel, World } from './world';

export interface AllowedMentions {
  readonly parse: readonly string[];
  readonly users: readonly string[];
  readonly roles: readonly string[];
  readonly repliedUser: boolean;
}

/** What counts when nothing is said: everything for messages, users only for interactions. */
export const defaultMentions = (source: 'message' | 'interaction'): AllowedMentions => ({
  parse: source === 'message' ? ['users', 'roles', 'everyone'] : ['users'],
  users: [],
  roles: [],
  repliedUser: source === 'message',
});

export const noMentions: AllowedMentions = { parse: [], users: [], roles: [], repliedUser: false };

const maxListed = 100;

export const allowedMentionsIn = (body: Fields, source: 'message' | 'interaction'): AllowedMentions => {
  const given = fieldsAt(body, 'allowed_mentions');
  if (!given) return defaultMentions(source);
  const parse = stringsIn(given.parse);
  for (const kind of ['users', 'roles'] as const) {
    const listed = stringsIn(given[kind]);
    if (listed.length > maxListed) throw invalid(`allowed_mentions.${kind}`, 'BASE_TYPE_MAX_LENGTH', 'Too many');
    if (listed.length > 0 && parse.includes(kind)) {
      const message = `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`;
      throw invalid('allowed_mentions', 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE', message);
    }
  }
  return {
    parse,
    users: stringsIn(given.users),
    roles: stringsIn(given.roles),
    repliedUser: given.replied_user === true,
  };
};

export interface Pinging {
  readonly content: string;
  readonly components: readonly Fields[];
  readonly authorId: string;
  /** The author of the message this one replies to. */
  readonly repliedTo: string | undefined;
  readonly allowed: AllowedMentions;
}

const idsIn = (text: string, pattern: RegExp): readonly string[] => [
  ...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? '')),
];

/**
 * Whom this text notifies. Markdown is not looked at, so a mention inside code or after a backslash counts too:
 * an app has to rely on allowed_mentions, not on formatting.
 */
export const pingedBy = (world: World, channel: Channel, what: Pinging): Pinged => {
  const text = `${what.content}\n${displayedText(what.components)}`;
  const guild = world.guildOf(channel);
  const mayPingAll = guild !== undefined && world.may(what.authorId, channel, 'MentionEveryone');
  const { parse, users, roles, repliedUser } = what.allowed;
  const named = idsIn(text, /<@!?(\d{17,20})>/g).filter(
    (id) => world.users.has(id) && (parse.includes('users') || users.includes(id)),
  );
  const replied =
    what.repliedTo !== undefined && repliedUser && world.users.has(what.repliedTo) ? [what.repliedTo] : [];
  const namedRoles = idsIn(text, /<@&(\d{17,20})>/g).filter((id) => {
    const role = guild?.roles.get(id);
    return role && (role.mentionable || mayPingAll) && (parse.includes('roles') || roles.includes(id));
  });
  const everyone = mayPingAll && parse.includes('everyone') ? idsIn(text, /@(everyone|here)\b/g) : [];
  return { users: [...new Set([...named, ...replied])], roles: namedRoles, everyone };
};

/** Whom the message notified, by name: "@anna", "@&agents", "@everyone", "@here". */
export const pings = (world: World, message: Message): readonly string[] => {
  const guild = world.guildOf(world.channel(message.channelId));
  return [
    ...message.pinged.users.map((id) => `@${world.user(id).name}`),
    ...message.pinged.roles.map((id) => `@&${guild?.roles.get(id)?.name ?? id}`),
    ...message.pinged.everyone.map((name) => `@${name}`),
  ];
};
