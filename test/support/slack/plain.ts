import { type Fields, fieldsAt, isFields, objectsIn, stringAt } from './fields';
import { unescaped } from './mrkdwn';

const textOf = (value: unknown): string => {
  if (!isFields(value)) return '';
  const text = stringAt(value, 'text') ?? '';
  return value.type === 'mrkdwn' ? unescaped(text) : text;
};

const richElement = (element: Fields): string => {
  switch (element.type) {
    case 'user':
      return `<@${element.user_id}>`;
    case 'usergroup':
      return `<!subteam^${element.usergroup_id}>`;
    case 'channel':
      return `<#${element.channel_id}>`;
    case 'broadcast':
      return `<!${element.range}>`;
    case 'emoji':
      return `:${element.name}:`;
    case 'date':
      return String(element.fallback ?? element.timestamp);
    case 'link':
      return stringAt(element, 'text') ?? String(element.url);
    default:
      return stringAt(element, 'text') ?? '';
  }
};

const richLines = (part: Fields): readonly string[] => {
  const children = objectsIn(part.elements);
  if (part.type === 'rich_text_list') {
    return children.map((item, index) => {
      const bullet = part.style === 'ordered' ? `${index + 1}.` : '•';
      return `${bullet} ${richLines(item).join('\n')}`;
    });
  }
  const text = children.map(richElement).join('');
  if (part.type === 'rich_text_quote') return text.split('\n').map((line) => `> ${line}`);
  if (part.type === 'rich_text_preformatted') return ['```', text, '```'];
  return [text];
};

const labelOf = (element: Fields): string => {
  if (element.type === 'image') return `(${stringAt(element, 'alt_text') ?? 'image'})`;
  if (element.type === 'button') return `[${textOf(element.text)}]`;
  const options = objectsIn(element.options).map((option) => textOf(option.text));
  const initial = textOf(fieldsAt(element, 'initial_option')?.text) || stringAt(element, 'initial_value');
  const shown = initial ?? textOf(element.placeholder);
  return `[${[shown, ...(options.length > 0 ? [options.join(' | ')] : [])].filter((part) => part !== '').join(': ')}]`;
};

const blockLines = (block: Fields): readonly string[] => {
  switch (block.type) {
    case 'header':
      return [`# ${textOf(block.text)}`];
    case 'section': {
      const lines = [textOf(block.text), ...objectsIn(block.fields).map(textOf)];
      if (isFields(block.accessory)) lines.push(labelOf(block.accessory));
      return lines.filter((line) => line !== '');
    }
    case 'context':
      return [
        objectsIn(block.elements)
          .map((element) => (element.type === 'image' ? labelOf(element) : textOf(element)))
          .join(' '),
      ];
    case 'actions':
      return [objectsIn(block.elements).map(labelOf).join(' ')];
    case 'divider':
      return ['---'];
    case 'rich_text':
      return objectsIn(block.elements).flatMap(richLines);
    case 'markdown':
      return [stringAt(block, 'text') ?? ''];
    case 'input':
      return [`${textOf(block.label)}: ${labelOf(fieldsAt(block, 'element') ?? {})}`];
    case 'image':
      return [labelOf(block)];
    default:
      return [`(${String(block.type)})`];
  }
};

/** Anything shown with blocks: a message, something ephemeral, or a view. */
export interface Shown {
  readonly text?: string;
  readonly title?: unknown;
  readonly blocks: readonly Fields[];
}

/** What a person would read, one block per line. With blocks, the text is only the notification and is not shown. */
export const plain = (shown: Shown): string => {
  const title = textOf(shown.title);
  const lines = shown.blocks.length > 0 ? shown.blocks.flatMap(blockLines) : [unescaped(shown.text ?? '')];
  return [...(title === '' ? [] : [`== ${title} ==`]), ...lines].join('\n');
};

const control = /<(@[UW][A-Z0-9]+|!here|!channel|!everyone|!subteam\^S[A-Z0-9]+)(?:\|[^>]*)?>/g;
const autoParsed = /(?:^|\s)@(here|channel|everyone)\b/g;

const pingsIn = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(pingsIn);
  if (!isFields(value)) return [];
  const own: string[] = [];
  if (value.type === 'mrkdwn') {
    const text = stringAt(value, 'text') ?? '';
    own.push(...[...text.matchAll(control)].map((match) => match[1] ?? ''));
    // Without verbatim:true Slack itself turns @here into <!here>, so escaping user text is not enough.
    if (value.verbatim !== true) own.push(...[...text.matchAll(autoParsed)].map((match) => `!${match[1]}`));
  }
  if (value.type === 'user') own.push(`@${value.user_id}`);
  if (value.type === 'usergroup') own.push(`!subteam^${value.usergroup_id}`);
  if (value.type === 'broadcast') own.push(`!${value.range}`);
  return [...own, ...Object.values(value).flatMap(pingsIn)];
};

/** Whom the message would notify: users, groups and whole channels, as "@U1", "!subteam^S1", "!here". */
export const pings = (shown: Shown): readonly string[] => {
  const fromText = [...(shown.text ?? '').matchAll(control)].map((match) => match[1] ?? '');
  return [...new Set([...fromText, ...pingsIn(shown.blocks)])];
};
