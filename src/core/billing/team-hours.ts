import { sayDate, sayMonth } from '../calendar/say-date';
import { daysBetween, type LocalDate } from '../calendar/zone';
import { type Line, strong } from '../message';
import { millis, sayOpenTime as sayLength } from '../time';
import type { HoursBalance } from './balance';
import { sayMoney } from './money';
import { monthOf } from './month';
import type { PackBalance } from './pack-balance';

/** Of those that can be used or will be; further ones are told by their number, those that are over by their sums. */
const MOST_PACKS = 8;

export function teamHours(balance: HoursBalance): readonly Line[] {
  const { day, included, overage, unpaid, flat } = balance;
  const month = sayMonth(monthOf(day));
  return [
    first(balance),
    ...(included === undefined
      ? []
      : [
          [
            `Included ${sayMonth(included.month)}: ${sayLength(included.used)} of ${sayLength(included.granted)} used, ${sayLength(included.left)} left`,
          ],
        ]),
    ...packLines(balance),
    ...(overage.length === 0
      ? []
      : [[`Overage ${month}: ${sayLength(overage.length)} = ${overage.amounts.map(sayMoney).join(' + ')}`]]),
    ...(unpaid === 0 ? [] : [[`Paid by nothing ${month}: ${sayLength(unpaid)}, no rate agreed`]]),
    ...(flat === 0 ? [] : [[`Flat ${month}: ${sayLength(flat)}`]]),
  ];
}

function first({ day, left, metered, beyond }: HoursBalance): Line {
  if (beyond.from === 'flat') return [strong('No hours are counted'), ` on ${sayDate(day)} · flat plan`];
  if (!metered) return [strong('No hours'), ` on ${sayDate(day)} · no plan in force, no pack`];
  return [
    strong(left > 0 ? `${sayLength(left)} left` : 'No hours left'),
    ` on ${sayDate(day)} · ${beyond.from === 'overage' ? `then ${sayMoney(beyond.rate)} an hour` : 'no rate beyond'}`,
  ];
}

function packLines({ day, packs }: HoursBalance): readonly Line[] {
  const over = packs.filter(({ state }) => state === 'used up' || state === 'expired');
  const live = packs.filter((pack) => !over.includes(pack));
  const more = live.length - MOST_PACKS;
  const sum = (of: 'used' | 'left') => millis(over.reduce((total, pack) => total + pack[of], 0));
  const lost = sum('left') === 0 ? '' : `, ${sayLength(sum('left'))} lost`;
  return [
    ...live.slice(0, MOST_PACKS).map((pack) => [packWords(day, pack)]),
    ...(more > 0 ? [[`${more} more packs`]] : []),
    ...(over.length === 0
      ? []
      : [[`Over: ${over.length} ${over.length === 1 ? 'pack' : 'packs'}, ${sayLength(sum('used'))} used${lost}`]]),
  ];
}

function packWords(day: LocalDate, { from, until, length, used, left, state, expiresIn = 0 }: PackBalance): string {
  const span = until === undefined ? `from ${sayDate(from)}` : `${sayDate(from)} to ${sayDate(until)}`;
  if (state === 'upcoming') {
    return `Pack ${span}: ${sayLength(length)} · begins in ${sayDays(daysBetween(day, from))}`;
  }
  const end = until === undefined ? '' : expiresIn === 0 ? ' · last day' : ` · ends in ${sayDays(expiresIn)}`;
  return `Pack ${span}: ${sayLength(used)} of ${sayLength(length)} used, ${sayLength(left)} left${end}`;
}

const sayDays = (days: number): string => (days === 1 ? '1 day' : `${days} days`);
