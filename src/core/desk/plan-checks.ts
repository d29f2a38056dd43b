import { currencyOf, isCurrency, parseMoney } from '../billing/money';
import { UserError } from '../errors';
import type { Flaw } from './flaw';
import { policyNameFlaw } from './name-flaw';
import { entriesOf, type Spot, under } from './spot';

/** What an amount of a plan is written as, wherever in it. */
const AMOUNTS = [['price', 'amount'], ['incidents', 'price'], ['overage']] as const;

/** Each names a currency as it is looked up. */
export const checkRates = (rates: Spot): readonly Flaw[] =>
  entriesOf(rates).flatMap((day) =>
    entriesOf(day).flatMap(({ path }): readonly Flaw[] => {
      const code = String(path.at(-1));
      if (isCurrency(code)) return [];
      const message = `"${code}" is not a currency; write its ISO code in capitals, such as USD.`;
      return [{ path, message, onKey: true }];
    }),
  );

/** Amounts of the economics are all in the currency of contracts. */
export function checkEconomics(economics: Spot, contracts: Spot): readonly Flaw[] {
  const currency = under(contracts, 'currency').value;
  const costs = under(economics, 'costs');
  const amounts = [
    ...entriesOf(under(costs, 'salaries')).map((salary) => under(salary, 'annual')),
    under(costs, 'tools'),
    under(costs, 'operation'),
    ...entriesOf(under(economics, 'budgets')).flatMap((budget) => [
      ...['people', 'tools', 'operation'].map((part) => under(budget, part)),
      ...entriesOf(under(budget, 'revenue')),
    ]),
  ];
  return amounts.flatMap((spot) => amountFlaws(spot, currency));
}

/** Plans that name a policy there is none of, or amounts that are none. */
export function checkPlans(plans: Spot, policies: Spot, contracts: Spot): readonly Flaw[] {
  const desk = under(contracts, 'currency');
  return [
    ...currencyFlaws(desk),
    ...entriesOf(plans).flatMap((plan): readonly Flaw[] => {
      const own = under(plan, 'currency');
      const known = own.value ?? desk.value;
      return [
        ...policyNameFlaw(under(plan, 'policy'), policies),
        ...currencyFlaws(own),
        ...AMOUNTS.flatMap((path) => amountFlaws(path.reduce<Spot>(under, plan), known)),
      ];
    }),
  ];
}

function currencyFlaws(spot: Spot): readonly Flaw[] {
  return typeof spot.value === 'string' ? caught(spot, () => currencyOf(String(spot.value))) : [];
}

function amountFlaws(spot: Spot, currency: unknown): readonly Flaw[] {
  const { path, value } = spot;
  if (typeof value !== 'string' && typeof value !== 'number') return [];
  if (currency === undefined || currency === null)
    return [{ path, message: 'an amount needs a currency; write `currency: EUR` under contracts.' }];
  const known = typeof currency === 'string' ? currencyIn(currency) : undefined;
  if (known === undefined) return [];
  return caught(spot, () => {
    if (parseMoney(String(value), known).minor < 0)
      throw new UserError('money.negative', `${value} is less than nothing; write an amount of 0 or more.`);
  });
}

const currencyIn = (text: string) => {
  try {
    return currencyOf(text);
  } catch {
    return undefined;
  }
};

function caught({ path }: Spot, look: () => unknown): readonly Flaw[] {
  try {
    look();
    return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [{ path, message: error.message }];
  }
}
