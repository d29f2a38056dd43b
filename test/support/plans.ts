import { currencyOf, parseMoney } from '../../src/core/billing/money';
import { type Desk, PLAIN } from '../../src/core/desk/desk';
import type { PlanBody } from '../../src/core/subscription/plan';
import { HOUR, MINUTE, millis } from '../../src/core/time';

export const EUR = currencyOf('EUR');
export const euros = (text: string) => parseMoney(text, EUR);
const plan = (name: string, more: Partial<PlanBody>): PlanBody => ({
  name,
  mode: 'subscription',
  policy: 'premium',
  features: [],
  rounding: MINUTE,
  ...more,
});

/** Gold names its contacts and does not cover S1; flat covers everybody for everything; hourly includes an hour a month. */
export const PLANS: Readonly<Record<string, PlanBody>> = {
  gold: plan('gold', {
    severities: ['S2', 'S3', 'S4'],
    contacts: 1,
    channels: 1,
    products: { server: ['5.2', '6.*'] },
    price: { ...euros('12000'), per: 'year' },
    features: ['phone'],
  }),
  flat: plan('flat', { price: { ...euros('6000'), per: 'year' } }),
  hourly: plan('hourly', { hours: HOUR, rounding: millis(15 * MINUTE), price: { ...euros('200'), per: 'month' } }),
  metered: plan('metered', { hours: HOUR, overage: euros('150') }),
  twice: plan('twice', { incidents: { aYear: 2 } }),
  bought: plan('bought', { mode: 'on_demand' }),
};
/** What a desk that sells these has besides. */
export const SELLING: Pick<Desk, 'newChannels' | 'plans' | 'contracts'> = {
  ...PLAIN,
  plans: PLANS,
  contracts: { ...PLAIN.contracts, currency: EUR },
};
