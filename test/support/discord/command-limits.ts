import { type Fields, fieldsAt, isFields, objectsIn, stringAt } from '../slack/fields';
import { CommandType, OptionType } from './numbers';
import { badLength, invalid, required } from './refusal';

const maxOptions = 25;
const maxChoices = 25;
const maxCharacters = 8000;
const chatInputName = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

export const typeOf = (command: Fields): number =>
  typeof command.type === 'number' ? command.type : CommandType.chatInput;

const mayHold = new Map<unknown, ReadonlySet<unknown>>([
  [undefined, new Set(Object.values(OptionType))],
  [OptionType.subcommandGroup, new Set([OptionType.subcommand])],
  [OptionType.subcommand, new Set(Object.values(OptionType).filter((type) => type > OptionType.subcommandGroup))],
]);

const checkName = (holder: Fields, path: string): void => {
  const name = stringAt(holder, 'name');
  if (name === undefined) throw required(`${path}name`);
  if (!chatInputName.test(name) || name !== name.toLowerCase()) {
    throw invalid(`${path}name`, 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
  }
};

const checkDescription = (holder: Fields, path: string): void => {
  const description = stringAt(holder, 'description');
  if (description === undefined) throw required(`${path}description`);
  if (description.length < 1 || description.length > 100) throw badLength(`${path}description`, 1, 100);
};

const checkChoices = (option: Fields, path: string): void => {
  const choices = objectsIn(option.choices);
  if (choices.length > maxChoices) throw badLength(`${path}choices`, 0, maxChoices);
  if (choices.length > 0 && option.autocomplete === true) {
    throw invalid(`${path}autocomplete`, 'APPLICATION_COMMAND_AUTOCOMPLETE_WITH_CHOICES', 'Autocomplete and choices');
  }
  choices.forEach((choice, index) => {
    const name = stringAt(choice, 'name') ?? '';
    if (name.length < 1 || name.length > 100) throw badLength(`${path}choices.${index}.name`, 1, 100);
    if (String(choice.value ?? '').length > 100) throw badLength(`${path}choices.${index}.value`, 0, 100);
  });
};

const checkOptions = (holder: Fields, holderType: unknown, path: string): void => {
  const options = objectsIn(holder.options);
  if (options.length > maxOptions) throw badLength(`${path}options`, 0, maxOptions);
  let optionalSeen = false;
  options.forEach((option, index) => {
    const at = `${path}options.${index}.`;
    if (!mayHold.get(holderType)?.has(option.type)) {
      throw invalid(
        `${at}type`,
        'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
        'Sub-command option types are invalid here',
      );
    }
    checkName(option, at);
    checkDescription(option, at);
    checkChoices(option, at);
    if (Number(option.max_length ?? 0) > 6000) throw invalid(`${at}max_length`, 'NUMBER_TYPE_MAX', 'At most 6000');
    if (option.type === OptionType.subcommand || option.type === OptionType.subcommandGroup) {
      checkOptions(option, option.type, at);
    } else {
      if (option.required === true && optionalSeen) {
        const message = 'Required options must be placed before non-required options';
        throw invalid(`${at}required`, 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID', message);
      }
      optionalSeen ||= option.required !== true;
    }
  });
  const names = options.map((option) => option.name);
  if (new Set(names).size < names.length) {
    throw invalid(`${path}options`, 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS', 'Option name already exists');
  }
  const mixed = new Set(options.map(({ type }) => Number(type) <= OptionType.subcommandGroup)).size > 1;
  if (mixed)
    throw invalid(`${path}options`, 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', 'Sub-commands mixed with values');
};

/** The longest of the text and its translations. */
const longest = (holder: Fields, key: string): number => {
  const translated = fieldsAt(holder, `${key}_localizations`) ?? {};
  const texts = [holder[key], ...Object.values(translated)];
  return Math.max(0, ...texts.map((text) => (typeof text === 'string' ? text.length : 0)));
};

/** Names, descriptions and choices of everything inside count together. */
const characters = (holder: Fields): number =>
  longest(holder, 'name') +
  longest(holder, 'description') +
  objectsIn(holder.options).reduce((sum, option) => sum + characters(option), 0) +
  objectsIn(holder.choices).reduce((sum, choice) => sum + longest(choice, 'name') + String(choice.value).length, 0);

export const checkCommand = (command: unknown, path = ''): void => {
  if (!isFields(command)) throw required(path);
  const type = typeOf(command);
  if (type === CommandType.chatInput) {
    checkName(command, path);
    checkDescription(command, path);
    checkOptions(command, undefined, path);
  } else {
    const name = stringAt(command, 'name') ?? '';
    if (name.length < 1 || name.length > 32) throw badLength(`${path}name`, 1, 32);
    if (stringAt(command, 'description')) {
      throw invalid(
        `${path}description`,
        'APPLICATION_COMMAND_DESCRIPTION_CANNOT_BE_SET',
        'Context menu commands cannot have description',
      );
    }
  }
  if (characters(command) > maxCharacters) {
    throw invalid(path, 'APPLICATION_COMMAND_TOO_LARGE', `Command exceeds maximum size (${maxCharacters})`);
  }
};
