import { z } from 'zod';
import { deskFile } from './schema';
import { coreOf, isOptional, keyNote, layersOf, noteOf } from './schema-walk';

/** One key of the policy file, as its reference tells it. */
export interface KeyEntry {
  /** `channels[].reactions.open`, `policies.<name>.warn_at` */
  readonly path: string;
  readonly is: string;
  readonly required: boolean;
  /** As it would be written; undefined when nothing takes its place. */
  readonly fallback?: string;
  readonly example: string;
  readonly about: string;
}

/** Every key there is, each block before what is in it. */
export const keyEntries = (platforms: readonly string[]): readonly KeyEntry[] => entriesBelow(deskFile(platforms), '');

function entriesBelow(type: z.core.$ZodType, path: string): readonly KeyEntry[] {
  const core = coreOf(type);
  if (core instanceof z.ZodArray) return entriesBelow(core.element, `${path}[]`);
  if (core instanceof z.ZodRecord) {
    const name = (keyNote(core)?.is ?? 'a name').split(' ').at(-1);
    return entriesBelow(core.valueType, `${path}.<${name}>`);
  }
  if (!(core instanceof z.ZodObject)) return [];
  return Object.entries(core.shape).flatMap(([key, of]) => {
    const here = path === '' ? key : `${path}.${key}`;
    return [entryOf(of, here), ...entriesBelow(of, here)];
  });
}

/** @throws Error when a key says nothing about itself */
function entryOf(type: z.core.$ZodType, path: string): KeyEntry {
  const note = noteOf(type);
  const about = layersOf(type)
    .map((layer) => z.globalRegistry.get(layer)?.description)
    .find((text) => text !== undefined);
  if (note === undefined || about === undefined) throw new Error(`${path} needs a note and .describe()`);
  const fallback = fallbackOf(type);
  return {
    path,
    is: note.is,
    required: !isOptional(type),
    ...(fallback === undefined ? {} : { fallback }),
    example: note.example,
    about,
  };
}

function fallbackOf(type: z.core.$ZodType): string | undefined {
  const value = layersOf(type).find((layer) => layer instanceof z.ZodDefault)?.def.defaultValue;
  if (Array.isArray(value)) return value.length === 0 ? undefined : `[${value.join(', ')}]`;
  return value === undefined || typeof value === 'object' ? undefined : String(value);
}
