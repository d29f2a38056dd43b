import { type Fields, fieldsAt, objectsIn, stringAt } from '../slack/fields';
import { labelOf } from './components';
import type { Modal } from './interaction';
import type { Message } from './message';
import { ComponentType, MessageType } from './numbers';

const controlLine = (component: Fields): string => {
  const options = objectsIn(component.options).map((option) => String(option.label));
  const parts = [labelOf(component), options.join(' | ')].filter((part) => part !== '');
  return `[${parts.join(': ')}]${component.disabled === true ? ' (off)' : ''}`;
};

const componentLines = (component: Fields): readonly string[] => {
  const children = objectsIn(component.components);
  const accessory = fieldsAt(component, 'accessory');
  switch (component.type) {
    case ComponentType.actionRow:
      return [children.flatMap(componentLines).join(' ')];
    case ComponentType.textDisplay:
      return [stringAt(component, 'content') ?? ''];
    case ComponentType.section:
      return [...children.flatMap(componentLines), ...(accessory ? componentLines(accessory) : [])];
    case ComponentType.container:
      return children.flatMap(componentLines);
    case ComponentType.separator:
      return ['---'];
    case ComponentType.label: {
      const field = fieldsAt(component, 'component');
      return [`${stringAt(component, 'label') ?? ''}: ${field ? componentLines(field).join(' ') : ''}`];
    }
    case ComponentType.textInput:
      return [`[${stringAt(component, 'value') ?? stringAt(component, 'placeholder') ?? ''}]`];
    case ComponentType.thumbnail:
    case ComponentType.mediaGallery:
    case ComponentType.file:
      return ['(media)'];
    default:
      return [controlLine(component)];
  }
};

const embedLines = (embed: Fields): readonly string[] => [
  ...[fieldsAt(embed, 'author')?.name, embed.title && `# ${String(embed.title)}`, embed.description]
    .filter((line) => typeof line === 'string')
    .map(String),
  ...objectsIn(embed.fields).map((field) => `${String(field.name)}: ${String(field.value)}`),
  ...[fieldsAt(embed, 'footer')?.text].filter((line) => typeof line === 'string').map(String),
];

/** What Discord itself writes into a channel. */
const systemLines = new Map<number, (message: Message) => string>([
  [MessageType.recipientAdd, () => '(added somebody)'],
  [MessageType.channelNameChange, ({ content }) => `(renamed: ${content})`],
  [MessageType.threadCreated, ({ content }) => `(started a thread: ${content})`],
  [MessageType.threadStarter, () => '(the message the thread began with)'],
]);

/** What a person would read, one block per line; markdown and mentions as written. */
export const plain = (shown: Message | Modal): string => {
  if ('title' in shown) return [`== ${shown.title} ==`, ...shown.components.flatMap(componentLines)].join('\n');
  const systemLine = systemLines.get(shown.type);
  if (systemLine) return systemLine(shown);
  const text = shown.content === '' ? [] : [shown.content];
  const files = shown.attachments.map((file) => `(${String(file.filename)})`);
  return [...text, ...shown.embeds.flatMap(embedLines), ...files, ...shown.components.flatMap(componentLines)].join(
    '\n',
  );
};
