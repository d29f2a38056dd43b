import { type Fields, objectsIn, stringAt } from '../slack/fields';
import { filledOptions, type Given, type Typing } from './command-options';
import type { Command } from './command-shelf';
import type { Discord } from './discord';
import type { Acted, Choice } from './interaction';
import { interact } from './interaction-payload';
import { CommandType, InteractionType, MessageType, OptionType } from './numbers';
import type { MessageRef } from './people';
import { Resolved } from './resolved';
import { Standing, standingBefore } from './standing';
import { messageWire } from './wire-message';

interface Offered {
  readonly command: Command;
  readonly guildId: string | undefined;
}

/** A guild's own command wins over a global one of the same name. */
const offeredTo = (discord: Discord, standing: Standing, type: number, name: string): Offered => {
  const { guildId } = standing.channel;
  const matches = (command: Command): boolean => command.type === type && command.name === name;
  const own = guildId === undefined ? undefined : discord.commands.in(guildId).find(matches);
  const command = own ?? discord.commands.in('global').find(matches);
  if (!command) throw new Error(`No command "${name}" is registered here`);
  const { contexts, default_member_permissions: needed } = command.spec;
  if (Array.isArray(contexts) && !contexts.includes(guildId === undefined ? 1 : 0)) {
    throw new Error(`"${name}" is not offered in ${guildId === undefined ? 'direct messages' : 'guilds'}`);
  }
  if (guildId !== undefined && !discord.allowed.has(`${name} ${standing.user.id}`)) {
    standing.must('UseApplicationCommands', 'use commands');
    const bits = discord.world.permissions(standing.user.id, standing.channel);
    const wanted = typeof needed === 'string' ? BigInt(needed) : 0n;
    // "0" hides a command from everybody but administrators.
    const isHidden = needed === '0' ? !standing.may('Administrator') : (bits & wanted) !== wanted;
    if (isHidden) throw new Error(`Discord does not offer "${name}" to ${standing.user.name}`);
  }
  return { command, guildId: own ? guildId : undefined };
};

interface Filled {
  readonly options: readonly Fields[];
  readonly resolved: Resolved;
}

/** Walks down "ticket claim": each word but the first is a group or a subcommand. */
const fill = (
  discord: Discord,
  standing: Standing,
  { command }: Offered,
  words: readonly string[],
  given: Given,
  typing?: Typing,
): Filled => {
  const resolved = new Resolved(discord, discord.world.guildOf(standing.channel));
  const down = (holder: Fields, left: readonly string[]): readonly Fields[] => {
    const options = objectsIn(holder.options);
    const [word, ...more] = left;
    const hasSubcommands = options.some(({ type }) => Number(type) <= OptionType.subcommandGroup);
    if (word === undefined) {
      if (hasSubcommands) throw new Error(`"${command.name}" cannot be used without a subcommand`);
      return filledOptions(options, given, resolved, typing);
    }
    const next = options.find((option) => stringAt(option, 'name') === word);
    if (!next || !hasSubcommands) throw new Error(`"${command.name}" has no subcommand "${word}"`);
    return [{ name: word, type: next.type, options: down(next, more) }];
  };
  return { options: down(command.spec, words), resolved };
};

const dataOf = ({ command, guildId }: Offered, { options, resolved }: Filled): Fields => ({
  id: command.id,
  name: command.name,
  type: command.type,
  ...(guildId === undefined ? {} : { guild_id: guildId }),
  ...(options.length > 0 ? { options } : {}),
  ...resolved.field,
});

const use = (
  discord: Discord,
  user: string,
  channel: string,
  line: string,
  given: Given,
  typing?: Typing,
): Promise<Acted> => {
  const standing = new Standing(discord, user, channel);
  standing.mustBeActive('use commands');
  const [name = '', ...words] = line.replace(/^\//, '').split(' ');
  const offered = offeredTo(discord, standing, CommandType.chatInput, name);
  const data = dataOf(offered, fill(discord, standing, offered, words, given, typing));
  const type = typing ? InteractionType.autocomplete : InteractionType.command;
  const facts = { type, channel: standing.channel, answerType: MessageType.chatInputCommand };
  return interact(discord, standing.user, { ...facts, name: [name, ...words].join(' ') }, data);
};

/** "ticket claim" with its options by name. */
export const slash = (discord: Discord, user: string, channel: string, line: string, given: Given): Promise<Acted> =>
  use(discord, user, channel, line, given);

/** Types into the option `focused` and returns what the app offers. */
export const completes = async (
  discord: Discord,
  user: string,
  channel: string,
  line: string,
  given: Given,
  focused: string,
): Promise<readonly Choice[]> => (await use(discord, user, channel, line, given, { focused })).choices;

/** Apps › name, on a message. The message comes along with its content, whatever the intents are. */
export const contextMenu = (discord: Discord, user: string, name: string, which: MessageRef): Promise<Acted> => {
  const { standing, message } = standingBefore(discord, user, which);
  standing.mustBeActive('use commands');
  const offered = offeredTo(discord, standing, CommandType.message, name);
  const resolved = new Resolved(discord, discord.world.guildOf(standing.channel));
  resolved.message(message.id, messageWire(discord, message, 'history'));
  const data = { ...dataOf(offered, { options: [], resolved }), target_id: message.id };
  const answerType = MessageType.contextMenuCommand;
  const facts = { type: InteractionType.command, channel: standing.channel, answerType, name };
  return interact(discord, standing.user, facts, data);
};

/** Apps › name, on a person. */
export const userMenu = (
  discord: Discord,
  user: string,
  name: string,
  channel: string,
  target: string,
): Promise<Acted> => {
  const standing = new Standing(discord, user, channel);
  const offered = offeredTo(discord, standing, CommandType.user, name);
  const resolved = new Resolved(discord, discord.world.guildOf(standing.channel));
  const targetId = resolved.user(target);
  const data = { ...dataOf(offered, { options: [], resolved }), target_id: targetId };
  const answerType = MessageType.contextMenuCommand;
  const facts = { type: InteractionType.command, channel: standing.channel, answerType, name };
  return interact(discord, standing.user, facts, data);
};
