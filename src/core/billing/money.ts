import { UserError } from '../errors';
import { inThousands } from '../in-thousands';
import { roundAway } from './rational';

/** An ISO 4217 code. */
export type Currency = string & { readonly __brand: 'Currency' };
/** An amount in whole minor units (cents, yen, fils). Never a fraction; never beyond what a number holds exactly. */
export interface Money {
  readonly minor: number;
  readonly currency: Currency;
}

const ISO = new Set(Intl.supportedValuesOf('currency'));

export const isCurrency = (text: string): text is Currency => ISO.has(text);
/** @throws UserError money.currency */
export function currencyOf(text: string): Currency {
  const code = text.trim().toUpperCase();
  if (isCurrency(code)) return code;
  throw new UserError('money.currency', `"${text}" is not a currency; write its ISO code, such as EUR.`);
}

/**
 * ISO 4217's own, where they are not 2. `Intl` is not asked: it gives the decimals of cash, none for IDR or HUF, and other
 * ones with another version of Node.js, while amounts are stored in minor units for good.
 */
const DECIMALS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
    3: 'BHD IQD JOD KWD LYD OMR TND',
    4: 'CLF UYW',
  }).flatMap(([decimals, codes]) => codes.split(' ').map((code) => [code, Number(decimals)] as const)),
);

/** How many decimals the currency has: 2 for EUR, 0 for JPY, 3 for KWD. */
export const decimalsOf = (currency: Currency): number => DECIMALS.get(currency) ?? 2;

export const zero = (currency: Currency): Money => ({ minor: 0, currency });
export const isZero = ({ minor }: Money): boolean => minor === 0;

/** @throws UserError money.large */
export function money(minor: number | bigint, currency: Currency): Money {
  const whole = Number(minor);
  // Adding 0 makes a negative zero plain, which would print and compare as another amount.
  if (Number.isSafeInteger(whole)) return { minor: whole + 0, currency };
  throw new UserError('money.large', 'That amount is larger than can be counted exactly; write a smaller one.');
}

/** `1200`, `1200.50`, `-3.00` in major units. @throws UserError money.unreadable, money.decimals, money.large */
export function parseMoney(text: string, currency: Currency): Money {
  const [, sign = '', whole, fraction = ''] = /^([+-]?)(\d{1,40})(?:\.(\d{1,40}))?$/.exec(text.trim()) ?? [];
  if (whole === undefined) {
    throw new UserError('money.unreadable', `"${text}" is not an amount; write it like 1200 or 1200.50.`);
  }
  const decimals = decimalsOf(currency);
  const used = fraction.replace(/0+$/, '');
  if (used.length > decimals) {
    const cure = decimals === 0 ? 'write a whole number' : `write at most ${decimals}`;
    throw new UserError('money.decimals', `"${text}" has more decimals than ${currency} has; ${cure}.`);
  }
  const minor = BigInt(whole + used.padEnd(decimals, '0'));
  return money(sign === '-' ? -minor : minor, currency);
}

/** In major units with all decimals of the currency: `515000.00`. */
export function toDecimal({ minor, currency }: Money): string {
  const decimals = decimalsOf(currency);
  const digits = String(Math.abs(minor)).padStart(decimals + 1, '0');
  const at = digits.length - decimals;
  const sign = minor < 0 ? '-' : '';
  return decimals === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, at)}.${digits.slice(at)}`;
}

/** As people read it: `515,000.00 EUR`. */
export function sayMoney(amount: Money): string {
  const [whole = '', fraction] = toDecimal(amount).split('.');
  const grouped = inThousands(whole);
  return `${fraction === undefined ? grouped : `${grouped}.${fraction}`} ${amount.currency}`;
}

/** @throws UserError money.mixed */
export function plus(a: Money, b: Money): Money {
  if (a.currency !== b.currency) {
    throw new UserError(
      'money.mixed',
      `${a.currency} and ${b.currency} cannot be added without a rate; give dated rates in the policy file.`,
    );
  }
  return money(a.minor + b.minor, a.currency);
}
export const negative = ({ minor, currency }: Money): Money => ({ minor: minor === 0 ? 0 : -minor, currency });
export const minus = (a: Money, b: Money): Money => plus(a, negative(b));
export const sum = (amounts: readonly Money[], currency: Currency): Money => amounts.reduce(plus, zero(currency));

/** `amount x numerator / denominator`, whole numbers, exact until it is rounded half away from zero. */
export function share({ minor, currency }: Money, numerator: number | bigint, denominator: number | bigint): Money {
  const below = BigInt(denominator);
  if (below <= 0n) throw new Error('a share needs a denominator above 0');
  return money(roundAway({ top: BigInt(minor) * BigInt(numerator), below }), currency);
}
