import { always, readCalendar } from '../../../src/core/calendar/calendar';
import { clip, type Span, subtract, union } from '../../../src/core/calendar/span-set';
import { openYears, tableOf, totalOf, yearOf } from '../../../src/core/calendar/spans';
import { instant } from '../../../src/core/time';
import { at, OFFICE_WEEK } from './moments';

const spans = (...pairs: readonly (readonly [from: number, to: number])[]): readonly Span[] =>
  pairs.map(([from, to]) => ({ from: instant(from), to: instant(to) }));

describe('Spans', () => {
  test('that touch or overlap become one, in order, and empty ones vanish', () => {
    expect(union(spans([5, 8], [1, 3], [3, 4], [6, 7], [9, 9], [12, 11]))).toEqual(spans([1, 4], [5, 8]));
  });

  test('less closed ones keep what lies outside all of those', () => {
    const closed = spans([0, 1], [2, 3], [4, 6], [9, 20]);
    expect(subtract(spans([1, 5], [6, 10], [10, 12], [30, 40]), closed)).toEqual(
      spans([1, 2], [3, 4], [6, 9], [30, 40]),
    );
  });

  test('inside a frame are cut at its ends; those that only touch it are not in it', () => {
    expect(clip(spans([0, 2], [2, 5], [6, 9], [10, 12]), { from: instant(2), to: instant(7) })).toEqual(
      spans([2, 5], [6, 7]),
    );
  });
});

describe('The tables of a calendar', () => {
  test('are few, however many years are asked for, while the totals stay', () => {
    const years = openYears(readCalendar({ zone: 'UTC', week: OFFICE_WEEK }));
    const first = yearOf(at('2000-06-01T00:00:00Z'));
    const totals = Array.from({ length: 30 }, (_, n) => totalOf(years, first + n));
    expect(years.tables.filter((table) => table !== undefined)).toHaveLength(8);
    expect(years.totals.filter((total) => total !== undefined)).toHaveLength(30);
    expect(tableOf(years, first).total).toBe(totals[0]);
  });

  test('meet without a gap: around the clock each is one span, ended by the next', () => {
    const years = openYears(always('America/St_Johns'));
    const year = yearOf(at('2010-06-01T00:00:00Z'));
    const [, end] = tableOf(years, year).edges.values;
    expect(tableOf(years, year).edges.values).toHaveLength(2);
    expect(tableOf(years, year + 1).edges.values[0]).toBe(end);
  });

  test('are shared by everyone who holds the same calendar', () => {
    const calendar = always('UTC');
    expect(openYears(calendar)).toBe(openYears(calendar));
  });
});
