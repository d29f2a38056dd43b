import { z } from 'zod';
import type { Member, Place } from '../message';
import { SEVERITIES, severityField } from '../sla/policy';
import { DAY, MINUTE, type Millis, parseDuration } from '../time';
import { cureFor, oneOf } from './nearest';

/** How a value is called and written, for the reference and for every sentence about a wrong one. */
export interface Note {
  /** With its article, so that it can stand after "is not". */
  readonly is: string;
  readonly example: string;
  /** A better sentence about a mistake often made here; undefined when it is not that one. */
  readonly slip?: (value: unknown) => string | undefined;
}
/** A registry, because notes must survive .describe() and .optional(). */
export const notes = z.registry<Note>();
export function noted<T extends z.ZodType>(type: T, note: Note): T {
  notes.add(type, note);
  return type;
}

export const MAX_TEXT = 80;
const quoted = (value: unknown): string | undefined =>
  typeof value === 'number' || typeof value === 'boolean'
    ? `${value} is ${typeof value === 'number' ? 'a number' : 'true or false'}, not text; put it in quotes: "${value}".`
    : undefined;

export const words = (is: string, example: string) =>
  noted(z.string().trim().min(1).max(MAX_TEXT), { is, example, slip: quoted });

/** The name of a calendar, policy or team, as a key and where it is referred to. */
export const nameKey = (is: string, example: string) =>
  noted(z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N} ._+-]{0,39}$/u), { is, example, slip: quoted });

export const choice = <const T extends readonly [string, ...string[]]>(is: string, example: T[number], values: T) =>
  noted(z.enum(values), { is, example });

export const severity = () => noted(severityField(), { is: 'a severity', example: SEVERITIES[2] });

export const zone = (about: string) =>
  noted(z.string(), { is: 'a time zone', example: 'Europe/Berlin' }).describe(about);

const SAID: ReadonlyMap<unknown, boolean> = new Map([
  ['yes', true],
  ['on', true],
  ['no', false],
  ['off', false],
]);
export const yesOrNo = () =>
  noted(z.boolean(), {
    is: 'true or false',
    example: 'true',
    slip: (value) => (SAID.has(value) ? `"${value}" is not true or false; write ${SAID.get(value)}.` : undefined),
  });

export const wholeNumber = (is: string, example: string, from: number, to: number) =>
  noted(z.int().min(from).max(to), { is: `a whole number ${is} from ${from} to ${to}`, example });

export const list = <T extends z.ZodType>(of: T, is: string, example: string) =>
  noted(z.array(of).readonly(), { is: `a list of ${is}`, example, slip: alone });

/** One entry where a list of them belongs. */
const alone = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[\w:-]+$/.test(value)
    ? `"${value}" is not a list; put it in brackets: ["${value}"].`
    : undefined;

/** Longer than any promise; keeps a slip such as 4000d from being one. */
const LONGEST_TARGET = (366 * DAY) as Millis;

/** A length of time in whole minutes, at least one. */
export const wholeMinutes = (example: string) =>
  noted(
    z.string().transform((text, context): Millis => {
      const length = parseDuration(text);
      const wrong =
        length === undefined ? `"${text}" is not a length of time; write it like ${example}.` : slipIn(text, length);
      if (length !== undefined && wrong === undefined) return length;
      context.addIssue({ code: 'custom', message: wrong ?? '' });
      return z.NEVER;
    }),
    {
      is: 'a length of time',
      example,
      slip: (value) =>
        typeof value === 'number'
          ? `${value} has no unit; write it as ${value}m for minutes or ${value}h for hours.`
          : undefined,
    },
  );

function slipIn(text: string, length: Millis): string | undefined {
  if (length === 0) return `${text} is no time at all; write at least 1m, or remove the key to promise nothing.`;
  if (length % MINUTE !== 0) return `${text} is not whole minutes; write it as ${Math.ceil(length / MINUTE)}m.`;
  if (length > LONGEST_TARGET) return `${text} is longer than 366 days; write a shorter time, or remove the key.`;
  return undefined;
}

/** Minutes from midnight. */
export const timeOfDay = () =>
  noted(
    z.string().transform((text, context): number => {
      const [, hour, minute] = /^(\d{1,2}):(\d\d)$/.exec(text.trim()) ?? [];
      if (hour !== undefined && Number(hour) < 24 && Number(minute) < 60) return Number(hour) * 60 + Number(minute);
      context.addIssue({
        code: 'custom',
        message: `"${text}" is not a time of day; write 00:00 to 23:59, such as "09:00".`,
      });
      return z.NEVER;
    }),
    { is: 'a time of day', example: '"09:00"' },
  );

type Pair = readonly [platform: string, id: string];

/** `platform:id`, one spelling for one thing, so that texts can be compared. */
export const REFERENCE = /^([^:\s]+):(\S+)$/;

function reference<T>(is: string, id: string, platforms: readonly string[], make: (pair: Pair) => T) {
  const example = `${platforms[0]}:${id}`;
  const type = z.string().transform((text, context): T => {
    const [, platform = '', own = ''] = REFERENCE.exec(text) ?? [];
    const wrong = slipInReference(text, platform, own, example, platforms);
    if (wrong === undefined) return make([platform, own]);
    context.addIssue({ code: 'custom', message: wrong });
    return z.NEVER;
  });
  return noted(type, { is, example, slip: spaced });
}

/** `slack: C0ACME`, which is a block with the key slack. */
function spaced(value: unknown): string | undefined {
  const entries = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
  const [platform, id] = entries[0] ?? [];
  if (entries.length !== 1 || (typeof id !== 'string' && typeof id !== 'number')) return undefined;
  return `there is a space after the colon; write it as ${platform}:${id}.`;
}

function slipInReference(
  text: string,
  platform: string,
  id: string,
  example: string,
  platforms: readonly string[],
): string | undefined {
  if (/^[#@<]/.test(id === '' ? text : id)) {
    return `"${text}" is a name for people, which can change; write the id, such as ${example}.`;
  }
  if (platform === '') return `"${text}" does not say where; write the platform and the id, such as ${example}.`;
  if (platforms.includes(platform)) return undefined;
  return `there is no platform "${platform}"; ${cureFor(platform, platforms, `write ${oneOf(platforms)}.`)}`;
}

export const place = (is: string, id: string, platforms: readonly string[]) =>
  reference(is, id, platforms, ([platform, placeId]): Place => ({ platform, placeId }));

export const member = (platforms: readonly string[]) =>
  reference('a member', 'U0ALICE', platforms, ([platform, memberId]): Member => ({ platform, memberId }));
