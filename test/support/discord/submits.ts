import { type Fields, fieldsAt, objectsIn, stringAt } from '../slack/fields';
import { optionValue, pickedValues } from './clicks';
import { isSelect } from './component-limits';
import { labelOf } from './components';
import type { Discord } from './discord';
import type { Acted, Modal } from './interaction';
import { interact } from './interaction-payload';
import { ComponentType, InteractionType, MessageType } from './numbers';
import { Resolved } from './resolved';
import { messageWire } from './wire-message';

export type Entry = string | boolean | readonly string[];

/** By a field's label or custom_id. */
export type Entries = Readonly<Record<string, Entry>>;

const listOf = (entry: Entry | undefined): readonly string[] => {
  if (entry === undefined || entry === '' || typeof entry === 'boolean') return [];
  return typeof entry === 'string' ? [entry] : entry;
};

const typed = (field: Fields, entry: Entry | undefined): string => {
  const value = String(entry ?? stringAt(field, 'value') ?? '');
  const name = String(field.custom_id);
  if (value === '' && field.required !== false) throw new Error(`Discord keeps the form open: ${name} is required`);
  if (value !== '' && value.length < Number(field.min_length ?? 0)) throw new Error(`${name} is too short`);
  if (value.length > Number(field.max_length ?? 4000)) throw new Error(`${name} is too long`);
  return value;
};

const picked = (field: Fields, entry: Entry | undefined, resolved: Resolved): readonly string[] => {
  const isDefault = (option: Fields): boolean => option.default === true;
  const preset = objectsIn(field.options)
    .filter(isDefault)
    .map((option) => String(option.value));
  const chosen = entry === undefined ? preset : listOf(entry);
  if (chosen.length > 0) return pickedValues(field, chosen, resolved);
  if (field.required === false || field.min_values === 0) return [];
  throw new Error(`Discord keeps the form open: ${String(field.custom_id)} is required`);
};

const radio = (field: Fields, entry: Entry | undefined): string | null => {
  const [chosen] = listOf(entry);
  const preset = objectsIn(field.options).find((option) => option.default === true)?.value;
  if (chosen !== undefined) return optionValue(field, chosen);
  if (typeof preset === 'string') return preset;
  if (field.required === false) return null;
  throw new Error(`Discord keeps the form open: ${String(field.custom_id)} is required`);
};

const answerOf = (field: Fields, entry: Entry | undefined, resolved: Resolved): Fields => {
  const base = { type: field.type, id: field.id, custom_id: field.custom_id };
  if (field.type === ComponentType.textInput) return { ...base, value: typed(field, entry) };
  if (field.type === ComponentType.checkbox) return { ...base, value: entry ?? field.default === true };
  if (field.type === ComponentType.radioGroup) return { ...base, value: radio(field, entry) };
  if (isSelect(field) || field.type === ComponentType.checkboxGroup) {
    return { ...base, values: picked(field, entry, resolved) };
  }
  if (field.type === ComponentType.fileUpload && field.required === false) return { ...base, values: [] };
  throw new Error(`This server cannot fill in a component of type ${String(field.type)}`);
};

/** Finds each entry's field by custom_id or label, and complains about one that fits none. */
class Form {
  readonly #left: Set<string>;

  constructor(readonly entries: Entries) {
    this.#left = new Set(Object.keys(entries));
  }

  entryFor(field: Fields, label: string): Entry | undefined {
    const name = [String(field.custom_id), label].find((one) => this.#left.has(one));
    if (name === undefined) return undefined;
    this.#left.delete(name);
    return this.entries[name];
  }

  mustBeUsedUp(): void {
    if (this.#left.size > 0) throw new Error(`The form has no field for: ${[...this.#left].join(', ')}`);
  }
}

const submittedComponents = (modal: Modal, entries: Entries, resolved: Resolved): readonly Fields[] => {
  const form = new Form(entries);
  const components = modal.components.map((component) => {
    const { type, id } = component;
    const labelled = fieldsAt(component, 'component');
    if (labelled) {
      const entry = form.entryFor(labelled, stringAt(component, 'label') ?? '');
      return { type, id, component: answerOf(labelled, entry, resolved) };
    }
    const inputs = objectsIn(component.components);
    if (inputs.length === 0) return { type, id };
    const answers = inputs.map((input) => answerOf(input, form.entryFor(input, labelOf(input)), resolved));
    return { type, id, components: answers };
  });
  form.mustBeUsedUp();
  return components;
};

/** Fills in and sends a form. It stays open, for another try, until the app answers. */
export const submits = (discord: Discord, user: string, modal: Modal, entries: Entries): Promise<Acted> => {
  if (!modal.isOpen) throw new Error(`The form "${modal.title}" is not open any more`);
  const { channel, message } = modal;
  const resolved = new Resolved(discord, discord.world.guildOf(channel));
  const components = submittedComponents(modal, entries, resolved);
  const data = { custom_id: modal.customId, components, ...resolved.field };
  const answerType = MessageType.chatInputCommand;
  const facts = { type: InteractionType.modalSubmit, channel, answerType, message, submitted: modal };
  const origin = message ? { message: messageWire(discord, message, 'history') } : {};
  return interact(discord, discord.world.user(user), facts, data, origin);
};
