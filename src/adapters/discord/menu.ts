import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type REST,
  type RESTPutAPIApplicationCommandsJSONBody,
  Routes,
} from 'discord.js';
import { z } from 'zod';
import { DEFAULT_NOUN, SHORTCUTS } from '../../core/command';
import type { CommandSpec, Field } from '../../core/field';
import { shorten } from '../../core/message';

const MOST_DESCRIPTION = 100;
const MOST_TEXT = 6_000;
const MOST_NUMBER = 999_999_999;

/** What is offered on a message, by the name people see. */
export const MENU_COMMANDS = SHORTCUTS;

type Commands = RESTPutAPIApplicationCommandsJSONBody;

/** In servers only, for everybody: whoever may do what is decided when it is done, never by what Discord shows. */
const common = {
  contexts: [InteractionContextType.Guild],
  integration_types: [ApplicationIntegrationType.GuildInstall],
};

/** The desk's commands as Discord's: `ticket claim` is a subcommand; words that stand alone go under `ticket` too. */
export function applicationCommands(menu: readonly CommandSpec[]): Commands {
  const offered = menu.filter(({ audience }) => audience !== 'hidden').map((spec) => ({ spec, words: wordsOf(spec) }));
  const nouns = [...new Set(offered.map(({ words: [noun] }) => noun))];
  const under = (of: string) => offered.filter(({ words: [noun] }) => noun === of);
  const commands = nouns.map((noun) => ({
    ...common,
    type: ApplicationCommandType.ChatInput as const,
    name: noun,
    description: described(
      under(noun)
        .map(({ words: [, verb] }) => verb)
        .join(', '),
    ),
    options: under(noun).map(({ spec, words: [, verb] }) => ({
      type: ApplicationCommandOptionType.Subcommand as const,
      name: verb,
      description: described(spec.summary),
      options: spec.fields.map(optionFor).sort((a, b) => Number(b.required) - Number(a.required)),
    })),
  }));
  const onMessages = MENU_COMMANDS.map(({ name }) => ({
    ...common,
    type: ApplicationCommandType.Message as const,
    name,
  }));
  return [...commands, ...onMessages];
}

const wordsOf = ({ name }: CommandSpec): readonly [noun: string, verb: string] => {
  const [first = '', second] = name.split(' ');
  return second === undefined ? [DEFAULT_NOUN, first] : [first, second];
};

const described = (text: string): string => shorten(text.charAt(0).toUpperCase() + text.slice(1), MOST_DESCRIPTION);

/** What a form asks better, or a thread tells, is no required option: Discord would insist on it. */
function optionFor(field: Field): APIApplicationCommandBasicOption {
  const { name, kind, choices } = field;
  const required = field.required && kind !== 'ticket' && kind !== 'paragraph';
  const common = { name, description: described(field.label), required };
  switch (kind) {
    case 'ticket':
    case 'integer':
      return { ...common, type: ApplicationCommandOptionType.Integer, min_value: 1, max_value: MOST_NUMBER };
    case 'member':
      return { ...common, type: ApplicationCommandOptionType.User };
    case 'choice':
      return {
        ...common,
        type: ApplicationCommandOptionType.String,
        choices: (choices ?? []).map((choice) => ({ name: choice, value: choice })),
      };
    default:
      return {
        ...common,
        type: ApplicationCommandOptionType.String,
        max_length: Math.min(MOST_TEXT, field.maxLength ?? MOST_TEXT),
      };
  }
}

/** Tells Discord of the commands, if it does not know them as they are now. */
export async function register(rest: REST, application: string, wanted: Commands): Promise<'registered' | 'known'> {
  const route = Routes.applicationCommands(application);
  const known = z.array(z.unknown()).safeParse(await rest.get(route)).data ?? [];
  if (same(known, wanted)) return 'known';
  await rest.put(route, { body: wanted });
  return 'registered';
}

const same = (known: readonly unknown[], wanted: Commands): boolean => {
  const [before, after] = [known, wanted].map((all) => all.map((one) => JSON.stringify(essence(one))).sort());
  return JSON.stringify(before) === JSON.stringify(after);
};

/** Only what we set, in one order: Discord adds ids, versions and the defaults of what was left out. */
function essence(value: unknown): unknown {
  const { type, name, description, options, required, choices, contexts, integration_types, ...limits } = (value ??
    {}) as Record<string, unknown>;
  const { min_value, max_value, max_length } = limits;
  const list = (all: unknown) => (Array.isArray(all) ? all : []);
  return {
    type: type ?? ApplicationCommandType.ChatInput,
    name,
    description: description ?? '',
    required: required ?? false,
    options: list(options).map(essence),
    choices: list(choices).map(({ name, value }) => ({ name, value })),
    contexts: contexts ?? null,
    integration_types: integration_types ?? null,
    limits: [min_value ?? null, max_value ?? null, max_length ?? null],
  };
}
