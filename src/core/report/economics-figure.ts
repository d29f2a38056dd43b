import { z } from 'zod';
import { type Currency, decimalsOf, type Money, parseMoney } from '../billing/money';
import { rationalOf } from '../billing/rational';
import { noted } from '../desk/fields';
import { UserError } from '../errors';

/** Of more digits than 15 a number keeps only the nearest it can, and nobody can tell which were written. */
const EXACT_AS_NUMBER = 1e15;
const MOST_PEOPLE = 1_000_000;

type Read<T> = { readonly value: T } | { readonly wrong: string };

/** An amount in major units, 0 or more: a number, or a text where a number would not be exact. */
export const amountField = (currency: Currency) =>
  figure('an amount', exampleIn(currency), (value) => readAmount(value, currency));

const exampleIn = (currency: Currency): string => (decimalsOf(currency) === 0 ? '1200' : '1200.50');

/** How many people, 0 or more; two decimals say how much of the time somebody works. */
export const countField = () => figure('a number of people', '5', readCount);

/** One reading gives the value and the sentence about what is wrong with it. */
function figure<T>(is: string, example: string, read: (value: unknown) => Read<T>) {
  const type = z.union([z.number(), z.string()]).transform((value, context): T => {
    const found = read(value);
    if ('value' in found) return found.value;
    context.addIssue({ code: 'custom', message: found.wrong });
    return z.NEVER;
  });
  const slip = (value: unknown): string | undefined => {
    const found = read(value);
    return 'wrong' in found ? found.wrong : undefined;
  };
  return noted(type, { is, example, slip });
}

function readAmount(value: unknown, currency: Currency): Read<Money> {
  const text = decimalOf(value, 'an amount', exampleIn(currency));
  if ('wrong' in text) return text;
  try {
    const amount = parseMoney(text.value, currency);
    if (typeof value === 'string' || amount.minor < EXACT_AS_NUMBER) return { value: amount };
    return { wrong: `${text.value} has more digits than a number can be relied on for; put it in quotes.` };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    if (error.code !== 'money.large') return { wrong: error.message };
    return { wrong: `${text.value} is larger than can be counted exactly; write a smaller amount.` };
  }
}

function readCount(value: unknown): Read<number> {
  const text = decimalOf(value, 'a number of people', '5 or 2.5');
  if ('wrong' in text) return text;
  const count = Number(text.value);
  if (count > MOST_PEOPLE) return { wrong: `${text.value} people are more than a million; write a smaller number.` };
  if (/\.\d{3}/.test(text.value)) return { wrong: `${text.value} has more than two decimals; write it like 5 or 2.5.` };
  return { value: count };
}

/** Plain decimal text, without an exponent and without noughts at the end. */
function decimalOf(value: unknown, is: string, like: string): Read<string> {
  if (typeof value !== 'number' && typeof value !== 'string') return { wrong: notOne(value, is, like) };
  const exact = rationalOf(String(value));
  if (exact === undefined) return { wrong: notOne(value, is, like) };
  if (exact.top < 0n) return { wrong: `${value} is below 0; write ${is} of 0 or more.` };
  return { value: plainText(exact.top, exact.below) };
}

function notOne(value: unknown, is: string, like: string): string {
  const shown = typeof value === 'string' ? `"${value.slice(0, 40)}"` : typeof value === 'object' ? 'this' : value;
  return `${shown} is not ${is}; write it like ${like}.`;
}

/** `below` is a power of ten, as in everything that was written in decimals. */
function plainText(top: bigint, below: bigint): string {
  const decimals = String(below).length - 1;
  const digits = String(top).padStart(decimals + 1, '0');
  const at = digits.length - decimals;
  const fraction = digits.slice(at).replace(/0+$/, '');
  return fraction === '' ? digits.slice(0, at) : `${digits.slice(0, at)}.${fraction}`;
}
