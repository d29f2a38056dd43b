/** What `subscription show` has to say of each day, by hand. */
export const IN_FORCE = [
  ['2026-11-23', '2027-03-14', 'silver until 31 May 2027'],
  ['2027-03-15', '2027-05-24', 'gold until 31 May 2027'],
  ['2027-05-25', '2027-08-31', 'gold until 31 Aug 2027'],
  ['2027-09-01', '2027-10-03', 'gold ended on 31 Aug 2027'],
  ['2027-10-04', '2027-11-14', 'gold until 3 Jan 2028'],
  ['2027-11-15', '2027-12-31', 'gold until 31 Dec 2027, cancelled'],
  ['2028-01-01', '2028-01-09', 'gold was cancelled; its last day was 31 Dec 2027'],
] as const;

const ONCE = 'You hear of this once. `account show` and `subscription show` say how the contract stands.';
const uncovered = (number: number, why: string) => [
  `Acme asks for what the contract does not cover: ${why}.`,
  `It is #${number} (Acme, S2) by Carol, under the community’s promise. Open`,
  ONCE,
];
const usedSince = (day: string, much: string, hours = 4) =>
  `Used since ${day}: ${much} of work (${hours} h a month included).`;
const ending = (when: string, ...used: Parameters<typeof usedSince>) => [
  `⏳ Acme: ${when}. It does not renew by itself.`,
  usedSince(...used),
];
const cancelled = (days: number) => [
  `⏳ Acme: gold was cancelled; its last day is 31 Dec 2027, in ${days} days.`,
  usedSince('4 Oct 2027', '1 request, 0 min'),
];
const SILVER = ['23 Nov 2026', '2 requests, 5 h 15 min'] as const;
/** All that Dana reads in the year: nothing twice, and nothing on a day off. */
export const TOLD = [
  ['2026-11-24 10:00', '⏳ Acme has used 87 % of the 2 h included in Nov 2026; 15 min left.'],
  [
    '2026-11-24 10:00',
    '⏳ Acme has used up the 2 h included in Nov 2026. Nothing else is left: new requests have the community’s promise until there is more.',
  ],
  ['2026-11-25 10:00', ...uncovered(2, 'no hours are left')],
  ['2027-01-11 10:00', '⏳ Acme has used up the 2 h included in Jan 2027. It has 2 h left besides.'],
  ['2027-03-01 09:00', '⏳ Acme: the pack of 3 h expires on 31 Mar 2027, in 30 days, with 1 h 45 min unused.'],
  ['2027-03-02 09:00', ...ending('silver ends on 31 May 2027, in 90 days', ...SILVER, 2)],
  ['2027-03-24 09:00', '⏳ Acme: the pack of 3 h expires on 31 Mar 2027, in 7 days, with 1 h 45 min unused.'],
  ['2027-05-03 09:00', ...ending('gold ends on 31 May 2027, in 28 days', ...SILVER)],
  ['2027-05-24 09:00', ...ending('gold ends on 31 May 2027, in 7 days', ...SILVER)],
  ['2027-05-31 09:00', '⏳ Acme: the pack of 2 h expires on 30 Jun 2027, in 30 days, with 2 h unused.'],
  ['2027-06-02 09:00', ...ending('gold ends on 31 Aug 2027, in 90 days', '1 Jun 2027', '0 requests, 0 min')],
  ['2027-06-10 11:00', '⏳ Acme has used up the 4 h included in Jun 2027. It has 15 min left besides.'],
  ['2027-06-10 11:00', '⏳ Acme has used 87 % of the pack of 2 h from 1 Feb 2027; 15 min left.'],
  [
    '2027-06-10 11:00',
    '⏳ Acme has used up the pack of 2 h from 1 Feb 2027. Nothing else is left: each further hour costs 150.00 EUR.',
  ],
  ['2027-08-02 09:00', ...ending('gold ends on 31 Aug 2027, in 29 days', '1 Jun 2027', '1 request, 6 h 45 min')],
  ['2027-08-24 09:00', ...ending('gold ends on 31 Aug 2027, in 7 days', '1 Jun 2027', '1 request, 6 h 45 min')],
  ['2027-09-01 08:00', ...uncovered(5, 'the subscription ended on 31 Aug 2027')],
  [
    '2027-09-01 09:00',
    '🔴 Acme: gold ended on 31 Aug 2027. New requests have the community’s promise; open ones keep theirs. Renewed by 30 Sep 2027, it goes on without a gap.',
    'Used from 1 Jun 2027 to 31 Aug 2027: 1 request, 6 h 45 min of work (4 h a month included).',
  ],
  ['2027-10-05 09:00', ...ending('gold ends on 3 Jan 2028, in 90 days', '4 Oct 2027', '1 request, 0 min')],
  ['2027-11-15 09:00', ...cancelled(46)],
  ['2027-12-01 09:00', ...cancelled(30)],
  ['2027-12-24 09:00', ...cancelled(7)],
  [
    '2028-01-03 09:00',
    '🔴 Acme: gold was cancelled and ended on 31 Dec 2027. New requests have the community’s promise; open ones keep theirs.',
    'Used from 4 Oct 2027 to 31 Dec 2027: 1 request, 0 min of work (4 h a month included).',
  ],
];
export const HOURS_IN_JANUARY = `> /hours Acme
Acme
1 h 45 min left on 11 Jan 2027 · no rate beyond
Included Jan 2027: 2 h of 2 h used, 0 min left
Pack 1 Dec 2026 to 31 Mar 2027: 1 h 15 min of 3 h used, 1 h 45 min left · ends in 79 days
Pack 1 Feb 2027 to 30 Jun 2027: 2 h · begins in 21 days
> /hours
You have 1 h 45 min of support left.
Included in Jan 2027: 2 h, all used.
3 h from 1 Dec 2026: 1 h 45 min left, until 31 Mar 2027.
2 h from 1 Feb 2027: not begun yet, then until 30 Jun 2027.`;
export const HOURS_IN_JUNE = `> /hours Acme
Acme
No hours left on 10 Jun 2027 · then 150.00 EUR an hour
Included Jun 2027: 4 h of 4 h used, 0 min left
Over: 2 packs, 3 h 15 min used, 1 h 45 min lost
Overage Jun 2027: 45 min = 112.50 EUR
> /hours
No hours are left. Each further one costs 150.00 EUR.
Included in Jun 2027: 4 h, all used.
Charged by the hour this month: 45 min, 112.50 EUR.`;
