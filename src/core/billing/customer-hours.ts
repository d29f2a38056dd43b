import { sayDate, sayMonth } from '../calendar/say-date';
import { type Line, strong } from '../message';
import { sayOpenTime as sayLength } from '../time';
import type { HoursBalance } from './balance';
import { sayMoney } from './money';
import { lastDayOf } from './month';
import type { PackBalance } from './pack-balance';

/** Further packs are told by their number. */
const MOST_PACKS = 5;
/** From so many days before its end we say how near it is, and for as many after it what was lost. */
const NEAR_DAYS = 30;

export function customerHours(balance: HoursBalance): readonly Line[] {
  const { included, left, beyond, overage } = balance;
  const told = balance.packs.flatMap(packLine);
  const more = told.length - MOST_PACKS;
  return [
    first(balance),
    ...(included === undefined || included.granted === 0
      ? []
      : [
          [
            included.left === 0
              ? `Included in ${sayMonth(included.month)}: ${sayLength(included.granted)}, all used.`
              : `Included in ${sayMonth(included.month)}: ${sayLength(included.left)} of ${sayLength(included.granted)} left, until ${sayDate(lastDayOf(included.month))}.`,
          ],
        ]),
    ...told.slice(0, MOST_PACKS),
    ...(more > 0 ? [[`And ${more} more like these.`]] : []),
    ...(left > 0 && beyond.from === 'overage' ? [[`After that each hour costs ${sayMoney(beyond.rate)}.`]] : []),
    ...(overage.length > 0
      ? [
          [
            `Charged by the hour this month: ${[sayLength(overage.length), ...overage.amounts.map(sayMoney)].join(', ')}.`,
          ],
        ]
      : []),
  ];
}

function first({ left, metered, beyond, included, packs }: HoursBalance): Line {
  if (left > 0) return ['You have ', strong(sayLength(left)), ' of support left.'];
  if (beyond.from === 'flat') return ['Your plan counts no hours.'];
  if (beyond.from === 'overage') {
    // Who never had any hours has none that could be over.
    return included === undefined && packs.every(({ state }) => state === 'upcoming')
      ? [`Each hour costs ${sayMoney(beyond.rate)}.`]
      : [`No hours are left. Each further one costs ${sayMoney(beyond.rate)}.`];
  }
  const later = packs.some(({ state }) => state === 'upcoming');
  if (!metered) return later ? ['Your hours have not begun yet.'] : ['No hours are agreed with you. Ask us for some.'];
  return later ? ['No hours are left until the next ones begin.'] : ['No hours are left. Ask us for more.'];
}

function packLine({ from, until, length, left, state, expiresIn = 0 }: PackBalance): readonly Line[] {
  const name = `${sayLength(length)} from ${sayDate(from)}`;
  switch (state) {
    case 'used up':
      return [];
    case 'upcoming':
      return [[`${name}: not begun yet${until === undefined ? '' : `, then until ${sayDate(until)}`}.`]];
    case 'expired':
      return until === undefined || expiresIn < -NEAR_DAYS
        ? []
        : [[`${name}: ended on ${sayDate(until)} with ${sayLength(left)} unused.`]];
    case 'usable':
      return [
        [
          `${name}: ${sayLength(left)} left${until === undefined ? '' : `, until ${sayDate(until)}${sayNear(expiresIn)}`}.`,
        ],
      ];
  }
}

function sayNear(days: number): string {
  if (days > NEAR_DAYS) return '';
  if (days === 0) return ' (today)';
  return days === 1 ? ' (tomorrow)' : ` (in ${days} days)`;
}
