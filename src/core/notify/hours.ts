import type { HoursNotice } from '../billing/notices';
import { sayDate, sayMonth } from '../calendar/say-date';
import type { Message } from '../message';
import { sayOpenTime } from '../time';
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
      const key = `${notice.key}:${to.platform}:${to.memberId}`;
      await unit.outbox.put({ key, act: { type: 'dm', to }, message: messageFor(notice), priority: 5 }, now);
    }
  }
}

const messageFor = (notice: HoursNotice): Message => ({
  lines: [[`⏳ ${notice.account}: ${wordsFor(notice)}`]],
  buttons: [{ label: 'Hours', command: 'hours', input: { account: notice.account } }],
});

function wordsFor(notice: HoursNotice): string {
  switch (notice.tag) {
    case 'included used': {
      const { granted, used, left, month } = notice.included;
      const of = `the ${sayOpenTime(granted)} included in ${sayMonth(month)}`;
      return notice.percent === 100
        ? `${of} are used up (${sayOpenTime(used)} worked).`
        : `80 % of ${of} are used; ${sayOpenTime(left)} are left.`;
    }
    case 'pack used': {
      const { length, left, from } = notice.pack;
      const pack = `the pack of ${sayOpenTime(length)} from ${sayDate(from)}`;
      return notice.percent === 100
        ? `${pack} is used up.`
        : `80 % of ${pack} are used; ${sayOpenTime(left)} are left.`;
    }
    case 'pack expires': {
      const { length, left } = notice.pack;
      const when = notice.days === 0 ? 'today' : notice.days === 1 ? 'tomorrow' : `in ${notice.days} days`;
      return `the pack of ${sayOpenTime(length)} expires on ${sayDate(notice.until)}, ${when}, with ${sayOpenTime(left)} unused.`;
    }
  }
}
