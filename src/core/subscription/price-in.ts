import { type Currency, currencyOf, type Money, parseMoney } from '../billing/money';
import type { Contracts } from '../desk/desk';
import { UserError } from '../errors';
import type { Period, Price } from './plan';

const NO_CURRENCY = 'Say the currency too, such as EUR, or set one under contracts in the policy file.';

/** `500`, `500 EUR`, `EUR 500.00`; without a currency it is the desk's. @throws UserError money.* */
export function amountIn(text: string, { currency }: Pick<Contracts, 'currency'>): Money {
  const said = text.trim().toUpperCase();
  const [, before, amount = said, after] = /^([A-Z]{3})?\s*([+-]?[\d.,]+)\s*([A-Z]{3})?$/.exec(said) ?? [];
  const code = before ?? after;
  try {
    const known: Currency | undefined = code === undefined ? currency : currencyOf(code);
    if (known === undefined) throw new UserError('money.currency', NO_CURRENCY);
    return parseMoney(amount, known);
  } catch (error) {
    // The same sentences are read in files too, where nothing was to be changed.
    throw error instanceof UserError ? new UserError(error.code, `${error.message} Nothing was changed.`) : error;
  }
}

/** @throws UserError money.negative */
export function refuseNegative({ minor }: Money): void {
  if (minor < 0)
    throw new UserError(
      'money.negative',
      'A price is not below zero; leave it out where nothing is paid. Nothing was changed.',
    );
}

/** `12000 EUR a year`, `1000/month`. @throws UserError money.* */
export function priceIn(text: string, contracts: Pick<Contracts, 'currency'>): Price {
  const [, amount, per] = /^(.+?)\s*(?:\/|\ba\b|\bper\b)\s*(month|quarter|year)$/i.exec(text.trim()) ?? [];
  if (amount === undefined || per === undefined) {
    throw new UserError(
      'money.price',
      `I did not understand "${text}" as a price: write it like 12000 EUR a year, or 1000 a month. Nothing was changed.`,
    );
  }
  const price = amountIn(amount, contracts);
  refuseNegative(price);
  return { ...price, per: per.toLowerCase() as Period };
}
