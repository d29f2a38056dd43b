import { type Fields, fieldsAt, objectsIn, stringAt } from '../slack/fields';
import { badLength, invalid, required, tooLong } from './refusal';

const maxEmbeds = 10;
const maxFields = 25;
const maxTotal = 6000;

const measure = (holder: Fields, key: string, limit: number, path: string): number => {
  const text = stringAt(holder, key);
  if (text === undefined) return 0;
  if (text.length > limit) throw tooLong(`${path}.${key}`, limit);
  return text.length;
};

const fieldLength = (field: Fields, path: string): number => {
  for (const key of ['name', 'value']) if (!stringAt(field, key)) throw required(`${path}.${key}`);
  return measure(field, 'name', 256, path) + measure(field, 'value', 1024, path);
};

const embedLength = (embed: Fields, path: string): number => {
  const fields = objectsIn(embed.fields);
  if (fields.length > maxFields) throw badLength(`${path}.fields`, 0, maxFields);
  return (
    measure(embed, 'title', 256, path) +
    measure(embed, 'description', 4096, path) +
    measure(fieldsAt(embed, 'footer') ?? {}, 'text', 2048, `${path}.footer`) +
    measure(fieldsAt(embed, 'author') ?? {}, 'name', 256, `${path}.author`) +
    fields.reduce((sum, field, index) => sum + fieldLength(field, `${path}.fields.${index}`), 0)
  );
};

export const checkEmbeds = (embeds: readonly Fields[]): void => {
  if (embeds.length > maxEmbeds) throw badLength('embeds', 0, maxEmbeds);
  const total = embeds.reduce((sum, embed, index) => sum + embedLength(embed, `embeds.${index}`), 0);
  if (total > maxTotal) {
    throw invalid('embeds', 'MAX_EMBED_SIZE_EXCEEDED', `Embed size exceeds maximum size of ${maxTotal}`);
  }
};
