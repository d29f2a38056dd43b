import { type Fields, isFields, objectsIn } from '../slack/fields';
import type { Upload } from './asked';
import type { Discord } from './discord';
import { refusal } from './refusal';

const maxFileBytes = 10 * 1024 * 1024;
const maxFiles = 10;

/** Stores the files and returns them as attachments; `described` says more about them, by their place in the list. */
export const attach = (
  discord: Discord,
  channelId: string,
  files: readonly Upload[],
  described: unknown = [],
): readonly Fields[] => {
  if (files.some((file) => file.size > maxFileBytes) || files.length > maxFiles) throw refusal('tooLarge');
  return files.map((file, index) => {
    const about = objectsIn(described).find((one) => String(one.id) === String(index));
    const id = discord.ids.next();
    const path = `/attachments/${channelId}/${id}/${encodeURIComponent(file.name)}`;
    discord.files.set(path, file.content);
    const url = `http://${discord.address}${path}`;
    return {
      id,
      filename: file.name,
      size: file.size,
      url,
      proxy_url: url,
      content_type: file.contentType,
      ...(typeof about?.description === 'string' ? { description: about.description } : {}),
    };
  });
};

/** After an edit: the old ones the app listed by id, or all of them if it listed none, and the new ones. */
export const keptAttachments = (old: readonly Fields[], listed: unknown): readonly Fields[] => {
  if (!Array.isArray(listed)) return old;
  const ids = new Set(listed.filter(isFields).map((one) => String(one.id)));
  return old.filter((one) => ids.has(String(one.id)));
};
