import { z } from 'zod';
import type { Path } from '../calendar/calendar-error';
import { type Note, notes } from './fields';

/** What a wrapper such as optional or default is around. */
function inner(type: z.core.$ZodType): z.core.$ZodType | undefined {
  if (type instanceof z.ZodOptional || type instanceof z.ZodDefault || type instanceof z.ZodPrefault) {
    return type.def.innerType;
  }
  if (type instanceof z.ZodReadonly) return type.def.innerType;
  return type instanceof z.ZodPipe ? type.def.in : undefined;
}

/** From the outside in: the wrappers, then the type itself. */
export function layersOf(type: z.core.$ZodType): readonly z.core.$ZodType[] {
  const within = inner(type);
  return within === undefined ? [type] : [type, ...layersOf(within)];
}

export const coreOf = (type: z.core.$ZodType): z.core.$ZodType => layersOf(type).at(-1) ?? type;

export const isOptional = (type: z.core.$ZodType): boolean =>
  layersOf(type).some(
    (layer) => layer instanceof z.ZodOptional || layer instanceof z.ZodDefault || layer instanceof z.ZodPrefault,
  );

export function noteOf(type: z.core.$ZodType): Note | undefined {
  for (const layer of layersOf(type)) {
    const note = notes.get(layer);
    if (note !== undefined) return note;
  }
  return undefined;
}

function stepInto(type: z.core.$ZodType, step: string | number): z.core.$ZodType | undefined {
  const core = coreOf(type);
  if (core instanceof z.ZodObject) return Object.hasOwn(core.shape, step) ? core.shape[step] : undefined;
  if (core instanceof z.ZodRecord) return core.valueType;
  return core instanceof z.ZodArray ? core.element : undefined;
}

/** What may stand at a path of the file. */
export const typeAt = (root: z.core.$ZodType, path: Path): z.core.$ZodType | undefined =>
  path.reduce<z.core.$ZodType | undefined>(
    (type, step) => (type === undefined ? undefined : stepInto(type, step)),
    root,
  );

/** The keys a block may have, if they are not free names. */
export function keysOf(type: z.core.$ZodType): readonly string[] | undefined {
  const core = coreOf(type);
  if (core instanceof z.ZodObject) return Object.keys(core.shape);
  return core instanceof z.ZodRecord && core.keyType instanceof z.ZodEnum
    ? core.keyType.options.map(String)
    : undefined;
}

/** What a key of this block is called: `a severity`, or nothing where it is just a key. */
export function keyNote(type: z.core.$ZodType): Note | undefined {
  const core = coreOf(type);
  return core instanceof z.ZodRecord ? notes.get(core.keyType) : undefined;
}
