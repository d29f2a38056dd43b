import type { Path } from '../calendar/calendar-error';

/**
 * A value in the file and where it stands, of whatever type it was written as. Lets a check look at what is sound
 * although something beside it is not, so that all problems are told at once.
 */
export interface Spot {
  readonly path: Path;
  readonly value: unknown;
}

const isBlock = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** One step into a block or a list; its value is undefined where there is nothing. */
export function under({ path, value }: Spot, step: string | number): Spot {
  const here = [...path, step];
  if (Array.isArray(value)) return { path: here, value: typeof step === 'number' ? value[step] : undefined };
  const found = isBlock(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  return { path: here, value: found };
}

export const follow = (spot: Spot, path: Path): Spot => path.reduce<Spot>((at, step) => under(at, step), spot);

/** The entries of a block or a list; none of anything else. */
export function entriesOf(spot: Spot): readonly Spot[] {
  const { value } = spot;
  if (Array.isArray(value)) return value.map((_, i) => under(spot, i));
  return isBlock(value) ? Object.keys(value).map((key) => under(spot, key)) : [];
}

export const namesIn = ({ value }: Spot): readonly string[] => (isBlock(value) ? Object.keys(value) : []);

/** Left out, or written with nothing in it. Something of a wrong type is not missing. */
export const isNothing = ({ value }: Spot): boolean =>
  value === undefined ||
  value === null ||
  (Array.isArray(value) && value.length === 0) ||
  (isBlock(value) && Object.keys(value).length === 0);

export const nameOf = ({ path }: Spot): string => String(path.at(-1) ?? '');
