import { type Currency, currencyOf, type Money, parseMoney } from '../billing/money';
import { SEVERITIES } from '../sla/severity';
import type { PlanBody } from '../subscription/plan';
import type { Millis } from '../time';
import type { PlanInFile } from './plan-schema';

/** A plan as it is stored: in one order, so that moving lines about makes no new version of it. */
export function planOf(name: string, plan: PlanInFile, standard: Currency | undefined): PlanBody {
  const currency = plan.currency === undefined ? standard : currencyOf(plan.currency);
  const money = (text: string): Money => {
    if (currency === undefined) throw new Error(`plan ${name} has an amount without a currency`);
    return parseMoney(text, currency);
  };
  const { price, severities, contacts, channels, products, hours, incidents, overage } = plan;
  return {
    name,
    mode: plan.mode,
    policy: plan.policy,
    ...(severities && { severities: SEVERITIES.filter((severity) => severities.includes(severity)) }),
    ...(contacts !== undefined && { contacts }),
    ...(channels !== undefined && { channels }),
    ...(products && { products: inOrder(products) }),
    features: plan.features,
    ...(price && { price: { ...money(price.amount), per: price.per } }),
    ...(hours !== undefined && { hours }),
    rounding: plan.rounding as Millis,
    ...(incidents && {
      incidents: {
        aYear: incidents.a_year,
        ...(incidents.price !== undefined && { price: money(incidents.price) }),
      },
    }),
    ...(overage !== undefined && { overage: money(overage) }),
  };
}

const inOrder = <T>(things: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(things).sort(([a], [b]) => (a < b ? -1 : 1)));
