import { type Fields, objectsIn, stringAt } from '../slack/fields';
import { OptionType } from './numbers';
import type { Resolved } from './resolved';

export type Given = Readonly<Record<string, string | number | boolean>>;

const chosen = (option: Fields, value: string | number | boolean): unknown => {
  const choices = objectsIn(option.choices);
  if (choices.length === 0) return value;
  const found = choices.find((choice) => choice.name === value || choice.value === value);
  if (!found) throw new Error(`"${value}" is none of the choices of ${String(option.name)}`);
  return found.value;
};

const within = (option: Fields, value: number): number => {
  const least = Number(option.min_value ?? Number.NEGATIVE_INFINITY);
  const most = Number(option.max_value ?? Number.POSITIVE_INFINITY);
  if (value < least || value > most) throw new Error(`Discord does not take ${value} for ${String(option.name)}`);
  return value;
};

const text = (option: Fields, value: string): string => {
  const most = Number(option.max_length ?? 6000);
  if (value.length < Number(option.min_length ?? 0) || value.length > most) {
    throw new Error(`Discord does not take a text of ${value.length} characters for ${String(option.name)}`);
  }
  return value;
};

/** The value as Discord's client would let it through; ids for people and places, which are given by name. */
const filledIn = (option: Fields, given: string | number | boolean, resolved: Resolved): unknown => {
  switch (option.type) {
    case OptionType.string:
      return text(option, String(chosen(option, given)));
    case OptionType.integer:
      if (!Number.isInteger(Number(chosen(option, given))))
        throw new Error(`${String(option.name)} wants a whole number`);
      return within(option, Number(chosen(option, given)));
    case OptionType.number:
      return within(option, Number(chosen(option, given)));
    case OptionType.boolean:
      return given === true;
    case OptionType.user:
      return resolved.user(String(given));
    case OptionType.channel:
      return resolved.channel(String(given));
    case OptionType.role:
      return resolved.role(String(given));
    case OptionType.mentionable:
      return resolved.mentionable(String(given));
    default:
      throw new Error(`This server cannot fill in an option of type ${String(option.type)}`);
  }
};

/** While somebody types, nothing is checked yet and what is half written is text. */
export interface Typing {
  readonly focused: string;
}

export const filledOptions = (
  options: readonly Fields[],
  given: Given,
  resolved: Resolved,
  typing?: Typing,
): readonly Fields[] => {
  const names = options.map((option) => String(option.name));
  const stray = Object.keys(given).find((name) => !names.includes(name));
  if (stray !== undefined) throw new Error(`There is no option ${stray}; there is: ${names.join(', ') || 'none'}`);
  return options.flatMap((option) => {
    const name = stringAt(option, 'name') ?? '';
    const value = given[name];
    if (value === undefined) {
      if (option.required === true && !typing) throw new Error(`Discord asks for ${name} first`);
      return [];
    }
    if (typing?.focused !== name) return [{ name, type: option.type, value: filledIn(option, value, resolved) }];
    if (option.autocomplete !== true) throw new Error(`${name} has no autocomplete`);
    return [{ name, type: option.type, value: String(value), focused: true }];
  });
};
