import { instantOf, isLocalDate } from '../../calendar/zone';
import { messageOf } from '../../errors';
import { DAY, type Instant, instant, MINUTE, type Millis, millis, SECOND } from '../../time';
import { CaseError } from './case-error';

/** An object of a JSON file: keys are looked at as they are needed, unknown ones are left alone. */
export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isMissing = (value: unknown): value is null | undefined => value === undefined || value === null;

/** @throws CaseError unless it is an object or missing */
export function fieldsIn(of: Fields, key: string): Fields {
  const value = of[key];
  if (isMissing(value)) return {};
  if (isFields(value)) return value;
  throw new CaseError(`"${key}" is not an object with keys.`);
}

/** @throws CaseError unless it is a list or missing */
export function listIn(of: Fields, key: string): readonly unknown[] {
  const value = of[key];
  if (isMissing(value)) return [];
  if (Array.isArray(value)) return value;
  throw new CaseError(`"${key}" is not a list.`);
}

export const textIn = (of: Fields, key: string): string | undefined => {
  const value = of[key];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
};

/** Undefined when it is missing; a number written as text is one all the same. */
export function numberIn(of: Fields, key: string): number | undefined {
  const value = of[key];
  if (isMissing(value)) return undefined;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number === 'number' && Number.isFinite(number)) return number;
  throw new CaseError(`"${key}" is ${JSON.stringify(value)}, which is not a number.`);
}

/** Undefined when it is missing. */
export function yesOrNoIn(of: Fields, key: string): boolean | undefined {
  const value = of[key];
  if (isMissing(value)) return undefined;
  if (typeof value === 'boolean') return value;
  throw new CaseError(`"${key}" is ${JSON.stringify(value)}, which is neither true nor false.`);
}

/** The same, with the place in the file before what is wrong there. */
export function within<T>(place: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new CaseError(`${place}: ${messageOf(error)}`);
  }
}

/** A length in `count` units of `unit`, to the nearest millisecond. */
export function lengthOf(key: string, count: number, unit: Millis): Millis {
  const length = Math.round(count * unit);
  if (length < 0) throw new CaseError(`"${key}" is ${count}: a length of time cannot be negative.`);
  if (!Number.isSafeInteger(length)) throw new CaseError(`"${key}" is ${count}, which is longer than can be counted.`);
  return millis(length);
}

const MOMENT =
  /^(\d{4}-\d\d-\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?)?\s*(?:([Zz])|([+-])(\d\d):?(\d\d)?)?$/;

/** No place is a whole day away from UTC. */
const MOST_OFFSET_MINUTES = 1439;

/** A moment with its offset from UTC or, without one, on the wall in `zone`. Exact to the millisecond. */
export function momentIn(of: Fields, key: string, zone: string): Instant {
  const value = of[key];
  if (isMissing(value)) throw new CaseError(`"${key}" is missing.`);
  const found = typeof value === 'string' ? MOMENT.exec(value.trim()) : null;
  const [, date = '', hour = '0', minute = '0', second = '0', fraction = '', utc, sign, hours, minutes] = found ?? [];
  const inDay = Number(hour) * 60 + Number(minute);
  const rest = Number(second) * SECOND + Number(fraction.padEnd(3, '0').slice(0, 3));
  const offset = (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
  const isOnClock = Number(minute) <= 59 && Number(second) <= 59 && inDay * MINUTE + rest <= DAY;
  if (!isLocalDate(date) || !isOnClock || Number(minutes ?? 0) > 59 || Math.abs(offset) > MOST_OFFSET_MINUTES) {
    throw new CaseError(
      `"${key}" is ${JSON.stringify(value)}, which is not a moment. Write it like 2026-11-23T09:00:00+01:00.`,
    );
  }
  if (date < '1900-01-02' || date > '2399-12-30') {
    throw new CaseError(`"${key}" is ${date}, which is out of reach: from 1900 to 2399.`);
  }
  if (utc === undefined && sign === undefined) return instant(instantOf(zone, date, inDay) + rest);
  return instant(Date.parse(date) + (inDay - offset) * MINUTE + rest);
}
