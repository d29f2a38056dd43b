/** A moment: whole milliseconds since 1970 UTC. Never a Date, which mutates and carries the host's zone. */
export type Instant = number & { readonly __brand: 'Instant' };
/** A length of time in whole milliseconds. */
export type Millis = number & { readonly __brand: 'Millis' };

/** The only source of "now". */
export interface Clock {
  now(): Instant;
}

export const SECOND = 1_000 as Millis;
export const MINUTE = 60_000 as Millis;
export const HOUR = 3_600_000 as Millis;
export const DAY = 86_400_000 as Millis;

export const instant = (epochMillis: number): Instant => Math.trunc(epochMillis) as Instant;
export const millis = (length: number): Millis => Math.trunc(length) as Millis;
export const plus = (at: Instant, length: Millis): Instant => (at + length) as Instant;
export const minus = (at: Instant, length: Millis): Instant => (at - length) as Instant;
/** Length from `from` to `to`; negative when `to` is earlier. */
export const between = (from: Instant, to: Instant): Millis => (to - from) as Millis;
export const earlier = (a: Instant, b: Instant): Instant => (a < b ? a : b);
export const later = (a: Instant, b: Instant): Instant => (a > b ? a : b);

const UNITS: readonly (readonly [unit: string, length: number])[] = [
  ['d', DAY],
  ['h', HOUR],
  ['m', MINUTE],
  ['min', MINUTE],
  ['s', SECOND],
];

/** `2h`, `1h 30m`, `45 min`, `2d`: a day is 24 hours. Undefined when it is not a length of time. */
export function parseDuration(text: string): Millis | undefined {
  const words = text.trim().toLowerCase();
  if (!/^(\d{1,6}\s*(d|h|m|min|s)\s*)+$/.test(words)) return undefined;
  let total = 0;
  for (const [, count, unit] of words.matchAll(/(\d+)\s*(min|d|h|m|s)/g)) {
    total += Number(count) * (UNITS.find(([name]) => name === unit)?.[1] ?? 0);
  }
  return millis(total);
}

/** Open time is said in hours, never days: a day of office hours is not 24 of them. */
export function sayOpenTime(length: Millis): string {
  const minutes = Math.floor(Math.abs(length) / MINUTE);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (minutes === 0) return length === 0 ? '0 min' : 'under a minute';
  return [hours > 0 ? `${hours} h` : '', rest > 0 ? `${rest} min` : ''].filter((part) => part !== '').join(' ');
}

/** To the last bit, for sums that people check by hand: `1 h 30 min 5 s`. */
export function sayExactly(length: Millis): string {
  const [hours, minutes, seconds] = [
    Math.floor(length / HOUR),
    Math.floor((length % HOUR) / MINUTE),
    (length % MINUTE) / SECOND,
  ];
  const parts = [hours > 0 ? `${hours} h` : '', minutes > 0 ? `${minutes} min` : '', seconds > 0 ? `${seconds} s` : ''];
  return parts.filter((part) => part !== '').join(' ') || '0 min';
}

/** As people say it: `2 h 15 min`, `3 d 4 h`, `under a minute`. At most two units, rounded down. */
export function sayDuration(length: Millis): string {
  const minutes = Math.floor(Math.abs(length) / MINUTE);
  if (minutes === 0) return length === 0 ? '0 min' : 'under a minute';
  const parts = [
    [Math.floor(minutes / 1440), 'd'],
    [Math.floor(minutes / 60) % 24, 'h'],
    [minutes % 60, 'min'],
  ] as const;
  const first = parts.findIndex(([count]) => count > 0);
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ');
}
