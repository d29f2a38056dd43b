import type { Plans } from '../account/books';
import type { Draw, TimeEntry } from '../billing/hours';
import { lastDayOf, monthOf } from '../billing/month';
import { overageCost } from '../billing/overage-cost';
import { addDays, type LocalDate } from '../calendar/zone';
import type { Desk } from '../desk/desk';
import { UserError } from '../errors';
import type { Unit } from '../store';
import { accrued } from '../subscription/accrual';
import type { Mode } from '../subscription/plan';
import type { Term } from '../subscription/term';
import { type PeriodEconomics, periodEconomics, type RevenueItem } from './economics-period';
import type { ReportPeriod } from './report-period';

/** Runs a piece of reading in a unit, or on a copy of the database that cannot be written. */
export type Looking = <T>(work: (unit: Unit) => Promise<T>) => Promise<T>;
const PAGE = 200;

/** What the desk cost and brought in, from what is written down. @throws UserError economics.missing, rates.missing */
export async function economicsIn(look: Looking, desk: Desk, period: ReportPeriod): Promise<PeriodEconomics> {
  const { economics, contracts } = desk;
  const { currency, rates } = contracts;
  if (economics === undefined || currency === undefined) {
    throw new UserError(
      'economics.missing',
      'The policy file says nothing of costs. Write `currency` under contracts and an `economics` block, then ask again.',
    );
  }
  const { entries, draws, packs, charges } = await look(async (unit) => ({
    entries: await unit.ledger.entries({ from: period.from, to: period.to }),
    draws: await unit.ledger.drawsWithin(period.from, period.to),
    packs: await unit.ledger.packsBegun(period.from, period.to),
    charges: await unit.charges.within(period.from, period.to),
  }));
  const revenue: RevenueItem[] = [
    ...(await subscriptions(look, period, Object.keys(rates))),
    ...packs.flatMap(({ account, price, from }) =>
      price === undefined ? [] : [{ account, stream: 'packs', amount: price, day: from }],
    ),
    ...overage(draws),
    ...charges.map(({ account, stream, amount, day }) => ({ account, stream, amount, day })),
  ];
  return periodEconomics({
    period,
    currency,
    rates: { base: currency, dated: rates },
    revenue,
    work: standing(entries),
    ...economics,
  });
}

/** Day by day out of each price. Cut where a rate changes, so that each part is changed at the rate of its days. */
async function subscriptions(
  look: Looking,
  period: ReportPeriod,
  changes: readonly string[],
): Promise<readonly RevenueItem[]> {
  const parts = partsOf(period, changes);
  const items: RevenueItem[] = [];
  for (let after: string | undefined = ''; after !== undefined; ) {
    const from: string = after;
    // Answered, not added from within: a unit may be begun again.
    const found = await look(async (unit) => {
      const page = await unit.subscriptions.subscribers(from, PAGE);
      const modes = new Map<string, Mode>();
      const earned: RevenueItem[] = [];
      for (const [account, terms] of await unit.subscriptions.ofAccounts(page))
        earned.push(...(await earnedBy(unit.plans, account, terms, parts, modes)));
      return { earned, next: page.length < PAGE ? undefined : page.at(-1) };
    });
    items.push(...found.earned);
    after = found.next;
  }
  return items;
}

interface Part {
  readonly from: LocalDate;
  readonly to: LocalDate;
}
function partsOf({ from, to }: Part, changes: readonly string[]): readonly Part[] {
  const starts = [from, ...changes.filter((day) => from < day && day <= to).sort()] as LocalDate[];
  return starts.map((start, at) => {
    const next = starts[at + 1];
    return { from: start, to: next === undefined ? to : addDays(next, -1) };
  });
}

async function earnedBy(
  plans: Plans,
  account: string,
  terms: readonly Term[],
  parts: readonly Part[],
  modes: Map<string, Mode>,
): Promise<readonly RevenueItem[]> {
  const items: RevenueItem[] = [];
  for (const { from, to } of parts) {
    for (const { plan, amount } of accrued(terms, from, to)) {
      const mode = modes.get(plan) ?? (await plans.versions(plan)).at(-1)?.mode ?? 'subscription';
      modes.set(plan, mode);
      items.push({ account, stream: SOLD_AS[mode] ?? mode, amount, day: from });
    }
  }
  return items;
}
/** What is paid for a time is a subscription, also where its use is paid for besides. */
const SOLD_AS: Readonly<Partial<Record<Mode, string>>> = { community: 'subscription', on_demand: 'subscription' };

/** By account and month, as it is billed and shown. */
function overage(draws: readonly Draw[]): readonly RevenueItem[] {
  const groups = new Map<string, Draw[]>();
  for (const draw of draws.filter(({ source }) => source.from === 'overage')) {
    const key = `${monthOf(draw.day)} ${draw.account}`;
    groups.set(key, [...(groups.get(key) ?? []), draw]);
  }
  return [...groups.values()].flatMap((group) => {
    const [{ account, day } = { account: '', day: '' as LocalDate }] = group;
    return overageCost(group).map((amount) => ({ account, stream: 'overage', amount, day: lastDayOf(monthOf(day)) }));
  });
}

/** Without those that were corrected; a correction keeps the day, so both are here. */
function standing(entries: readonly TimeEntry[]) {
  const corrected = new Set(entries.map(({ corrects }) => corrects));
  return entries.filter(({ id }) => !corrected.has(id)).map(({ account, mode, length }) => ({ account, mode, length }));
}
