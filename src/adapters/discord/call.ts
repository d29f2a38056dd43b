import { ApplicationCommandOptionType, InteractionType } from 'discord.js';
import type { CommandCall } from '../../core/chat';
import { carriedIn } from './buttons';
import { entered } from './form';
import { instantOf, member, place, refOf } from './ids';
import { MENU_COMMANDS } from './menu';
import type { DiscordInteraction } from './payload';
import { isThread } from './places';

/** A slash command, a context-menu command, a pressed button or a submitted form, as the command it stands for. */
export function callOf(interaction: DiscordInteraction): CommandCall | undefined {
  const { id, channel, channel_id: channelId, member: acting, user } = interaction;
  const by = acting?.user ?? user;
  const asked = askedFor(interaction);
  if (by === undefined || channelId === undefined || asked === undefined) return undefined;
  const parent = channel !== undefined && isThread(channel) ? channel.parent_id : undefined;
  const target = interaction.data.target_id;
  return {
    type: 'command',
    by: member(by.id),
    channel: place(parent ?? channelId),
    in: place(channelId),
    at: instantOf(id),
    handle: handleOf(interaction),
    ...(acting === undefined ? { direct: true } : {}),
    ...asked,
    ...(target === undefined ? {} : { on: refOf(channelId, target) }),
  };
}

type Asked = Pick<CommandCall, 'line' | 'input'>;

function askedFor({ type, data }: DiscordInteraction): Asked | undefined {
  if (type === InteractionType.ApplicationCommand) {
    if (data.target_id !== undefined) {
      const found = MENU_COMMANDS.find(({ name }) => name === data.name);
      return found && { line: found.command, input: {} };
    }
    const [sub] = data.options ?? [];
    const isSub = sub?.type === ApplicationCommandOptionType.Subcommand;
    const options = isSub ? (sub.options ?? []) : (data.options ?? []);
    const input = Object.fromEntries(options.map(({ name, value }) => [name, String(value ?? '')]));
    return { line: isSub ? `${data.name} ${sub.name}` : (data.name ?? ''), input };
  }
  const carried = carriedIn(data.custom_id ?? '');
  if (carried === undefined) return undefined;
  return { line: carried.command, input: { ...carried.input, ...entered(data.components ?? []) } };
}

const MARK = '/';
/** Where an interaction is answered, for fifteen minutes. */
export const handleOf = ({ application_id, id, token }: DiscordInteraction): string =>
  [application_id, id, token].join(MARK);
export function partsOfHandle(handle: string) {
  const [application = '', id = '0', ...token] = handle.split(MARK);
  return { application, id, token: token.join(MARK) };
}
