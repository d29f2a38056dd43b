import { ApiError } from './arguments';
import { complaintsAbout } from './block-limits';
import { type Fields, isFields, objectsIn } from './fields';

/**
 * All text in the blocks of one message, together. The limit is not documented; 12,000 is what Slack's staff named
 * (bolt-js#2509), and messages somewhat below it have been refused too (bolt-js#2867).
 */
const maxTextOfAllBlocks = 12_000;

const textLength = (value: unknown): number => {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + textLength(item), 0);
  if (!isFields(value)) return 0;
  return Object.entries(value).reduce(
    (sum, [key, item]) => sum + (key === 'text' && typeof item === 'string' ? item.length : textLength(item)),
    0,
  );
};

let named = 0;

const nameElement = (element: Fields): Fields => {
  if (element.type === 'image' || element.action_id !== undefined) return element;
  named += 1;
  return { ...element, action_id: `a${named.toString(36)}` };
};

/** Slack gives a block_id to every block and an action_id to every element that came without one. */
const nameBlock = (block: Fields): Fields => {
  named += 1;
  return {
    ...block,
    block_id: block.block_id ?? `b${named.toString(36)}`,
    ...(block.type === 'actions' ? { elements: objectsIn(block.elements).map(nameElement) } : {}),
    ...(isFields(block.accessory) ? { accessory: nameElement(block.accessory) } : {}),
    ...(isFields(block.element) ? { element: nameElement(block.element) } : {}),
  };
};

/** The blocks as Slack stores them, or the refusal it would give. */
export const messageBlocks = (value: unknown): readonly Fields[] => {
  if (value === undefined) return [];
  if (!Array.isArray(value) || value.some((block) => !isFields(block))) throw new ApiError('invalid_blocks_format');
  const blocks = objectsIn(value);
  const errors = complaintsAbout(blocks, 'message');
  if (errors.length > 0) {
    const messages = errors.map((error) => `[ERROR] ${error}`);
    throw new ApiError('invalid_blocks', { errors, response_metadata: { messages } });
  }
  if (textLength(blocks) > maxTextOfAllBlocks) throw new ApiError('msg_blocks_too_long');
  return blocks.map(nameBlock);
};

export const viewBlocks = (value: unknown): readonly Fields[] => objectsIn(value).map(nameBlock);

export interface Clickable {
  readonly block: Fields;
  readonly element: Fields;
}

/** Everything a person can press, pick from or fill in, in reading order. */
export const clickablesIn = (blocks: readonly Fields[]): readonly Clickable[] =>
  blocks.flatMap((block) => {
    const elements = block.type === 'actions' ? objectsIn(block.elements) : [block.accessory, block.element];
    return elements
      .filter(isFields)
      .filter((element) => element.type !== 'image')
      .map((element) => ({ block, element }));
  });
