import { sayMember } from '../account/account';
import { sayMoney } from '../billing/money';
import type { HoursNotice } from '../billing/notices';
import { sayDate, sayMonth } from '../calendar/say-date';
import type { Message } from '../message';
import { type Millis, sayOpenTime } from '../time';
import type { Work } from '../work';
import { ownersOf } from './uncovered';

/** The account's owner hears of hours that run out or expire: of each once. */
export async function tellOfHours(
  work: Pick<Work, 'unit' | 'desk' | 'now'>,
  notices: readonly HoursNotice[],
): Promise<void> {
  const { unit, now } = work;
  for (const notice of notices) {
    for (const to of await ownersOf(work, notice.account)) {
      const key = `${notice.key}:${sayMember(to)}`;
      await unit.outbox.put({ key, act: { type: 'dm', to }, message: messageFor(notice), priority: 5 }, now);
    }
  }
}

const messageFor = (notice: HoursNotice): Message => ({
  lines: [[`⏳ ${notice.account}${wordsFor(notice)}`]],
  buttons: [{ label: 'Hours', command: 'hours', input: { account: notice.account } }],
});

function wordsFor(notice: HoursNotice): string {
  switch (notice.tag) {
    case 'included used': {
      const { granted, used, left, month } = notice.included;
      const of = `the ${sayOpenTime(granted)} included in ${sayMonth(month)}`;
      return notice.percent === 100
        ? ` has used up ${of}. ${afterwards(notice.rest)}`
        : ` has used ${percentOf(used, granted)} % of ${of}; ${sayOpenTime(left)} left.`;
    }
    case 'pack used': {
      const { length, used, left, from } = notice.pack;
      const pack = `the pack of ${sayOpenTime(length)} from ${sayDate(from)}`;
      return notice.percent === 100
        ? ` has used up ${pack}. ${afterwards(notice.rest)}`
        : ` has used ${percentOf(used, length)} % of ${pack}; ${sayOpenTime(left)} left.`;
    }
    case 'pack expires': {
      const { length, left } = notice.pack;
      const when = notice.days === 0 ? 'today' : notice.days === 1 ? 'tomorrow' : `in ${notice.days} days`;
      return `: the pack of ${sayOpenTime(length)} expires on ${sayDate(notice.until)}, ${when}, with ${sayOpenTime(left)} unused.`;
    }
  }
}

/** Rounded down, so that nothing is called used up before it is. */
const percentOf = (used: Millis, length: Millis): number => (used * 100 - ((used * 100) % length)) / length;

/** Whoever reads that something is used up has to know whether to sell more. */
function afterwards({ left, beyond }: HoursNotice['rest']): string {
  if (left > 0) return `It has ${sayOpenTime(left)} left besides.`;
  switch (beyond.from) {
    case 'overage':
      return `Nothing else is left: each further hour costs ${sayMoney(beyond.rate)}.`;
    case 'flat':
      return 'The plan counts no hours, so nothing changes.';
    case 'nothing':
      return 'Nothing else is left: new requests have the community’s promise until there is more.';
  }
}
