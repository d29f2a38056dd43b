import { opaque } from './ids';

/** Discord takes this many characters in a custom_id. */
export const MOST_ID = 100;
const KEY = 12;

/** What a button or a form stands for: a command and the input it brings along. */
export interface Carried {
  readonly command: string;
  readonly input: Readonly<Record<string, string>>;
}

/**
 * `k:0:ticket claim?ticket=42`. The number makes it unique within its message, which Discord insists on; the key, where
 * there is one, is the delivery's: a message with buttons can be found by it.
 */
export const customId = ({ command, input }: Carried, at: number, key = ''): string => {
  const query = String(new URLSearchParams({ ...input }));
  return `${markOf(key)}:${at}:${command}${query === '' ? '' : `?${query}`}`;
};
/** Discord refuses a whole message for one id that is too long, as a long name in another script makes it. */
export const fits = (carried: Carried, at: number, key: string): boolean =>
  customId(carried, at, key).length <= MOST_ID;
/** `/account list after:"Änderungen AG"`: what a button stands for, to be typed. */
export const typedAs = ({ command, input }: Carried): string =>
  [`/${command}`, ...Object.entries(input).map(([name, value]) => `${name}:"${value}"`)].join(' ');
export const markOf = (key: string): string => (key === '' ? '' : opaque(key).slice(0, KEY));

export function carriedIn(id: string): Carried | undefined {
  const [, command, query] = /^[0-9a-f]*:\d+:([^?]+)(?:\?(.*))?$/.exec(id) ?? [];
  return command === undefined ? undefined : { command, input: Object.fromEntries(new URLSearchParams(query ?? '')) };
}
