import { type Clickable, clickablesIn } from './blocks';
import { type Fields, fieldsAt, isFields, objectsIn, stringAt } from './fields';
import type { View } from './views';

/** An option as an app offers it, for a select whose options come from the app. */
export interface Option {
  readonly text: Fields;
  readonly value: string;
}

export type Entry = string | readonly string[] | Option | null;

const labelOf = (value: unknown): string => (isFields(value) ? (stringAt(value, 'text') ?? '') : '');

const optionsOf = (element: Fields): readonly Fields[] => [
  ...objectsIn(element.options),
  ...objectsIn(element.option_groups).flatMap((group) => objectsIn(group.options)),
];

/** The offered option with this label or value. */
export const pick = (element: Fields, wanted: string): Fields => {
  const found = optionsOf(element).find((option) => option.value === wanted || labelOf(option.text) === wanted);
  if (found) return found;
  const offered = optionsOf(element).map((option) => labelOf(option.text));
  throw new Error(`No option "${wanted}" is offered; there are: ${offered.join(', ')}`);
};

const single: Readonly<Record<string, string>> = {
  plain_text_input: 'value',
  number_input: 'value',
  email_text_input: 'value',
  url_text_input: 'value',
  users_select: 'selected_user',
  conversations_select: 'selected_conversation',
  channels_select: 'selected_channel',
  datepicker: 'selected_date',
  timepicker: 'selected_time',
};
const multiple: Readonly<Record<string, string>> = {
  multi_users_select: 'selected_users',
  multi_conversations_select: 'selected_conversations',
  multi_channels_select: 'selected_channels',
};
const pickOne = new Set(['static_select', 'external_select', 'radio_buttons', 'overflow']);
const pickMany = new Set(['multi_static_select', 'multi_external_select', 'checkboxes']);

/** One element's part of state.values, holding what the person entered. */
export const enteredValue = (element: Fields, entry: Entry): Fields => {
  const type = stringAt(element, 'type') ?? '';
  const texts = Array.isArray(entry) ? entry.map(String) : typeof entry === 'string' ? [entry] : [];
  if (pickOne.has(type)) {
    const chosen = isFields(entry) ? entry : typeof entry === 'string' ? pick(element, entry) : null;
    return { type, selected_option: chosen };
  }
  if (pickMany.has(type)) return { type, selected_options: texts.map((text) => pick(element, text)) };
  if (multiple[type]) return { type, [multiple[type]]: texts };
  if (type === 'datetimepicker') return { type, selected_date_time: entry === null ? null : Number(entry) };
  if (single[type]) return { type, [single[type]]: texts[0] === '' ? null : (texts[0] ?? null) };
  throw new Error(`This test double cannot fill in a ${type}`);
};

const initialEntry = (element: Fields): Fields => {
  const type = stringAt(element, 'type') ?? '';
  if (pickOne.has(type)) return { type, selected_option: element.initial_option ?? null };
  if (pickMany.has(type)) return { type, selected_options: element.initial_options ?? [] };
  const key = single[type];
  if (!key) return multiple[type] ? { type, [multiple[type]]: [] } : { type };
  return { type, [key]: element[key.replace('selected', 'initial')] ?? element[`initial_${key}`] ?? null };
};

const isEmpty = (value: Fields): boolean =>
  Object.entries(value).every(
    ([key, held]) => key === 'type' || held === null || (Array.isArray(held) && held.length === 0),
  );

const checkEntry = (block: Fields, element: Fields, value: Fields): void => {
  const label = labelOf(block.label);
  if (block.type === 'input' && block.optional !== true && isEmpty(value)) {
    throw new Error(`Slack's client would not submit: "${label}" is required`);
  }
  const text = stringAt(value, 'value');
  const max = Number(element.max_length ?? 3000);
  if (text !== undefined && text.length > max) throw new Error(`Slack's client allows ${max} characters in "${label}"`);
};

const wantedBy = (view: View, { block, element }: Clickable, entries: Readonly<Record<string, Entry>>): string[] => {
  const names = [block.block_id, element.action_id, labelOf(block.label), labelOf(block.text)].map(String);
  const known = Object.keys(entries).filter((name) => names.includes(name));
  if (known.length > 1) throw new Error(`${known.join(' and ')} name the same field of ${view.callbackId}`);
  return known;
};

/** state.values after a person filled in `entries`, named by label, block_id or action_id, and left the rest alone. */
export const valuesOf = (view: View, entries: Readonly<Record<string, Entry>>, at: 'submit' | 'click'): Fields => {
  const values: Record<string, Record<string, Fields>> = {};
  const unused = new Set(Object.keys(entries));
  for (const field of clickablesIn(view.blocks)) {
    if (field.element.type === 'button') continue;
    const [name] = wantedBy(view, field, entries);
    const entry = name === undefined ? undefined : entries[name];
    if (name !== undefined) unused.delete(name);
    const value = entry === undefined ? initialEntry(field.element) : enteredValue(field.element, entry);
    if (at === 'submit') checkEntry(field.block, field.element, value);
    const blockId = String(field.block.block_id);
    values[blockId] = { ...values[blockId], [String(field.element.action_id)]: value };
  }
  if (unused.size > 0) throw new Error(`The view has no field named ${[...unused].join(', ')}`);
  return values;
};

/** The value of an element nobody has touched yet, for the state of a message's own selects. */
export const messageState = (blocks: readonly Fields[]): Fields => {
  const values: Record<string, Record<string, Fields>> = {};
  for (const { block, element } of clickablesIn(blocks)) {
    if (element.type === 'button' || element.type === 'overflow') continue;
    const blockId = String(block.block_id);
    values[blockId] = { ...values[blockId], [String(element.action_id)]: initialEntry(element) };
  }
  return values;
};

export const errorsIn = (answer: unknown): Fields | undefined =>
  isFields(answer) && answer.response_action === 'errors' ? fieldsAt(answer, 'errors') : undefined;
