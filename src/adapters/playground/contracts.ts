import { keepAccount, keepContact } from '../../core/account/keep';
import { currencyOf, parseMoney } from '../../core/billing/money';
import { sellPack } from '../../core/billing/sell-pack';
import { addDays, localDateOf } from '../../core/calendar/zone';
import { type Contracts, type Desk, type DeskEconomics, PLAIN } from '../../core/desk/desk';
import type { Store } from '../../core/store';
import type { PlanBody } from '../../core/subscription/plan';
import { HOUR, type Instant, MINUTE, millis } from '../../core/time';
import { member } from './ids';

const EUR = currencyOf('EUR');
const euros = (text: string) => parseMoney(text, EUR);
const ZONE = 'Europe/Berlin';

const gold: PlanBody = {
  name: 'gold',
  mode: 'subscription',
  policy: 'premium',
  contacts: 3,
  hours: millis(10 * HOUR),
  rounding: millis(15 * MINUTE),
  overage: euros('150'),
  features: ['phone'],
  price: { ...euros('24000'), per: 'year' },
};
const prepaid: PlanBody = { name: 'prepaid', mode: 'on_demand', policy: 'standard', rounding: MINUTE, features: [] };
const contracts: Contracts = { ...PLAIN.contracts, currency: EUR };
const economics: DeskEconomics = {
  annual: { people: [{ count: 3, annual: euros('90000') }], tools: euros('8000'), operation: euros('4000') },
  productiveHours: 1_600,
  threshold: '20',
  budgets: [],
};
/** What the playground's company sells. */
export const DEMO_SALES: Pick<Desk, 'plans' | 'contracts' | 'economics' | 'newChannels'> = {
  plans: { gold, prepaid },
  contracts,
  economics,
  newChannels: { ...PLAIN.newChannels, mode: 'acknowledge' },
};

/** Acme is on gold with Carol as its contact; Globex has prepaid hours that soon expire. Dana looks after both. */
export async function demoContracts(store: Store, desk: Desk, now: Instant): Promise<void> {
  const hand = { at: now, via: 'playground' };
  const today = localDateOf(ZONE, now);
  const owner = member('dana');
  await store.transact(async (unit) => {
    const account = (name: string) => keepAccount(unit, { name, team: 'core', zone: ZONE, owner }, hand);
    const started = {
      type: 'started',
      on: addDays(today, -300),
      autoRenew: false,
      trial: false,
      writtenAt: now,
    } as const;
    await account('Acme');
    const carol = { account: 'Acme', id: 'playground:carol', name: 'Carol', members: [member('carol')], since: now };
    await keepContact(unit, carol, hand);
    const { price } = gold;
    const year = { until: addDays(today, 64), ...(price === undefined ? {} : { price }) };
    await unit.subscriptions.add({ account: 'Acme', via: 'playground', plan: gold.name, ...year, ...started });
    await account('Globex');
    await unit.subscriptions.add({ account: 'Globex', via: 'playground', plan: prepaid.name, ...started });
    const pack = {
      length: millis(20 * HOUR),
      from: addDays(today, -60),
      until: addDays(today, 25),
      price: euros('3000'),
    };
    await sellPack({ unit, now }, { account: 'Globex', ...pack });
    await unit.plans.keep(Object.values(desk.plans), now);
  });
}
