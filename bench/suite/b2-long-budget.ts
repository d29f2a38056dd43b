import { addOpenTime } from '../../src/core/calendar/open-time';
import { HOUR, millis } from '../../src/core/time';
import type { Benchmark } from '../benchmark';
import { type Side, sideBySide } from '../measure';
import { office, starts } from '../office';

const SHORT = 8;
const LONG = 2_000;
const COUNT = 200;

/** A promise of a year must not cost more than one of a day: nothing may walk the days in between. */
export const benchmark: Benchmark = {
  id: 'B2',
  what: `due date: ${LONG} business hours, warm calendar`,
  against: `itself with ${SHORT} business hours`,
  goal: { is: 'at most', ratio: 1.5 },
  async run(size) {
    const calendar = office();
    const from = starts(COUNT);
    const side = (hours: number): Side => {
      const budget = millis(hours * HOUR);
      return {
        name: `${hours} h`,
        count: COUNT,
        run: () => from.reduce((total, at) => total + addOpenTime(calendar, at, budget), 0),
      };
    };
    return sideBySide(side(SHORT), side(LONG), size === 'full' ? 51 : 21);
  },
};
