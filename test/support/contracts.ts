import { balanceOn } from '../../src/core/billing/balance';
import type { Draw, Pack, TimeEntry } from '../../src/core/billing/hours';
import { addDays, type LocalDate } from '../../src/core/calendar/zone';
import { momentsIn, plainText } from '../../src/core/message';
import type { Unit } from '../../src/core/store';
import { at } from './facts';
import type { World } from './world';

const FIRST = '2020-01-01' as LocalDate;
const LAST = '2040-12-31' as LocalDate;

/** Moves the desk to that moment; what falls due on the way happens at its time. */
export const passUntil = (w: World, iso: string): Promise<void> =>
  w.pass(`${Math.ceil((at(iso) - w.clock.now()) / 60_000)}m`);

const when = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin', dateStyle: 'short', timeStyle: 'short' });
/** What somebody was told directly: when in Berlin, and the lines with the buttons. */
export const directTo = (w: World, who: string): readonly (readonly [when: string, ...lines: string[]])[] =>
  w.platform.room
    .entries()
    .filter(({ ref, by, onlyFor }) => ref.place.placeId === `dm-${who}` && by.memberId === 'steward' && !onlyFor)
    .map((entry) => {
      const lines = plainText(entry.body, momentsIn('Europe/Berlin', entry.at)).split('\n');
      return [when.format(entry.at), ...lines];
    });

/** The ledger as the store keeps it. */
export interface Books {
  readonly packs: readonly Pack[];
  readonly entries: readonly TimeEntry[];
  readonly draws: readonly Draw[];
}
export const booksOf = async ({ ledger }: Unit, account: string): Promise<Books> => ({
  packs: await ledger.packs(account),
  entries: await ledger.entries({ account, from: FIRST, to: LAST }),
  draws: await ledger.draws(account),
});

const total = (draws: readonly Draw[]) => draws.reduce((sum, { length }) => sum + length, 0);

/** What does not add up, by sums of its own; empty when all does. */
export function flawsIn({ packs, entries, draws }: Books, day: LocalDate): readonly string[] {
  const flaws: string[] = [];
  const expect = (what: string, found: number, wanted: number) => {
    if (found !== wanted) flaws.push(`${what} is ${found}, not ${wanted}`);
  };
  const corrected = new Set(entries.map(({ corrects }) => corrects));
  for (const { id, billable, counted } of entries) {
    const stands = billable && !corrected.has(id);
    expect(`what entry ${id} drew`, total(draws.filter(({ entry }) => entry === id)), stands ? counted : 0);
  }
  const shown = balanceOn(day, { account: '', packs, draws, plan: undefined }).packs;
  for (const { id, length, from, until = LAST } of packs) {
    const lines = draws.filter(({ source }) => source.from === 'pack' && source.pack === id);
    const used = total(lines);
    if (used < 0 || used > length) flaws.push(`pack ${id} has given ${used} of ${length}`);
    expect(`the balance of pack ${id}`, shown.find((pack) => pack.id === id)?.used ?? -1, used);
    if (lines.some((line) => line.day < from || line.day > until)) flaws.push(`pack ${id} was drawn outside its days`);
  }
  const months = [...new Set(draws.map((line) => line.day.slice(0, 7)))];
  const ofMonths = months.map((month) => {
    const balance = balanceOn(`${month}-15` as LocalDate, { account: '', packs, draws, plan: undefined });
    return (balance.included?.used ?? 0) + balance.overage.length + balance.unpaid + balance.flat;
  });
  const ofPacks = shown.map(({ used }) => used);
  const balances = [...ofMonths, ...ofPacks].reduce((sum, used) => sum + used, 0);
  expect('the sum of the balances', balances, total(draws));
  return flaws;
}

/** Every day from one to another, both included. */
export function daysFrom(first: LocalDate, last: LocalDate): readonly LocalDate[] {
  const days: LocalDate[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}
