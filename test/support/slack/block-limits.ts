import { type Fields, fieldsAt, isFields, objectsIn, stringAt } from './fields';

/** Limits as documented under docs.slack.dev/reference/block-kit and in the JSDoc of @slack/types. */
const limits = { message: 50, view: 100 } as const;

const optionLists: Readonly<Record<string, number>> = {
  static_select: 100,
  multi_static_select: 100,
  overflow: 5,
  radio_buttons: 10,
  checkboxes: 10,
};

/** Collects complaints in Slack's own words, each with a pointer to the offending place. */
class Complaints {
  readonly found: string[] = [];

  text(value: unknown, at: string, max: number): void {
    const text = isFields(value) ? value.text : undefined;
    if (typeof text !== 'string') this.add('missing required field: text', at);
    else if (text.length === 0) this.add('must be more than 0 characters', `${at}/text`);
    else if (text.length > max) this.add(`must be less than ${max + 1} characters`, `${at}/text`);
  }

  string(value: unknown, at: string, max: number): void {
    if (typeof value === 'string' && value.length > max) this.add(`must be less than ${max + 1} characters`, at);
  }

  count(list: readonly unknown[], at: string, max: number): void {
    if (list.length > max) this.add(`no more than ${max} items allowed`, at);
  }

  plain(value: unknown, at: string): void {
    if (isFields(value) && value.type !== 'plain_text') this.add('must be a valid plain_text object', at);
  }

  add(message: string, at: string): void {
    this.found.push(`${message} [json-pointer:${at}]`);
  }
}

const checkOptions = (element: Fields, at: string, max: number, into: Complaints): void => {
  const groups = objectsIn(element.option_groups);
  const options = [...objectsIn(element.options), ...groups.flatMap((group) => objectsIn(group.options))];
  if (options.length === 0) into.add('must provide at least one option', `${at}/options`);
  if (groups.length === 0) into.count(options, `${at}/options`, max);
  options.forEach((option, index) => {
    into.text(option.text, `${at}/options/${index}/text`, 75);
    into.string(option.value, `${at}/options/${index}/value`, 75);
    if (isFields(option.description)) into.text(option.description, `${at}/options/${index}/description`, 75);
  });
};

const checkElement = (element: Fields, at: string, into: Complaints): void => {
  into.string(element.action_id, `${at}/action_id`, 255);
  if (element.type === 'button') {
    into.text(element.text, `${at}/text`, 75);
    into.plain(element.text, `${at}/text`);
    into.string(element.value, `${at}/value`, 2000);
    into.string(element.url, `${at}/url`, 3000);
  }
  if (isFields(element.placeholder)) into.text(element.placeholder, `${at}/placeholder`, 150);
  const max = optionLists[stringAt(element, 'type') ?? ''];
  if (max !== undefined) checkOptions(element, at, max, into);
  const confirm = fieldsAt(element, 'confirm');
  if (!confirm) return;
  into.text(confirm.title, `${at}/confirm/title`, 100);
  into.text(confirm.text, `${at}/confirm/text`, 300);
  for (const part of ['confirm', 'deny']) {
    if (isFields(confirm[part])) into.text(confirm[part], `${at}/confirm/${part}`, 30);
  }
};

const checkers: Readonly<Record<string, (block: Fields, at: string, into: Complaints) => void>> = {
  section: (block, at, into) => {
    const fields = objectsIn(block.fields);
    if (block.text !== undefined || fields.length === 0) into.text(block.text, `${at}/text`, 3000);
    into.count(fields, `${at}/fields`, 10);
    for (const [index, field] of fields.entries()) into.text(field, `${at}/fields/${index}`, 2000);
    if (isFields(block.accessory)) checkElement(block.accessory, `${at}/accessory`, into);
  },
  header: (block, at, into) => {
    into.text(block.text, `${at}/text`, 150);
    into.plain(block.text, `${at}/text`);
  },
  context: (block, at, into) => {
    const elements = objectsIn(block.elements);
    if (elements.length === 0) into.add('must provide at least one element', `${at}/elements`);
    into.count(elements, `${at}/elements`, 10);
    elements.forEach((element, index) => {
      if (element.type !== 'image') into.text(element, `${at}/elements/${index}`, 3000);
    });
  },
  actions: (block, at, into) => {
    const elements = objectsIn(block.elements);
    if (elements.length === 0) into.add('must provide at least one element', `${at}/elements`);
    into.count(elements, `${at}/elements`, 25);
    for (const [index, element] of elements.entries()) checkElement(element, `${at}/elements/${index}`, into);
    const ids = elements.map((element) => element.action_id).filter((id) => id !== undefined);
    if (new Set(ids).size < ids.length) into.add('`action_id` already exists', `${at}/elements`);
  },
  input: (block, at, into) => {
    into.text(block.label, `${at}/label`, 2000);
    into.plain(block.label, `${at}/label`);
    if (isFields(block.element)) checkElement(block.element, `${at}/element`, into);
    else into.add('missing required field: element', at);
  },
  markdown: (block, at, into) => into.text(block, at, 12_000),
  rich_text: (block, at, into) => {
    if (!Array.isArray(block.elements)) into.add('missing required field: elements', at);
  },
  image: (block, at, into) => {
    if (typeof block.alt_text !== 'string') into.add('missing required field: alt_text', at);
  },
  divider: () => undefined,
  table: (block, at, into) => into.count(objectsIn(block.rows), `${at}/rows`, 100),
  video: () => undefined,
  file: () => undefined,
};

/** What Slack would complain about; empty when the blocks may be sent. */
export const complaintsAbout = (blocks: readonly Fields[], surface: keyof typeof limits): readonly string[] => {
  const into = new Complaints();
  const base = surface === 'view' ? '/view/blocks' : '/blocks';
  into.count(blocks, base, limits[surface]);
  blocks.forEach((block, index) => {
    const at = `${base}/${index}`;
    const type = stringAt(block, 'type') ?? '';
    into.string(block.block_id, `${at}/block_id`, 255);
    const check = checkers[type];
    if (check) check(block, at, into);
    else into.add(`unsupported type: ${type}`, at);
  });
  const ids = blocks.map((block) => block.block_id).filter((id) => id !== undefined);
  if (new Set(ids).size < ids.length) into.add('`block_id` already exists', base);
  return into.found;
};
