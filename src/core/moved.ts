import type { Place } from './message';

/** A channel that its platform calls by another id now than the desk knows it by. */
export interface Moved {
  readonly known: Place;
  readonly now: Place;
}

/** Which channel the desk knows a channel as. */
export const knownAs =
  (moves: readonly Moved[]) =>
  (place: Place): Place =>
    moves.find(({ now }) => now.placeId === place.placeId && now.platform === place.platform)?.known ?? place;

/** What its platform calls a channel now that the desk knows. */
export const calledNow =
  (moves: readonly Moved[]) =>
  (place: Place): Place =>
    moves.findLast(({ known }) => known.placeId === place.placeId && known.platform === place.platform)?.now ?? place;

/** The same plain data, with another place for each one in it. */
export function renamed<T>(value: T, rename: (place: Place) => Place): T {
  if (Array.isArray(value)) return value.map((one) => renamed(one, rename)) as T;
  if (typeof value !== 'object' || value === null) return value;
  if (isPlace(value)) return rename(value) as T;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, renamed(one, rename)])) as T;
}

const isPlace = (value: object): value is Place & object =>
  'platform' in value && 'placeId' in value && typeof value.placeId === 'string';
