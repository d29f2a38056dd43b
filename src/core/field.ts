import { z } from 'zod';
import { isContractDay, type LocalDate } from './calendar/zone';
import { parseDuration } from './time';

export type FieldKind = 'text' | 'paragraph' | 'integer' | 'ticket' | 'choice' | 'member' | 'place' | 'duration';

/** One input, ready to be a Discord option, a Block Kit input or a word on a command line. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly required: boolean;
  readonly kind: FieldKind;
  readonly choices?: readonly string[];
  readonly maxLength?: number;
}
export interface CommandSpec {
  readonly name: string;
  readonly summary: string;
  readonly fields: readonly Field[];
  /** `agents`: left out of what a customer is offered. `hidden`: pressed, never typed. */
  readonly audience: 'everyone' | 'agents' | 'hidden';
}

/** Kinds live in a registry because they must survive .describe() and .optional(). */
const kinds = z.registry<{ kind: FieldKind }>();
function marked<T extends z.ZodType>(type: T, kind: FieldKind): T {
  kinds.add(type, { kind });
  return type;
}

const MAX_TEXT = 200;
export const MAX_PARAGRAPH = 3_000;

export const line = () => marked(words(MAX_TEXT), 'text');
export const paragraph = () => marked(words(MAX_PARAGRAPH), 'paragraph');
/** A channel, as its mention with its name beside it; in words that others will read, the name alone says which it is. */
const words = (most: number) => z.string().trim().min(1).max(most).transform(withChannelNames);
const withChannelNames = (text: string): string => text.replace(/<#[A-Za-z0-9_-]{1,40}\|([^<>|]+)>/g, '#$1');
/** A channel: a mention of one, `here`, or as the policy file writes it. */
export const placeName = () => marked(z.string().trim().min(1).max(MAX_TEXT), 'place');
export const ticketNumber = () =>
  marked(
    z
      .string()
      .trim()
      .regex(/^#?\d{1,9}$/, 'a ticket number looks like 42 or #42')
      .transform((text) => Number(text.replace('#', ''))),
    'ticket',
  );
/** A platform member's id; typed as a mention. */
export const person = () =>
  marked(
    z
      .string()
      .trim()
      .transform((text) => /^<@!?([^>|]+)(\|[^>]*)?>$/.exec(text)?.[1] ?? text)
      .pipe(z.string().regex(/^[A-Za-z0-9_-]{1,40}$/, 'mention the person with @')),
    'member',
  );
export const duration = () =>
  marked(
    z.string().transform((text, context) => {
      const length = parseDuration(text);
      if (length !== undefined) return length;
      context.addIssue({ code: 'custom', message: 'write a length of time such as 2h or 45m' });
      return z.NEVER;
    }),
    'duration',
  );

/** A day, `2026-12-31`. */
export const date = () =>
  marked(
    z.string().transform((text, context): LocalDate => {
      const day = text.trim();
      if (isContractDay(day)) return day;
      context.addIssue({ code: 'custom', message: 'write a day as year-month-day, such as 2026-12-31' });
      return z.NEVER;
    }),
    'text',
  );
export const wholeNumber = (most: number) =>
  marked(
    z
      .string()
      .trim()
      .regex(/^\d{1,9}$/, 'write a whole number')
      .transform(Number)
      .refine((count) => count <= most, `write a number up to ${most}`),
    'text',
  );
/** A wish that is said by a word: the field left out says nothing. */
export const yesOrNo = () => z.enum(['yes', 'no']);

const MAX_FIELDS = 25;
/** @throws Error at load when a field has no label or no form control */
export function fieldsOf(input: z.ZodObject): readonly Field[] {
  const fields = Object.entries(input.shape).map(([name, type]) => fieldOf(name, type as z.ZodType));
  if (fields.length > MAX_FIELDS) throw new Error(`more than ${MAX_FIELDS} fields`);
  // Discord wants required options first; so does a reader.
  return [...fields.filter((field) => field.required), ...fields.filter((field) => !field.required)];
}

function fieldOf(name: string, outer: z.ZodType): Field {
  let type = outer;
  let required = true;
  let label = outer.description;
  while (type instanceof z.ZodOptional || type instanceof z.ZodDefault) {
    required = false;
    type = type.def.innerType as z.ZodType;
    // .describe() before .optional() is invisible from outside.
    label ??= type.description;
  }
  if (label === undefined) throw new Error(`field ${name} needs .describe()`);
  const choices = type instanceof z.ZodEnum ? type.options.map(String) : undefined;
  const kind = choices === undefined ? kinds.get(type)?.kind : 'choice';
  if (kind === undefined)
    throw new Error(`field ${name} has no form control: use line(), paragraph(), … from field.ts`);
  const maxLength = kind === 'text' || kind === 'place' ? MAX_TEXT : kind === 'paragraph' ? MAX_PARAGRAPH : undefined;
  return {
    name,
    label,
    required,
    kind,
    ...(choices === undefined ? {} : { choices }),
    ...(maxLength === undefined ? {} : { maxLength }),
  };
}

/**
 * `42 to:@ana note:"on it"` into values. Words without a name fill the fields in order;
 * the last field of free text takes the rest of the line, and a ticket field takes a word only if it looks like a number.
 * `rest` is what no field took.
 */
export function parseLine(
  fields: readonly Field[],
  text: string,
): { readonly values: Record<string, string>; readonly rest: string } {
  const values: Record<string, string> = {};
  let rest = text.trim();
  for (;;) {
    const named = /^(\w+):(?:"([^"]*)"|(\S+))\s*/.exec(rest) ?? undefined;
    if (named !== undefined && fields.some((field) => field.name === named[1])) {
      const field = fields.find(({ name }) => name === named[1]);
      values[named[1] ?? ''] = canonical(field, named[2] ?? named[3] ?? '');
      rest = rest.slice(named[0].length);
      continue;
    }
    const open = fields.filter((field) => values[field.name] === undefined);
    const next = open.find((field) => fits(field, rest));
    if (rest === '' || next === undefined) break;
    const greedy = next.kind === 'paragraph' || (next.kind === 'text' && open.at(-1) === next);
    const word = greedy ? undefined : /^(?:"([^"]*)"|(\S+))\s*/.exec(rest);
    values[next.name] = canonical(next, word ? (word[1] ?? word[2] ?? '') : unquote(rest));
    rest = word ? rest.slice(word[0].length) : '';
  }
  return { values, rest };
}

function fits(field: Field, rest: string): boolean {
  if (field.kind === 'ticket') return /^#?\d{1,9}(\s|$)/.test(rest);
  if (field.kind === 'member') return /^<@|^@/.test(rest);
  if (field.kind === 'choice') {
    const word = /^\S+/.exec(rest)?.[0].toLowerCase();
    return (field.choices ?? []).some((choice) => choice.toLowerCase() === word);
  }
  return true;
}

const unquote = (text: string): string => /^"([^"]*)"$/.exec(text)?.[1] ?? text;

const canonical = (field: Field | undefined, word: string): string =>
  field?.choices?.find((choice) => choice.toLowerCase() === word.toLowerCase()) ?? word;
